"""Files written whole: beside the old ones first, then in their place, and only where nobody has changed them."""

import os
import secrets
import stat
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.domain.text import escape

# Hidden, so that no loader reads it.
_PREFIX = ".azrel-"
# What was left behind so long ago, in seconds, nobody is writing any more.
_STALE = 60


class Changed(OSError):
    """Somebody else has changed a file, or made it, since it was read."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a file is to hold, and what it held when it was read; None where it was not there."""

    content: bytes
    was: bytes | None


def write_files(root: Path, changes: Mapping[str, Change], is_ready: Callable[[], bool] = lambda: True) -> None:
    """Write files of a folder, by path: all of them, or none.

    Each is written to a file beside it, on the disk before it takes its place in one step: whoever reads it, or comes
    after a crash, finds the old file or the new one, whole. Permissions stay, and a link goes on leading to its file.
    Raises Changed where somebody has changed one since it was read, or `is_ready` says no once all are written beside,
    and OSError, with the file's name, where one cannot be written.
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
            _check(targets[path], change)
        if not is_ready():
            raise Changed(f"{escape(str(root))} was changed meanwhile: do it again")
        for path, change in changes.items():
            _check(targets[path], change)
            _move(siblings[targets[path]], targets[path], change)
            moved.append(path)
    except BaseException:
        for path in reversed(moved):
            _take_back(targets[path], changes[path])
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
        # Only an administrator gives files to others; without that the new file is ours.
        with suppress(PermissionError):
            os.chown(sibling, status.st_uid, status.st_gid)
    sibling.chmod(stat.S_IMODE(status.st_mode))


def _check(target: Path, change: Change) -> None:
    try:
        now = target.read_bytes()
    except FileNotFoundError:
        now = None
    if now != change.was:
        raise Changed(f"{escape(str(target))} was changed meanwhile: do it again")


def _move(sibling: Path, target: Path, change: Change) -> None:
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
            # Some file systems do not do this for folders, and the file is in its place all the same.
            with suppress(OSError):
                os.fsync(number)
        finally:
            os.close(number)


def _take_back(target: Path, change: Change) -> None:
    """Put a file back as it was, if nobody has changed it since."""
    with suppress(OSError):
        if target.read_bytes() != change.content:
            return
        if change.was is None:
            target.unlink()
        else:
            _write_beside(target, Change(change.was, change.content)).replace(target)


def _clear_away(folder: Path) -> None:
    """Delete what processes that were killed have left behind."""
    for left in folder.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - left.lstat().st_mtime > _STALE:
                left.unlink()
