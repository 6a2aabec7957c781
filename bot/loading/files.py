"""The curators' files on disk."""

import os
from pathlib import Path

LOCK = "verified.lock"

Signature = tuple[int, int]


def read_texts(root: Path) -> dict[str, bytes]:
    """The bytes of every YAML file in a knowledge folder, and of its lock, by path relative to the folder.

    Raises OSError where the folder or a file cannot be read: a part of the knowledge is never taken for the whole.
    """
    return {path: (root / path).read_bytes() for path in list_files(root)}


def list_files(root: Path) -> dict[str, Signature]:
    """What tells one state of each file from another: its size in bytes and its time of change in nanoseconds.

    Hidden files, which editors leave beside the ones they save, are passed over. Raises OSError as `read_texts` does.
    """
    if not root.is_dir():
        raise NotADirectoryError(f"{root} is not a folder")
    files: dict[str, Signature] = {}
    for folder, folders, names in os.walk(root, onerror=_raise):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if (name.endswith((".yaml", ".yml")) or name == LOCK) and not name.startswith("."):
                path = Path(folder) / name
                status = path.stat()
                files[path.relative_to(root).as_posix()] = (status.st_size, status.st_mtime_ns)
    return dict(sorted(files.items()))


def _raise(error: OSError) -> None:
    raise error
