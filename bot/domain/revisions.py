"""Revisions: the successive states of a base's files in a database."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.publishing import Edition

# The format of a revision's files: raised whenever an older version would read new files wrongly.
FORMAT = 1
_SHOWN_DIGITS = 12


class Origin(StrEnum):
    """The surface on which a revision was made."""

    SLACK = "slack"
    CLI = "cli"


@dataclass(frozen=True, slots=True)
class Head:
    """The newest revision: its number, the hash of its files, and their format; number 0 before the first."""

    seq: int = 0
    id: str = ""
    format: int = FORMAT

    @property
    def is_readable(self) -> bool:
        """True if this version of azrel reads its files."""
        return self.format <= FORMAT

    def __str__(self) -> str:
        return f"revision {self.seq} ({self.id[:_SHOWN_DIGITS]})" if self.seq else "no revision"


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision with its time (seconds since 1970), origin, author and reason."""

    head: Head
    at: float
    origin: Origin
    edition: Edition


@dataclass(frozen=True, slots=True)
class Successor:
    """A revision to add after `parent`: the changed files, None for a deleted one."""

    parent: int
    changes: Mapping[str, bytes | None]
    edition: Edition
    origin: Origin


class Overtaken(Exception):
    """The parent is not the newest revision, which is `newest`, so nothing was added."""

    def __init__(self, newest: Revision | None) -> None:
        self.newest = newest
        head, edition = (newest.head, newest.edition) if newest else (None, None)
        super().__init__(f"{head} by {edition.author}: {edition.subject}" if edition else "there is no revision")


def hash_of(content: bytes) -> str:
    """Return the hash of a file's content."""
    return hashlib.sha256(content).hexdigest()


def id_of(hashes: Mapping[str, str]) -> str:
    """Return the id of a set of files, given as hashes by path: equal for equal files."""
    lines = "".join(f"{hashes[path]} {path}\n" for path in sorted(hashes))
    return hash_of(lines.encode("utf-8", "surrogateescape"))
