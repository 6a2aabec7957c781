"""Write files whole: first beside the old ones, then in their place, and only if nobody has changed them."""

import os
import secrets
import stat
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.domain.text import escape

# A hidden file, which no loader reads.
_PREFIX = ".azrel-"
# The age in seconds from which a sibling file is abandoned.
_STALE = 60


class Changed(OSError):
    """Another process has changed or created a file since it was read."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file's new content, and its content when it was read; None if it did not exist."""

    content: bytes
    was: bytes | None


def write_files(root: Path, changes: Mapping[str, Change], is_ready: Callable[[], bool] = lambda: True) -> None:
    """Write files of a folder, by path: all of them, or none.

    Each is first written to a sibling file and flushed to disk, then moved into place in one step: readers, also after
    a crash, find the old file or the new one, whole. Permissions are kept, and a link keeps leading to its file. Raises
    Changed if another process has changed one since it was read, or if `is_ready` returns False once all siblings are
    written, and OSError, with the file's name, if one cannot be written.
    """
    siblings: dict[Path, Path] = {}
    targets = {path: _resolve(root, path) for path in changes}
    moved: list[str] = []
    try:
        for path, change in changes.items():
            target = targets[path]
            target.parent.mkdir(parents=True, exist_ok=True)
            _clear_away(target.parent)
            siblings[target] = _write_beside(target, change)
        for path, change in changes.items():
            check_unchanged(targets[path], change)
        if not is_ready():
            raise Changed(f"{escape(str(root))} was changed meanwhile: do it again")
        for path, change in changes.items():
            check_unchanged(targets[path], change)
            move_into_place(siblings[targets[path]], targets[path], change)
            moved.append(path)
    except BaseException:
        for path in reversed(moved):
            take_back(targets[path], changes[path])
        raise
    finally:
        for sibling in siblings.values():
            sibling.unlink(missing_ok=True)


def _resolve(root: Path, path: str) -> Path:
    target = Path(os.path.realpath(root / path))
    if not target.is_relative_to(os.path.realpath(root)):
        raise OSError(f"{escape(str(root / path))} leads out of the folder")
    return target


def _write_beside(target: Path, change: Change) -> Path:
    sibling = target.parent / f"{_PREFIX}{secrets.token_hex(8)}"
    with sibling.open("xb") as file:
        try:
            file.write(change.content)
            file.flush()
            os.fsync(file.fileno())
            if change.was is not None:
                _copy_rights(target, sibling)
        except BaseException:
            sibling.unlink(missing_ok=True)
            raise
    return sibling


def _copy_rights(target: Path, sibling: Path) -> None:
    status = target.stat()
    if hasattr(os, "chown"):
        # Only an administrator may change a file's owner; otherwise the new file belongs to us.
        with suppress(PermissionError):
            os.chown(sibling, status.st_uid, status.st_gid)
    sibling.chmod(stat.S_IMODE(status.st_mode))


def check_unchanged(target: Path, change: Change) -> None:
    """Raise `Changed` where a file has not the content that the change was made of."""
    try:
        now = target.read_bytes()
    except FileNotFoundError:
        now = None
    if now != change.was:
        raise Changed(f"{escape(str(target))} was changed meanwhile: do it again")


def move_into_place(sibling: Path, target: Path, change: Change) -> None:
    """Give a written file its name; raise `Changed` where a file of that name was made meanwhile."""
    if change.was is None:
        try:
            target.hardlink_to(sibling)
        except FileExistsError:
            raise Changed(f"{escape(str(target))} was made meanwhile: do it again") from None
        except (OSError, NotImplementedError):
            sibling.replace(target)  # a file system without hard links
    else:
        sibling.replace(target)
    if hasattr(os, "O_DIRECTORY"):
        number = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            # Some file systems cannot sync folders; the file is moved anyway.
            with suppress(OSError):
                os.fsync(number)
        finally:
            os.close(number)


def take_back(target: Path, change: Change) -> None:
    """Restore a file, if nobody has changed it since it was written."""
    with suppress(OSError):
        if target.read_bytes() != change.content:
            return
        if change.was is None:
            target.unlink()
        else:
            _write_beside(target, Change(change.was, change.content)).replace(target)


def _clear_away(folder: Path) -> None:
    """Delete files left behind by killed processes."""
    for left in folder.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - left.lstat().st_mtime > _STALE:
                left.unlink()
