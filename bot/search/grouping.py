"""Facts by what they have, as bits: by the keys of each, by its day, and partners by the topics of their facts."""

from collections.abc import Iterable, Mapping
from datetime import date

from bot.domain.dates import Point
from bot.search.bits import to_bits


def invert(each: Iterable[Iterable[str]]) -> dict[str, int]:
    """Return the facts by each of the keys that they have, given the keys of each fact in turn."""
    found: dict[str, list[int]] = {}
    for position, keys in enumerate(each):
        for key in keys:
            found.setdefault(key, []).append(position)
    return {key: to_bits(positions) for key, positions in found.items()}


def by_day(points: Iterable[Point]) -> tuple[tuple[Point, int], ...]:
    """Return the facts by the last day of a point in time that each has, the latest first."""
    found: dict[date, tuple[Point, list[int]]] = {}
    for position, point in enumerate(points):
        found.setdefault(point.last, (point, []))[1].append(position)
    return tuple([(found[day][0], to_bits(found[day][1])) for day in sorted(found, reverse=True)])


def topics_of(by_partner: Mapping[str, int], by_topic: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """Return the topics of each partner's facts, those of most facts first; ties by id."""
    most_first: dict[str, tuple[str, ...]] = {}
    for partner, about in by_partner.items():
        counts = {topic: (about & having).bit_count() for topic, having in by_topic.items()}
        most_first[partner] = tuple(sorted(filter(counts.get, counts), key=lambda topic: (-counts[topic], topic)))
    return most_first
