"""The content of a timeline's picture: each fact's sign in the lane of its topic, and the key facts below."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from bot.domain.answers import Answer, FactMatch
from bot.domain.dates import Point, Precision
from bot.domain.knowledge import Status
from bot.domain.responses import Timeline
from bot.reply.pictures.palette import CARD, FAINT, OTHER, colours_of, tint
from bot.reply.pictures.sheet import name_of

OTHER_TOPICS = "Other"
KNOWN_AS_OF = "Known as of"

_LANES = 10
_KEY_FACTS = 8


@dataclass(frozen=True, slots=True)
class Sign:
    """A fact on the plot: its first and last day, its colour, and the marks of its sign.

    A span is a bar, else it is a dot in the middle or, where it is undated, a tick. `is_open` is for its beginning
    and its end; `number` is its rank among the key facts, which are listed below in words.
    """

    first: int
    last: int
    colour: str
    status: Status | None
    number: int | None
    is_span: bool = False
    is_vague: bool = False
    is_undated: bool = False
    is_open: tuple[bool, bool] = (False, False)

    @property
    def is_pale(self) -> bool:
        """Return whether the fact is disputed or superseded."""
        return self.status in (Status.DISPUTED, Status.SUPERSEDED)

    @property
    def tone(self) -> str:
        """The colour of a sign without outline: paler where the fact is disputed or superseded."""
        return tint(self.colour) if self.is_pale else self.colour

    @property
    def rim(self) -> str:
        """The colour of the outline."""
        return tint(self.colour) if self.status is Status.SUPERSEDED else self.colour

    @property
    def fill(self) -> str:
        """The colour inside the outline: none where the date is vague."""
        return CARD if self.is_vague else self.tone


@dataclass(frozen=True, slots=True)
class Lane:
    """The signs of a topic, and the lane's label."""

    name: str
    colour: str
    signs: tuple[Sign, ...]


def key_facts_of(answer: Answer) -> list[FactMatch]:
    """Return the best facts that have a date; where none has, the best."""
    matches = (match for match in answer.facts if not match.is_companion)
    timed = (match for match in answer.facts if match.fact.when and not match.is_companion)
    return list(islice(timed, _KEY_FACTS)) or list(islice(matches, _KEY_FACTS))


def lanes_of(timeline: Timeline, key_facts: Sequence[FactMatch]) -> list[Lane]:
    """Make a lane for each topic, the largest first, then one for other facts and one for undated facts."""
    topics, colours = timeline.snapshot.topics, colours_of(timeline.snapshot)
    numbers = {match.fact.id: number for number, match in enumerate(key_facts, start=1)}
    today = timeline.answer.today
    signs: dict[str | None, list[Sign]] = {}
    ranked = [id_ for id_, _ in topic_counts(timeline)]
    for match in timeline.facts:
        topic = match.fact.topics[0]
        colour = OTHER if topic in ranked[_LANES:] else colours[topic]
        lane = None if match.fact.when is None else OTHER_TOPICS if topic in ranked[_LANES:] else topic
        signs.setdefault(lane, []).append(_to_sign(match, colour, numbers.get(match.fact.id), today))
    named = [Lane(name_of(topics[id_].name, id_), colours[id_], tuple(signs[id_])) for id_ in ranked[:_LANES]]
    last = ((OTHER_TOPICS, OTHER_TOPICS, OTHER), (None, KNOWN_AS_OF, FAINT))
    return named + [Lane(name, colour, tuple(signs[key])) for key, name, colour in last if key in signs]


def topic_counts(timeline: Timeline) -> list[tuple[str, int]]:
    """Count the dated facts by their first topic, the most frequent first."""
    counts = Counter(match.fact.topics[0] for match in timeline.facts if match.fact.when)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _to_sign(match: FactMatch, colour: str, number: int | None, today: date) -> Sign:
    when, status = match.fact.when, match.status
    if when is None:
        as_of = match.fact.as_of.last.toordinal()
        return Sign(as_of, as_of, colour, status, number, is_undated=True)
    period = when.period
    is_open = (period.start is None, period.end is None)
    known = [day for day in (period.start, period.end) if day]
    # An open end reaches today; an unknown beginning is shown at the end.
    first, last = known[0], max(known[0], today) if period.end is None else known[-1]
    points = [point for point in (when.start, when.end) if point]
    return Sign(
        first.toordinal(),
        last.toordinal(),
        colour,
        status,
        number,
        is_span=when.is_interval or _is_of_years(points[0]),
        is_vague=any(point.uncertain or point.approximate or _is_of_years(point) for point in points),
        is_open=is_open,
    )


def _is_of_years(point: Point) -> bool:
    return point.precision in (Precision.DECADE, Precision.CENTURY)
