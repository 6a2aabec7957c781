"""The curators' files on disk."""

import os
import stat
from pathlib import Path

LOCK = "verified.lock"
MAX_BYTES = 2 * 1024 * 1024

Signature = tuple[int, int]


def read_texts(root: Path) -> dict[str, bytes]:
    """The bytes of every YAML file in a knowledge folder, and of its lock, by path relative to the folder.

    Raises OSError where the folder or a file cannot be read: a part of the knowledge is never taken for the whole.
    """
    return {path: read_file(root / path) for path in list_files(root)}


def read_file(path: Path) -> bytes:
    """A file's bytes; of one that is too large no more than shows it."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def list_files(root: Path) -> dict[str, Signature]:
    """What tells one state of each file from another: its size in bytes and its time of change in nanoseconds.

    Hidden files, which editors leave beside the ones they save, are passed over. Raises OSError as `read_texts` does.
    """
    if not root.is_dir():
        raise NotADirectoryError(f"{root} is not a folder")
    files: dict[str, Signature] = {}
    entered: set[str] = set()
    for folder, folders, names in os.walk(root, onerror=_raise, followlinks=True):
        # A link may lead back to a folder above it.
        if os.path.realpath(folder) in entered:
            folders.clear()
            continue
        entered.add(os.path.realpath(folder))
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if (name.endswith((".yaml", ".yml")) or name == LOCK) and not name.startswith("."):
                path = Path(folder) / name
                status = path.stat()
                if not stat.S_ISREG(status.st_mode):
                    raise OSError(f"{path} is not a file")
                files[path.relative_to(root).as_posix()] = (status.st_size, status.st_mtime_ns)
    return dict(sorted(files.items()))


def _raise(error: OSError) -> None:
    raise error
