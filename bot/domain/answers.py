"""The answer to a request."""

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
    """What kind of answer it is.

    Only `answer` and `near` carry facts: those of `answer` have all that was asked for; those of `near`, five at most,
    are the best for what was understood of it.
    """

    ANSWER = "answer"
    NEAR = "near"
    CHOICE = "choice"
    NONE = "none"
    HELP = "help"


class NoAnswerReason(StrEnum):
    """Why there is no answer, or less of one than was asked for."""

    NOT_UNDERSTOOD = "not-understood"
    NO_FACTS = "no-facts"
    NOT_ON_TOPIC = "not-on-topic"
    NOT_IN_PERIOD = "not-in-period"
    NOT_TOGETHER = "not-together"
    NOT_HERE = "not-here"
    NOT_NAMED = "not-named"


@dataclass(frozen=True, slots=True)
class Reason:
    """What one feature added to a fact's score, from 0 to 1, of what it adds at most; and why, in words."""

    feature: str
    score: float
    most: float
    words: str


@dataclass(frozen=True, slots=True)
class FactMatch:
    """A fact that answers the request: how well (0 to 1), why, and its status today.

    A companion answers nothing itself, and comes with one that it supersedes or contradicts. `explain` works out the
    reasons for a fact, which most answers are shown without.
    """

    fact: Fact
    score: float
    explain: Callable[[Fact], tuple[Reason, ...]]
    status: Status | None
    is_companion: bool = False

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it answers the request."""
        return self.explain(self.fact)


def because(feature: str, words: str) -> Callable[[Fact], tuple[Reason, ...]]:
    """What explains a match by one reason that is known."""
    return lambda _: (Reason(feature, 1.0, 1.0, words),)


@dataclass(frozen=True, slots=True)
class Offer:
    """A request that has an answer, and what to call it."""

    label: str
    request: Request


@dataclass(frozen=True, slots=True)
class Asked:
    """What a conversation is about: the last request, and the choices that were offered instead of an answer."""

    request: Request
    choices: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is said to a request, from which knowledge.

    `facts` are all that answer it, best first, each followed by its companions; they are scored as they are looked at,
    for there may be thousands. `total` counts those that are no companions. `text` is what was typed and `parsed` how
    it was read: empty and None where nothing was typed. `passed_over` are the specific words that no fact shown has,
    and `elsewhere` those of them that other facts on the same have; `by_topic` those that the facts have only by their
    topic, `mentioned` the names of countries without a file that the facts mention, and `lacking` the amounts
    asked for that the facts which have the words do not give. `newest_source` is up to when the
    newest source of the facts speaks, `newest_fact` the latest time known of them. `related` are offers of facts about
    other partners too; `namesakes`, the first of the `suggestions`, those of partners whose longer names begin with the
    one that was typed. It `continues` a conversation where what was typed was completed with what was asked before.
    `default` is what of the request comes from the channel in which it was typed.
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
        """The partners asked about."""
        known, asked = self.snapshot.partners, (*self.request.partners, *self.request.involving)
        return tuple([known[id_] for id_ in asked if id_ in known])

    @property
    def countries(self) -> tuple[Country, ...]:
        """The countries asked about that the base has no file on."""
        known = self.snapshot.world.countries
        return tuple([known[code] for code in self.request.countries if code in known])

    @property
    def left_out(self) -> tuple[str, ...]:
        """What is left out: the names of partners, and words."""
        known = self.snapshot.partners
        names = [known[id_].name for id_ in self.request.without_partners if id_ in known]
        return (*names, *[word.text for word in self.request.without_words])
