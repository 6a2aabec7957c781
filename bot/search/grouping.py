"""Facts grouped by all but their texts, as bits: by their keys, their days and times, and their links."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from bot.domain.dates import Period, Point
from bot.domain.knowledge import Fact
from bot.search.bits import to_bits
from bot.search.spans import build_spans


def group(facts: Sequence[Fact]) -> dict[str, Any]:
    """Group facts by all but their texts; the keys are names of an index's fields."""
    by_partner = invert(fact.about for fact in facts)
    by_topic = invert(fact.topics for fact in facts)
    known = [(_known_point(fact).last, fact.when is not None) for fact in facts]
    return {
        "by_home": invert((fact.home,) for fact in facts),
        "by_partner": by_partner,
        "by_topic": by_topic,
        "by_speaker": invert(fact.attributed_to for fact in facts),
        "by_source": invert({cited.source.id for cited in fact.citations} for fact in facts),
        "linked": to_bits(position for position, fact in enumerate(facts) if fact.superseded_by or fact.contradicts),
        "partner_topics": topics_of(by_partner, by_topic),
        "source_days": by_day(fact.as_of for fact in facts),
        "known_days": by_day(_known_point(fact) for fact in facts),
        "spans": build_spans([period_of(fact) for fact in facts], known),
    }


def are_grouped_alike(was: Sequence[Fact], facts: Sequence[Fact]) -> bool:
    """Return whether facts are the same as before in all but their texts, as after most edits."""
    return len(was) == len(facts) and all(
        old is new or _grouping_of(old) == _grouping_of(new) for old, new in zip(was, facts, strict=True)
    )


def _grouping_of(fact: Fact) -> tuple[object, ...]:
    sources = {citation.source.id for citation in fact.citations}
    is_linked = bool(fact.superseded_by or fact.contradicts)
    return (fact.id, fact.home, fact.about, fact.topics, fact.attributed_to, sources, fact.when, fact.as_of, is_linked)


def period_of(fact: Fact) -> Period:
    """Return the days on which a fact held; one without a time of its own holds at the time its source speaks up to."""
    return fact.when.period if fact.when else Period(fact.as_of.first, fact.as_of.last)


def _known_point(fact: Fact) -> Point:
    """Return the newest time that a fact tells of: its end, or else its start, as far as its source knows.

    What began once and still holds is as new as its beginning; what has no time of its own, as its source.
    """
    point = (fact.when.end or fact.when.start) if fact.when else None
    return point if point and point.last <= fact.as_of.last else fact.as_of


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
