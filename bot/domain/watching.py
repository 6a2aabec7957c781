"""Watches of partners and topics, the messages they cause, and statistics of use."""

from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum


class Pace(StrEnum):
    """The frequency of a watcher's notifications."""

    WEEKLY = "weekly"
    AT_ONCE = "now"


@dataclass(frozen=True, slots=True)
class Watch:
    """A person's watch of a partner or a topic: one of the two is an id, the other "".

    `since` is its beginning; the watcher is notified of changes up to `notified_until`. Both are seconds since 1970.
    """

    team: str
    user: str
    partner: str
    topic: str
    pace: Pace
    since: float
    notified_until: float

    def covers(self, about: Container[str], topics: Container[str]) -> bool:
        """Return whether it covers facts about these partners, or on these topics."""
        return self.partner in about if self.partner else self.topic in topics


class ChangeKind(StrEnum):
    """The kind of a fact's change."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FactChange:
    """A new, changed or removed fact of the served base, and the time of the change in seconds since 1970."""

    fact: str
    kind: ChangeKind
    at: float


# The kind of the messages that notify followers of a closed gap, as it is stored.
GAP_CLOSED = "told"


@dataclass(frozen=True, slots=True)
class QueuedMessage:
    """A message to be sent once, composed when it is sent from its `kind` and `payload`, a JSON object.

    `key` is unique: a second queued message with the same key is not kept. `attempts` counts how often it was taken for
    sending; it `may_be_sent` if the process that took it ended while it was sending. `due` is in seconds since 1970.
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
    """The questions of one day, counted by outcome and surface, and how often each fact was shown."""

    team: str
    day: str
    questions: dict[tuple[str, str], int]
    facts: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalRows:
    """The stored data of one person in a workspace: gaps followed, watches, votes and role.

    `followed` are the texts of gaps. `is_left_out` is set if their questions are not kept as misses.
    """

    followed: tuple[str, ...]
    watches: tuple[Watch, ...]
    votes: int
    role: str
    is_left_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Statistics of use since a day, of one workspace or all: counts alone, without persons.

    `questions` are by outcome and surface, `votes` by vote; `gaps` are the open ones asked most often, each with its
    text, count and first time; `filled` counts filled gaps, and `seconds_to_fill` is the median time until then, 0
    without any; `shown` counts by fact.
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
