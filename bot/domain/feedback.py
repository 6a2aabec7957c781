"""Readers' feedback on answers: votes, and the faults they name."""

from dataclasses import dataclass
from enum import StrEnum


class Vote(StrEnum):
    """A reader's verdict on an answer; only the last vote on it counts."""

    UP = "up"
    DOWN = "down"


class Fault(StrEnum):
    """The fault that a reader finds in an answer."""

    WRONG = "wrong"
    OUTDATED = "outdated"
    UNSOURCED = "unsourced"  # the source does not say so
    MISSING = "missing"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One vote of one reader on one answer.

    `voter` is a keyed hash of the reader, so that their last vote replaces earlier ones. `answer` is the hash of the
    answer's request; `facts` are the ids of the facts it showed. `at` is in seconds since 1970.
    """

    team: str
    voter: str
    answer: str
    vote: Vote
    facts: tuple[str, ...] = ()
    fault: Fault | None = None
    note: str = ""
    revision: str = ""
    at: float = 0.0
