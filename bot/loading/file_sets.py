"""Where the files of a base are, for whatever follows them: in a folder, or in revisions that somebody hands in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bot.domain.revisions import hash_of
from bot.domain.text import escape
from bot.loading.files import list_files


class Found(Protocol):
    """A file as it was listed, equal to another where nothing has changed; `changed` tells which of two is newer."""

    @property
    def changed(self) -> int:
        """When it was changed, in any unit; 0 where that is not known."""

    def read(self) -> bytes | None:
        """Its content. Raises OSError where it cannot be read, or another has taken its place."""


class Files(Protocol):
    """The files of a base, in whatever place."""

    @property
    def are_whole(self) -> bool:
        """Whether no listing shows a file that is half written, or a part of what was changed together."""

    def list(self) -> Mapping[str, Found | None]:
        """List them by path, None for what leads elsewhere. Raises OSError where that cannot be done."""

    def __str__(self) -> str:
        """Say where they are."""


@dataclass(frozen=True, slots=True)
class FolderFiles(Files):
    """The files of a folder, which anybody may be writing to."""

    root: Path
    are_whole = False

    def list(self) -> Mapping[str, Found | None]:
        """List what the folder holds now."""
        return list_files(self.root)

    def __str__(self) -> str:
        return escape(str(self.root))


@dataclass(frozen=True, slots=True)
class _Held:
    """A file that is kept in memory."""

    hash: str
    content: bytes = field(compare=False, repr=False)
    changed: int = field(default=0, init=False)

    def read(self) -> bytes:
        return self.content


class RevisionFiles(Files):
    """The files of the revision that was handed in last; those of a folder as long as none was.

    `take` may be called from any thread: what is listed is always of one revision.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = FolderFiles(folder)
        self._held: dict[str, _Held] | None = None

    @property
    def are_whole(self) -> bool:
        """Whether a revision was handed in."""
        return self._held is not None

    def take(self, contents: Mapping[str, bytes]) -> None:
        """Take a revision's files instead of those that were listed before."""
        before = self._held or {}
        held = {path: _Held(hash_of(content), content) for path, content in contents.items()}
        self._held = {path: before[path] if before.get(path) == found else found for path, found in held.items()}

    def give_up(self) -> None:
        """List the folder's files again."""
        self._held = None

    def list(self) -> Mapping[str, Found | None]:
        """List what was handed in, or what the folder holds."""
        held = self._held
        return self._folder.list() if held is None else dict(held)

    def __str__(self) -> str:
        return str(self._folder) if self._held is None else "the database"
