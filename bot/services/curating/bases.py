"""The base's files as curating uses them: reading a fact, a dry run of a change, and publishing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.domain.knowledge import Snapshot
from bot.domain.operations import Fields, Operation
from bot.domain.revisions import Successor


@dataclass(frozen=True, slots=True)
class Current:
    """A fact in the files: the partner whose file has it, its fields, and their hash."""

    partner: str
    fields: Fields
    hash: str


@dataclass(frozen=True, slots=True)
class DryRun:
    """The result of a change in memory: the knowledge with it, or its problems by key of the fact."""

    snapshot: Snapshot | None
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Credit:
    """The author of a change, by the name and address that a commit records."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """A change of a fact in a version control system: its day, author and note, and the fields before and after.

    `proposal` is the id of the proposal that it published, "" where there was none; `partner` is the partner whose file
    had the fact. `before` and `after` are None where the fact did not exist.
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
    """The fact has changed since the change was made from it; `now` are its fields, None where it was removed."""

    def __init__(self, now: Fields | None) -> None:
        super().__init__("the fact has changed meanwhile")
        self.now = now


class NotApplied(Exception):
    """A change cannot be written; the message says why, and the cure, for the reviewer who approves it."""


class Base(Protocol):
    """The base's files. Its methods block, and are called from a thread."""

    def find(self, fact: str) -> Current | None:
        """Find a fact in the files that are served."""

    def describe_problem(self, key: str, value: str) -> str:
        """Return why a value is invalid for a key of a fact, with the cure; "" for a valid one. Does not block."""

    def dry_run(self, operation: Operation) -> DryRun:
        """Apply a change in memory and check the whole base. Raises ChangedMeanwhile, and NotApplied."""

    def publish(
        self, operation: Operation, author: Credit, approver: Credit, note: str, proposal: str
    ) -> Successor | None:
        """Write a change into the files; or return the revision with it, for the store to add.

        Returns None where the change is written, or was there already. Raises ChangedMeanwhile, and NotApplied where it
        cannot be written; then no file is changed.
        """

    async def catch_up(self) -> None:
        """Load at once what this or another process published. Raises StoreDown."""

    def holds(self, operation: Operation) -> bool:
        """Return whether the served files have the result of a change."""

    def history(self, fact: str) -> Sequence[Recorded]:
        """Return the changes of a fact in version control, newest first. Raises NotApplied where there is none."""
