"""Read the curators' files from disk, without following links out of the folder."""

import operator
import os
import stat
from pathlib import Path
from typing import NamedTuple

from bot.domain.text import escape

LOCK = "verified.lock"
MAX_BYTES = 2 * 1024 * 1024
# Endings of files that curators may take for knowledge: all but the first are reported, to be renamed.
_ENDINGS = (".yaml", ".yml", ".yaml.txt", ".yml.txt")

_NAME = operator.attrgetter("name")
# A link or pipe that has replaced a file since it was listed is neither followed nor waited for.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Signature(NamedTuple):
    """The identity and state of a file, which differ after any change.

    `real_path` has links resolved. `changed` and `touched` are the times of the last change of content and of metadata,
    in nanoseconds: the former can be set by hand, and often is in a copied folder. `size` is in bytes.
    """

    real_path: str
    device: int
    inode: int
    size: int
    changed: int
    touched: int

    def read(self) -> bytes | None:
        """Return the file's content, as `read_file` does."""
        return read_file(self)


def read_texts(root: Path) -> dict[str, bytes | None]:
    """Read the bytes of every YAML file in a knowledge folder, and of its lock, by relative path.

    None stands for a link that leads out of the folder. Raises OSError if the folder or a file cannot be read: a part
    of the knowledge is never taken for the whole.
    """
    return {path: read_file(found) for path, found in list_files(root).items()}


def read_file(found: Signature | None) -> bytes | None:
    """Read the bytes of a listed file, at most one beyond MAX_BYTES; None for a link out of the folder."""
    if found is None:
        return None
    with os.fdopen(os.open(found.real_path, _FLAGS), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or (status.st_dev, status.st_ino) != (found.device, found.inode):
            raise OSError(f"{escape(found.real_path)} was replaced while it was read")
        return file.read(MAX_BYTES + 1)


def list_files(root: Path) -> dict[str, Signature | None]:
    """List the signatures of the files below a folder; None for a link, to a file or folder, that leads out.

    The root may be a link itself. Hidden files, which editors leave beside saved ones, are skipped. Raises OSError as
    `read_texts` does.
    """
    if not root.is_dir():
        raise NotADirectoryError(f"{escape(str(root))} is not a folder")
    top = os.path.realpath(root)
    files: dict[str, Signature | None] = {}
    # A link may lead back to a folder above it.
    entered, folders = {top}, [("", top)]
    while folders:
        prefix, folder = folders.pop()
        with os.scandir(folder) as entries:
            by_name = sorted((entry for entry in entries if not entry.name.startswith(".")), key=_NAME)
        # Visit folders before links, so that a folder is listed under its own name.
        for entry in sorted(by_name, key=os.DirEntry.is_symlink):
            path, real_path, is_folder = prefix + entry.name, entry.path, _is_folder(entry)
            if not is_folder and not is_read(entry.name):
                continue
            if entry.is_symlink() and not Path(real_path := os.path.realpath(real_path)).is_relative_to(top):
                files[path] = None
            elif not is_folder:
                files[path] = _sign(real_path)
            elif real_path not in entered:
                entered.add(real_path)
                folders.append((f"{path}/", real_path))
    return dict(sorted(files.items()))


def is_read(path: str) -> bool:
    """Return whether `list_files` would list a file at this relative path."""
    parts = path.split("/")
    name = parts[-1]
    return all(part and not part.startswith(".") for part in parts) and (
        name == LOCK or name.lower().endswith(_ENDINGS)
    )


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link to itself


def _sign(real_path: str) -> Signature:
    status = os.lstat(real_path)
    if not stat.S_ISREG(status.st_mode):
        raise OSError(f"{escape(real_path)} is not a file")
    return Signature(real_path, status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
