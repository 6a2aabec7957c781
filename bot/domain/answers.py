"""A question as it was read, and the answer to it.

What questions make is of named tuples, which take a third of the time to make that frozen dataclasses take.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from functools import partial
from itertools import repeat
from typing import NamedTuple

from bot.domain.dates import Period
from bot.domain.knowledge import Fact, Partner, Snapshot, Status, Topic
from bot.domain.world import Country

_PAGE = re.compile(r"\W*\bpage\W+\d+\W*$", re.IGNORECASE)


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
    NOT_HERE = "not-here"
    NOT_NAMED = "not-named"


class Role(StrEnum):
    """What a stretch of the question was taken for."""

    PARTNER = "partner"
    EXCLUDED = "excluded"
    COUNTRY = "country"
    SUBJECT = "subject"
    TOPIC = "topic"
    PERIOD = "period"
    VOICE = "voice"
    TEXT = "text"
    UNKNOWN = "unknown"
    FILLER = "filler"
    PAGE = "page"


# What stands in a question put otherwise as it was typed.
_KEPT = (Role.TOPIC, Role.TEXT, Role.VOICE, Role.COUNTRY)


class Reading(NamedTuple):
    """A stretch of the question and what it was taken for; `meaning` says why, in words."""

    text: str
    role: Role
    meaning: str


class PartnerMatch(NamedTuple):
    """A partner that the question names. `matched` are the words that named it; a typo is not `exact`.

    It `is_part` where they are only a part of a person's name.
    """

    partner: Partner
    matched: str
    exact: bool
    reason: str
    is_part: bool = False


class CountryMatch(NamedTuple):
    """A country that the question names and that is no partner of this base. A typo is not `exact`."""

    country: Country
    matched: str
    exact: bool
    reason: str


class TopicMatch(NamedTuple):
    """A topic that the question names."""

    topic: Topic
    matched: str
    exact: bool
    reason: str


class PeriodMatch(NamedTuple):
    """A time that the question names. `label` is its normal form, such as `1992-1993`."""

    period: Period
    label: str
    matched: str


class Term(NamedTuple):
    """A word looked for in the facts' text by its stem, and the ids of the topics it stands for.

    It is `known` where a fact's text has it, or a topic; `is_generic` where people say it of anything; `is_word` where
    it is an ordinary word of English and not a name or a slip; `is_exact` where it is no slip for a topic's word.
    `read_as` is the word that a slip was taken for.
    """

    text: str
    stem: str
    topics: frozenset[str] = frozenset()
    known: bool = True
    is_generic: bool = False
    is_word: bool = True
    is_exact: bool = True
    read_as: str | None = None


class Query(NamedTuple):
    """A question as it was read.

    `rivals` are groups of partners of which one stretch of words could mean each; `subject` is set where the question
    names it; `page` is the page of the facts that is wanted, counted from 1. `excluded` are partners that it leaves
    out, and `unwanted` words; `countries` those it names that the base has no file on; `voices` the ids of partners
    whose word it asks for; `phrases` the curators' phrases that it has, as stems; `is_now` is set where it asks for
    what is current or newest; `denial` is a word with which it denies something, if that was not read.
    """

    text: str
    readings: tuple[Reading, ...] = ()
    partners: tuple[PartnerMatch, ...] = ()
    topics: tuple[TopicMatch, ...] = ()
    period: PeriodMatch | None = None
    terms: tuple[Term, ...] = ()
    rivals: tuple[tuple[PartnerMatch, ...], ...] = ()
    subject: Partner | None = None
    excluded: tuple[PartnerMatch, ...] = ()
    unwanted: tuple[Term, ...] = ()
    countries: tuple[CountryMatch, ...] = ()
    voices: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    is_now: bool = False
    denial: str = ""
    asks_for_help: bool = False
    page: int = 1

    @property
    def rephrased(self) -> str:
        """A question that asks the same and is read exactly: full names, the words that are known, the time."""
        names = {match.matched: match.partner.name for match in self.partners}
        words: list[str] = []
        for text, role, _ in self.readings:
            if role in _KEPT:
                words.append(text)
            elif role == Role.PARTNER and text in names:
                words.append(names[text])
            elif role == Role.SUBJECT and (self.voices or not self.partners):
                words.append(text)
        words += [f"except {name}" for name in self.left_out]
        words += ["latest"] if self.is_now else []
        words += [self.period.label] if self.period else []
        return " ".join(words)

    @property
    def is_narrowed(self) -> bool:
        """Whether it asks for less than all that is known of whom it names."""
        return bool(self.terms or self.period or self.excluded or self.unwanted or self.voices or self.is_now)

    @property
    def meaning(self) -> tuple[object, ...]:
        """What decides which facts answer it, and in which order: equal for questions that ask the same."""
        matches = (*self.partners, *self.excluded)
        return (
            [match.partner.id for match in matches],
            [match.country.code for match in self.countries],
            [term.stem for term in self.terms if term.known],
            [term.stem for term in self.unwanted],
            [topic.topic.id for topic in self.topics],
            self.period.period if self.period else None,
            sorted(self.voices),
            sorted(self.phrases),
            self.is_now,
            self.subject.id if self.subject and not self.partners else None,
        )

    @property
    def left_out(self) -> tuple[str, ...]:
        """What it leaves out: the names of partners, and the words and topics as they were typed."""
        return (*[match.partner.name for match in self.excluded], *[term.text for term in self.unwanted])

    @property
    def unpaged(self) -> str:
        """The question as it was typed, but for the page."""
        is_paged = bool(self.readings) and self.readings[-1].role is Role.PAGE
        return _PAGE.sub("", self.text) if is_paged else self.text

    @property
    def telling(self) -> tuple[Term, ...]:
        """The words that are not said of anything, and so narrow what is asked for."""
        return tuple([term for term in self.terms if not term.is_generic])

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that nothing in the base explains, as typed."""
        return tuple([term.text for term in self.terms if not term.known])


class FactMatch(NamedTuple):
    """A fact that answers the question: how well (0 to 1), why, and where it stands today.

    A companion answers nothing itself, and comes with one that it supersedes or contradicts. `explain` works out the
    reasons for a fact, which most answers are shown without.
    """

    fact: Fact
    score: float
    explain: Callable[[Fact], tuple[str, ...]]
    status: Status | None
    is_companion: bool = False

    @classmethod
    def many(
        cls,
        facts: Iterable[Fact],
        scores: Iterable[float],
        explain: Callable[[Fact], tuple[str, ...]],
        statuses: Iterable[Status | None],
    ) -> "list[FactMatch]":
        """Matches that one question explains, made without a call for each: there may be thousands."""
        fields = zip(facts, scores, repeat(explain), statuses, repeat(False))
        return list(map(partial(tuple.__new__, cls), fields))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it answers the question, in words."""
        return self.explain(self.fact)


def because(*reasons: str) -> Callable[[Fact], tuple[str, ...]]:
    """What explains a match by reasons that are known."""
    return lambda _: reasons


class Suggestion(NamedTuple):
    """A question that has an answer, and what to call it."""

    label: str
    query: str


class Answer(NamedTuple):
    """What is said to a question, out of which knowledge.

    `facts` is complete and best first; `passed_over` are the words of the question that none of them has, `by_topic`
    those that they have only by their topic; `again` is the question in a form that is read the same, to be asked for
    another page. `related` are questions about the other partners whom the facts are about.
    """

    outcome: Outcome
    query: Query
    snapshot: Snapshot
    today: date
    facts: tuple[FactMatch, ...] = ()
    summary: str | None = None
    shortfall: Shortfall | None = None
    passed_over: tuple[str, ...] = ()
    by_topic: tuple[str, ...] = ()
    again: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    related: tuple[Suggestion, ...] = ()

    @property
    def text(self) -> str:
        """The question as it was asked."""
        return self.query.text
