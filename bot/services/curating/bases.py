"""The base as curating sees it: what stands in its files, what a change would come to, and writing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.domain.knowledge import Snapshot
from bot.domain.operations import Fields, Operation
from bot.domain.revisions import Successor


@dataclass(frozen=True, slots=True)
class Current:
    """A fact as it stands in the files: the partner in whose file, its fields, and their hash."""

    partner: str
    fields: Fields
    hash: str


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a change would come to: the knowledge as it would be, or by key of the fact what is wrong with it."""

    snapshot: Snapshot | None
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Credit:
    """Whose change it is: the name and address that a commit bears."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """A change of a fact as a version control system has it: when (a day), who, why, and the fields before and after.

    `proposal` is the id of the proposal that it came by, "" where it came by none; `partner` is in whose file it was.
    `before` and `after` are None where the fact was not there.
    """

    id: str
    day: str
    author: str
    approver: str
    note: str
    proposal: str
    partner: str
    before: Fields | None
    after: Fields | None


class ChangedMeanwhile(Exception):
    """The fact is not any more what the change was made from; `now` are its fields, None where it has gone."""

    def __init__(self, now: Fields | None) -> None:
        super().__init__("the fact has changed meanwhile")
        self.now = now


class NotApplied(Exception):
    """A change cannot be written now, or not at all: why, and what cures it, in words for whoever approves it."""


class Base(Protocol):
    """The knowledge's files. Its methods take their time and are called from a thread."""

    def find(self, fact: str) -> Current | None:
        """Find a fact as it stands in the files that are served."""

    def complain(self, key: str, value: str) -> str:
        """Say why a value cannot stand under a key of a fact, and the cure; "" where it can. Takes no time."""

    def rehearse(self, operation: Operation) -> Rehearsed:
        """Apply a change in memory, and check the whole. Raises ChangedMeanwhile, and NotApplied."""

    def publish(
        self, operation: Operation, author: Credit, approver: Credit, note: str, proposal: str
    ) -> Successor | None:
        """Write a change into the files, or return the revision that has it, which is to be stored with the proposal.

        None where it is written, or stands there already. Raises ChangedMeanwhile, and NotApplied where it cannot be
        written; nothing is written then.
        """

    async def catch_up(self) -> None:
        """Look at once for what was published, here or by another process. Raises StoreDown."""

    def holds(self, operation: Operation) -> bool:
        """Return whether what a change makes stands in the files that are served."""

    def history(self, fact: str) -> Sequence[Recorded]:
        """Return the changes of a fact that version control has, newest first. Raises NotApplied where it has none."""
