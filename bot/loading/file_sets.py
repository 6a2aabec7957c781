"""Sets of a base's files that can be followed: a folder, or revisions handed in from a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bot.domain.revisions import hash_of
from bot.domain.text import escape
from bot.loading.files import list_files


class Found(Protocol):
    """A listed file, equal to another while nothing has changed; `changed` orders files by age."""

    @property
    def changed(self) -> int:
        """The time of its last change, in any unit; 0 if unknown."""

    def read(self) -> bytes | None:
        """Read its content. Raises OSError if it cannot be read or was replaced."""


class Files(Protocol):
    """A set of a base's files that can change."""

    @property
    def are_whole(self) -> bool:
        """True if no listing can show a half-written file, or a part of a change."""

    def list(self) -> Mapping[str, Found | None]:
        """List the files by path, None for a link out of the set. Raises OSError if that fails."""

    def __str__(self) -> str:
        """Describe the origin of the files."""


@dataclass(frozen=True, slots=True)
class FolderFiles(Files):
    """The files of a folder, which anyone may write to at any time."""

    root: Path
    are_whole = False

    def list(self) -> Mapping[str, Found | None]:
        """List the folder's current files."""
        return list_files(self.root)

    def __str__(self) -> str:
        return escape(str(self.root))


@dataclass(frozen=True, slots=True)
class _Held:
    """A file held in memory."""

    hash: str
    content: bytes = field(compare=False, repr=False)
    changed: int = field(default=0, init=False)

    def read(self) -> bytes:
        return self.content


class RevisionFiles(Files):
    """The files of the latest revision handed in; those of a folder before the first.

    `take` may be called from any thread: what is listed is always of one revision.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = FolderFiles(folder)
        self._held: dict[str, _Held] | None = None

    @property
    def are_whole(self) -> bool:
        """True once a revision was handed in."""
        return self._held is not None

    def take(self, contents: Mapping[str, bytes]) -> None:
        """Replace the files by those of a revision."""
        before = self._held or {}
        held = {path: _Held(hash_of(content), content) for path, content in contents.items()}
        self._held = {path: before[path] if before.get(path) == found else found for path, found in held.items()}

    def give_up(self) -> None:
        """Return to listing the folder's files."""
        self._held = None

    def list(self) -> Mapping[str, Found | None]:
        """List the files of the revision, or of the folder."""
        held = self._held
        return self._folder.list() if held is None else dict(held)

    def __str__(self) -> str:
        return str(self._folder) if self._held is None else "the database"
