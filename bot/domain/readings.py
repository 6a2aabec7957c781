"""Readings of typed questions: the request, and the role of each stretch of words."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.dates import Period
from bot.domain.knowledge import Partner, Topic
from bot.domain.requests import Request
from bot.domain.world import Country


class Role(StrEnum):
    """The role of a stretch of words in a question."""

    FORM = "form"
    PARTNER = "partner"
    KIND = "kind"
    EXCLUDED = "excluded"
    COUNTRY = "country"
    SUBJECT = "subject"
    TOPIC = "topic"
    PERIOD = "period"
    SPEECH = "speech"
    TEXT = "text"
    UNKNOWN = "unknown"
    STOP_WORD = "stop word"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of the question with its role; `meaning` explains it in words."""

    text: str
    role: Role
    meaning: str


@dataclass(frozen=True, slots=True)
class PartnerMatch:
    """A partner that the question names. `matched` are the words that named it; a typo is not `exact`.

    It `is_part` if the words are only a part of a person's name.
    """

    partner: Partner
    matched: str
    exact: bool
    reason: str
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class CountryMatch:
    """A country that the question names and that is no partner of this base. A typo is not `exact`."""

    country: Country
    matched: str
    exact: bool
    reason: str


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """A topic that the question names. `word` is the topic's word that it was matched with."""

    topic: Topic
    matched: str
    exact: bool
    reason: str
    word: str


@dataclass(frozen=True, slots=True)
class PeriodMatch:
    """A time that the question names."""

    period: Period
    matched: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A typed word, and the known word it was corrected to."""

    typed: str
    read_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The reading of a text: the `request`, and the matches it rests on.

    `rivals` are groups of partners, each of which one stretch of words could mean. `denial` is a word by which the text
    denies something, if it was ignored.
    """

    text: str
    request: Request
    readings: tuple[Reading, ...] = ()
    partners: tuple[PartnerMatch, ...] = ()
    rivals: tuple[tuple[PartnerMatch, ...], ...] = ()
    excluded: tuple[PartnerMatch, ...] = ()
    countries: tuple[CountryMatch, ...] = ()
    topics: tuple[TopicMatch, ...] = ()
    period: PeriodMatch | None = None
    corrections: tuple[Correction, ...] = ()
    denial: str = ""
