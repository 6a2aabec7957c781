"""What may be said to a request: an answer, or the knowledge laid out in another form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.answers import Answer, FactMatch, Offer
from bot.domain.knowledge import Partner, Snapshot, Source, Topic
from bot.domain.requests import Request


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """An answer in another form."""

    answer: Answer

    @property
    def text(self) -> str:
        """What was typed."""
        return self.answer.text

    @property
    def request(self) -> Request:
        """What is asked."""
        return self.answer.request

    @property
    def snapshot(self) -> Snapshot:
        """Out of which knowledge it is."""
        return self.answer.snapshot

    @property
    def today(self) -> date:
        """As of which day it is."""
        return self.answer.today


@dataclass(frozen=True, slots=True)
class Timeline(_LaidOut):
    """The facts of an answer in the order of time, those without a time of their own last.

    So many facts as `recent_from` are from before the last ten years, where there is any from these. Where the answer
    has no facts, it says why and what to ask instead.
    """

    facts: Sequence[FactMatch]
    recent_from: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """What the base has about a partner on a topic: how many facts, and the best that no row above shows."""

    partner: Partner
    count: int
    best: FactMatch | None


@dataclass(frozen=True, slots=True)
class Row:
    """A topic, and each compared partner on it."""

    topic: Topic
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison(_LaidOut):
    """Two or three partners side by side by topic, those topics first on which most of them have facts.

    `left` are the names that were named beyond three, `unknown` what was named beside the partners and is not here.
    `separately` asks for each of the partners, `together` for the facts about them all, where there are any.
    """

    partners: tuple[Partner, ...]
    rows: tuple[Row, ...]
    left: tuple[str, ...]
    unknown: str
    separately: tuple[Offer, ...]
    together: Request | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The topics, partners or sources of the base, with how many facts each has by its id."""

    request: Request
    snapshot: Snapshot
    today: date
    counts: Mapping[str, int]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """The relation of the subject and a partner: how many facts, and the topic that most of them are on."""

    partner: Partner
    count: int
    topic: Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """The subject and its ties to all partners that have facts, those with most facts first."""

    request: Request
    snapshot: Snapshot
    today: date
    ties: tuple[Tie, ...]
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCard:
    """A source and the facts that rest on it."""

    request: Request
    snapshot: Snapshot
    today: date
    source: Source
    facts: tuple[FactMatch, ...]
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the base is, and examples of what to ask."""

    request: Request
    snapshot: Snapshot
    today: date
    oldest_verification: date | None
    suggestions: tuple[Offer, ...]
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """A form that was asked for without what it needs; `suggestions` are requests that have it.

    `partner` is the one of those needed that was named, `unknown` what was named and is not here.
    """

    request: Request
    snapshot: Snapshot
    today: date
    suggestions: tuple[Offer, ...]
    partner: Partner | None = None
    unknown: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeContent:
    """What greets who opens the base: what it is, its topics and partners, and its newest facts."""

    overview: Overview
    topics: Listing
    partners: Listing
    newest: Answer


Response = Answer | Timeline | Comparison | Listing | Map | SourceCard | Overview | Usage
