"""A question as it was read, and the answer to it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.dates import Period
from bot.domain.knowledge import Fact, Partner, Snapshot, Status, Topic


class Outcome(StrEnum):
    """What kind of answer it is; only `answer` carries facts."""

    ANSWER = "answer"
    CHOICE = "choice"
    NONE = "none"
    HELP = "help"


class Shortfall(StrEnum):
    """Why there is no answer, or less of one than was asked for."""

    NOT_UNDERSTOOD = "not-understood"
    NO_FACTS = "no-facts"
    NOT_ON_TOPIC = "not-on-topic"
    NOT_IN_PERIOD = "not-in-period"
    NOT_TOGETHER = "not-together"


class Role(StrEnum):
    """What a stretch of the question was taken for."""

    PARTNER = "partner"
    SUBJECT = "subject"
    TOPIC = "topic"
    PERIOD = "period"
    TEXT = "text"
    UNKNOWN = "unknown"
    FILLER = "filler"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of the question and what it was taken for; `meaning` says why, in words."""

    text: str
    role: Role
    meaning: str


@dataclass(frozen=True, slots=True)
class PartnerMatch:
    """A partner that the question names. `matched` are the words that named it; a typo is not `exact`.

    It `is_part` where they are only a part of a person's name.
    """

    partner: Partner
    matched: str
    exact: bool
    reason: str
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """A topic that the question names."""

    topic: Topic
    matched: str
    exact: bool
    reason: str


@dataclass(frozen=True, slots=True)
class PeriodMatch:
    """A time that the question names. `label` is its normal form, such as `1992-1993`."""

    period: Period
    label: str
    matched: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word looked for in the facts' text by its stem, and the ids of the topics it stands for.

    It is `known` where a fact's text has it, or a topic.
    """

    text: str
    stem: str
    topics: frozenset[str] = frozenset()
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question as it was read.

    `rivals` are groups of partners of which one stretch of words could mean each; `subject` is set where the question
    names it; `page` is the page of the facts that is wanted, counted from 1.
    """

    text: str
    readings: tuple[Reading, ...] = ()
    partners: tuple[PartnerMatch, ...] = ()
    topics: tuple[TopicMatch, ...] = ()
    period: PeriodMatch | None = None
    terms: tuple[Term, ...] = ()
    rivals: tuple[tuple[PartnerMatch, ...], ...] = ()
    subject: Partner | None = None
    asks_for_help: bool = False
    page: int = 1

    @property
    def rephrased(self) -> str:
        """A question that asks the same and is read exactly: full names, the words that are known, the time."""
        named = [match.partner.name for match in self.partners]
        named += [self.subject.name] if self.subject and not named else []
        words = [reading.text for reading in self.readings if reading.role in (Role.TOPIC, Role.TEXT)]
        return " ".join([*named, *words, *([self.period.label] if self.period else [])])

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that nothing in the base explains, as typed."""
        return tuple(term.text for term in self.terms if not term.known)


@dataclass(frozen=True, slots=True)
class FactMatch:
    """A fact that answers the question: how well (0 to 1), why, and where it stands today."""

    fact: Fact
    score: float
    reasons: tuple[str, ...]
    status: Status | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that has an answer, and what to call it."""

    label: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is said to a question, out of which knowledge.

    `facts` is complete and best first; `passed_over` are the words of the question that none of them has.
    """

    outcome: Outcome
    query: Query
    snapshot: Snapshot
    today: date
    facts: tuple[FactMatch, ...] = ()
    summary: str | None = None
    shortfall: Shortfall | None = None
    passed_over: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
