"""What people watch, and what is sent to them."""

from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum


class Pace(StrEnum):
    """How soon somebody who watches is told."""

    WEEKLY = "weekly"
    AT_ONCE = "now"


@dataclass(frozen=True, slots=True)
class Watch:
    """Somebody watches a partner or a topic, one of which is its id, and the other "".

    `since` is when they began; what changed until `told_at` they have been told. Both are seconds since 1970.
    """

    team: str
    user: str
    partner: str
    topic: str
    pace: Pace
    since: float
    told_at: float

    def covers(self, about: Container[str], topics: Container[str]) -> bool:
        """Whether it is of facts about these partners, or on these topics."""
        return self.partner in about if self.partner else self.topic in topics


class ChangeKind(StrEnum):
    """How a fact differs from what it was."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact of the served base that is new, changed or removed, and since when, in seconds since 1970."""

    fact: str
    kind: ChangeKind
    at: float


# The kind of the parcels that tell followers what became of a gap.
TOLD = "told"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message to be sent once: `kind` says how it is made of `payload`, a JSON object, when it is sent.

    `key` tells it from all others: of two with one key the second is not kept. `attempts` counts how often it was
    taken to be sent; one that `may_be_sent` was being sent when the process that took it ended. `due` is in seconds
    since 1970.
    """

    id: int
    key: str
    kind: str
    payload: str
    due: float
    attempts: int = 0
    may_be_sent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Questions that were answered on a day: by outcome and entry point, and how often each fact was shown."""

    team: str
    day: str
    questions: dict[tuple[str, str], int]
    facts: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalRows:
    """What is kept of one person in a workspace: what they follow and watch, how many votes, and their role.

    Texts are of gaps that they asked to be told of. `is_left_out` where their questions are not kept as misses.
    """

    followed: tuple[str, ...]
    watches: tuple[Watch, ...]
    votes: int
    role: str
    is_left_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How the base was used since a day, in one workspace or all: counts alone, and never who.

    `questions` by outcome and entry point; `votes` by vote; `answers` is how many questions were answered; `gaps` are
    the open ones asked most often, each with its text, how often, and since when; `filled` is how many were filled, and
    `seconds_to_fill` the median time that took, 0 where none was; `shown` counts by fact.
    """

    since: str
    questions: dict[tuple[str, str], int]
    votes: dict[str, int]
    faults: dict[str, int]
    gaps: tuple[tuple[str, int, float], ...]
    opened: int
    filled: int
    declined: int
    seconds_to_fill: float
    shown: dict[str, int]
