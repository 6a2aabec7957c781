"""Answers to requests, and the facts in them with their scores and reasons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.dates import Point
from bot.domain.defaults import Default
from bot.domain.knowledge import Fact, Partner, Snapshot, Status
from bot.domain.readings import Parsed
from bot.domain.requests import Amount, Request
from bot.domain.world import Country


class Outcome(StrEnum):
    """The kind of an answer.

    Only `answer` and `near` carry facts: those of `answer` have everything that was asked for; those of `near`, five at
    most, are the best for the part of the request that was understood.
    """

    ANSWER = "answer"
    NEAR = "near"
    CHOICE = "choice"
    NONE = "none"
    HELP = "help"


class NoAnswerReason(StrEnum):
    """The reason why there is no answer, or less of one than was asked for."""

    NOT_UNDERSTOOD = "not-understood"
    NO_FACTS = "no-facts"
    NOT_ON_TOPIC = "not-on-topic"
    NOT_IN_PERIOD = "not-in-period"
    NOT_TOGETHER = "not-together"
    NOT_HERE = "not-here"
    NOT_NAMED = "not-named"
    NOT_EXACT = "not-exact"


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature's contribution to a fact's score, from 0 to 1, with its maximum and its explanation in words."""

    feature: str
    score: float
    most: float
    words: str


@dataclass(frozen=True, slots=True)
class FactMatch:
    """A fact that answers the request, with its score (0 to 1), its reasons, and its status today.

    A companion does not answer the request itself, but supersedes or contradicts a fact that does. `explain` computes
    the reasons for a fact, which most answers are shown without.
    """

    fact: Fact
    score: float
    explain: Callable[[Fact], tuple[Reason, ...]]
    status: Status | None
    is_companion: bool = False

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons why the fact answers the request."""
        return self.explain(self.fact)


def because(feature: str, words: str) -> Callable[[Fact], tuple[Reason, ...]]:
    """Return an explanation by one known reason, for matches that need no scoring."""
    return lambda _: (Reason(feature, 1.0, 1.0, words),)


@dataclass(frozen=True, slots=True)
class Offer:
    """A request that has an answer, and its label."""

    label: str
    request: Request


@dataclass(frozen=True, slots=True)
class Asked:
    """A conversation's subject: its last request, and the choices that were offered instead of an answer."""

    request: Request
    choices: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a request, with the knowledge that it rests on.

    `facts` are all matches, best first, each followed by its companions; they are scored on access, since there may be
    thousands. `total` counts them without companions. `text` is the typed query and `parsed` its reading: empty and
    None for a request that was not typed. `passed_over` are the specific words that no fact shown has, and `elsewhere`
    those of them that other facts on the same partners and topics have; `by_topic` are the words that the facts have
    only by their topic, `mentioned` the names of countries without a file that the facts mention, and `lacking` the
    amounts that were asked for and that no fact with the words gives. `newest_source` is the as-of day of the newest
    source, `newest_fact` the latest time of a fact. `related` are offers of facts that are about other partners too;
    `namesakes`, the first of the `suggestions`, are offers of partners whose longer names begin with the typed one. An
    answer `continues` a conversation if the query was completed from the request before. `default` is the part of the
    request that comes from the channel.
    """

    outcome: Outcome
    request: Request
    snapshot: Snapshot
    today: date
    text: str = ""
    parsed: Parsed | None = None
    facts: Sequence[FactMatch] = ()
    total: int = 0
    summary: str | None = None
    reason: NoAnswerReason | None = None
    passed_over: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    by_topic: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    lacking: tuple[Amount, ...] = ()
    newest_source: Point | None = None
    newest_fact: Point | None = None
    suggestions: tuple[Offer, ...] = ()
    related: tuple[Offer, ...] = ()
    namesakes: tuple[Offer, ...] = ()
    continues: bool = False
    default: Default | None = None

    @property
    def partners(self) -> tuple[Partner, ...]:
        """The partners that the request names."""
        known, asked = self.snapshot.partners, (*self.request.partners, *self.request.involving)
        return tuple([known[id_] for id_ in asked if id_ in known])

    @property
    def countries(self) -> tuple[Country, ...]:
        """The countries without a file that the request names."""
        known = self.snapshot.world.countries
        return tuple([known[code] for code in self.request.countries if code in known])

    @property
    def left_out(self) -> tuple[str, ...]:
        """The exclusions of the request: names of partners, then words."""
        known = self.snapshot.partners
        names = [known[id_].name for id_ in self.request.without_partners if id_ in known]
        return (*names, *[word.text for word in self.request.without_words])
