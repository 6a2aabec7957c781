"""Revisions: the states of a base's files, one after another, as a database keeps them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.publishing import Edition

# Of what the files of a revision hold. It grows where an older version would read new files wrongly.
FORMAT = 1
_SHOWN = 12


class Origin(StrEnum):
    """Where a revision was made."""

    SLACK = "slack"
    GIT = "git"
    CLI = "cli"


@dataclass(frozen=True, slots=True)
class Head:
    """The newest revision: its number, the hash of its files, and their format; number 0 where there is none yet."""

    seq: int = 0
    id: str = ""
    format: int = FORMAT

    @property
    def is_readable(self) -> bool:
        """Whether this version reads its files."""
        return self.format <= FORMAT

    def __str__(self) -> str:
        return f"revision {self.seq} ({self.id[:_SHOWN]})" if self.seq else "no revision"


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision: which it is, when and where it was made (seconds since 1970), by whom, and why."""

    head: Head
    at: float
    origin: Origin
    edition: Edition


@dataclass(frozen=True, slots=True)
class Successor:
    """What is to follow the revision of a number: the files that change, None for one that goes."""

    parent: int
    changes: Mapping[str, bytes | None]
    edition: Edition
    origin: Origin


class Overtaken(Exception):
    """Nothing was added, for the newest revision is another than the one to be followed: `first` was before."""

    def __init__(self, first: Revision | None) -> None:
        self.first = first
        who = f"{first.head} by {first.edition.author}: {first.edition.subject}" if first else "there is no revision"
        super().__init__(who)


def hash_of(content: bytes) -> str:
    """The hash of a file's content."""
    return hashlib.sha256(content).hexdigest()


def id_of(hashes: Mapping[str, str]) -> str:
    """The id of files, given as hashes by path: the same wherever the same files are kept."""
    lines = "".join(f"{hashes[path]} {path}\n" for path in sorted(hashes))
    return hash_of(lines.encode("utf-8", "surrogateescape"))
