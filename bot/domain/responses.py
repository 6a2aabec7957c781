"""What may be said to a request: an answer, or the knowledge laid out in a form that was asked for by name.

Of named tuples, as answers are; but for those that count, since a tuple has a `count` of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bot.domain.answers import Answer, FactMatch, Suggestion
from bot.domain.knowledge import Partner, Snapshot, Source, Topic


class Form(StrEnum):
    """A form that is asked for by its name, the first word of a request."""

    TIMELINE = "timeline"
    COMPARE = "compare"
    TOPICS = "topics"
    PARTNERS = "partners"
    SOURCES = "sources"
    SOURCE = "source"
    ABOUT = "about"
    MAP = "map"
    MENTIONED = "mentioned"


class Timeline(NamedTuple):
    """The facts of an answer in the order of time, those without a time of their own last.

    Where the answer has no facts, it says why and what to ask instead.
    """

    text: str
    answer: Answer
    facts: tuple[FactMatch, ...]

    @property
    def snapshot(self) -> Snapshot:
        """Out of which knowledge it is."""
        return self.answer.snapshot


@dataclass(frozen=True, slots=True)
class Cell:
    """What the base has about a partner on a topic: how many facts, and the best that no row above shows."""

    partner: Partner
    count: int
    best: FactMatch | None


class Row(NamedTuple):
    """A topic, and each compared partner on it."""

    topic: Topic
    cells: tuple[Cell, ...]


class Comparison(NamedTuple):
    """Two or three partners side by side by topic, those topics first on which most of them have facts.

    `again` is the request without its page; `left` are the names that were named beyond three, `unknown` what was named
    beside the partners and is not here.
    """

    text: str
    again: str
    answer: Answer
    partners: tuple[Partner, ...]
    rows: tuple[Row, ...]
    left: tuple[str, ...]
    unknown: str = ""

    @property
    def snapshot(self) -> Snapshot:
        """Out of which knowledge it is."""
        return self.answer.snapshot


class Listing(NamedTuple):
    """The topics, partners or sources of the base, with how many facts each has by its id."""

    text: str
    form: Form
    snapshot: Snapshot
    today: date
    counts: Mapping[str, int]
    page: int


@dataclass(frozen=True, slots=True)
class Tie:
    """The relation of the subject and a partner: how many facts, and the topic that most of them are on."""

    partner: Partner
    count: int
    topic: Topic


class Map(NamedTuple):
    """The subject and its ties to all partners that have facts, those with most facts first."""

    text: str
    ties: tuple[Tie, ...]
    snapshot: Snapshot
    today: date
    page: int = 1


class SourceCard(NamedTuple):
    """A source and the facts that rest on it."""

    text: str
    source: Source
    facts: tuple[FactMatch, ...]
    snapshot: Snapshot
    today: date
    page: int


class Overview(NamedTuple):
    """What the base is, and examples of what to ask."""

    text: str
    snapshot: Snapshot
    today: date
    oldest_verification: date | None
    suggestions: tuple[Suggestion, ...]


class Usage(NamedTuple):
    """A form that was asked for without what it needs; `suggestions` are requests that have it.

    `partner` is the one of those needed that was named, `unknown` what was named and is not here.
    """

    text: str
    form: Form
    snapshot: Snapshot
    today: date
    suggestions: tuple[Suggestion, ...]
    partner: Partner | None = None
    unknown: str = ""


class Front(NamedTuple):
    """What greets who opens the base: what it is, its topics and partners, and its newest facts."""

    overview: Overview
    topics: Listing
    partners: Listing
    newest: Answer


Response = Answer | Timeline | Comparison | Listing | Map | SourceCard | Overview | Usage
