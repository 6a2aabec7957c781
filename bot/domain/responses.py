"""Responses to requests: an answer, or the knowledge in another form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.answers import Answer, FactMatch, Offer
from bot.domain.knowledge import Partner, Snapshot, Source, Topic
from bot.domain.requests import Request


@dataclass(frozen=True, slots=True)
class LaidOut:
    """An answer in another form. Match this class for what is done with every such form."""

    answer: Answer

    @property
    def text(self) -> str:
        """The typed query."""
        return self.answer.text

    @property
    def request(self) -> Request:
        """The request."""
        return self.answer.request

    @property
    def snapshot(self) -> Snapshot:
        """The knowledge that it rests on."""
        return self.answer.snapshot

    @property
    def today(self) -> date:
        """The day as of which it holds."""
        return self.answer.today


@dataclass(frozen=True, slots=True)
class Timeline(LaidOut):
    """The facts of an answer in chronological order, those without a time last.

    The first `recent_from` facts are older than ten years, if any fact is newer. Without facts, the answer explains why
    and what to ask instead.
    """

    facts: Sequence[FactMatch]
    recent_from: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A partner's facts on a topic: their number, and the best that no row above shows."""

    partner: Partner
    count: int
    best: FactMatch | None


@dataclass(frozen=True, slots=True)
class Row:
    """A topic, and each compared partner's facts on it."""

    topic: Topic
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison(LaidOut):
    """Two or three partners side by side by topic, topics with facts on most of them first.

    `left` are the names beyond three, `unknown` are names that the base does not know. `separately` are requests for
    each partner, `together` one for the facts about all of them, if there are any.
    """

    partners: tuple[Partner, ...]
    rows: tuple[Row, ...]
    left: tuple[str, ...]
    unknown: str
    separately: tuple[Offer, ...]
    together: Request | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The topics, partners or sources of the base, with the number of facts of each, by id."""

    request: Request
    snapshot: Snapshot
    today: date
    counts: Mapping[str, int]
    text: str = ""


@dataclass(frozen=True, slots=True)
class PartnerSummary:
    """The relation of the subject and a partner: the number of facts, and their most frequent topic."""

    partner: Partner
    count: int
    topic: Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """The subject, and a summary of each partner that has facts, those with most facts first."""

    request: Request
    snapshot: Snapshot
    today: date
    summaries: tuple[PartnerSummary, ...]
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
    """A description of the base, with examples of questions."""

    request: Request
    snapshot: Snapshot
    today: date
    oldest_verification: date | None
    suggestions: tuple[Offer, ...]
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """A form that was asked for without what it needs; `suggestions` are requests that have it.

    `partner` is the needed partner that was named, `unknown` are names that the base does not know.
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
    """The content of the Home tab: a description of the base, its topics and partners, and its newest facts."""

    overview: Overview
    topics: Listing
    partners: Listing
    newest: Answer


Response = Answer | Timeline | Comparison | Listing | Map | SourceCard | Overview | Usage
