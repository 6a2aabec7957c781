"""Serialise publishers to one folder among the processes of a machine."""

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.domain.publishing import Busy, Unwritable
from bot.domain.text import escape

_PAUSE = 0.02

if sys.platform == "win32":
    import msvcrt

    def _lock(number: int) -> None:
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def exclusive(root: Path, state: Path, seconds: float) -> Iterator[None]:
    """Lock a folder of knowledge for writing, waiting at most so many seconds.

    The lock is on a file in the state folder, and the system releases it when the process ends; the file that stays
    behind has no meaning. Raises Busy if another process holds it for longer, Unwritable if the file cannot be made.
    """
    name = hashlib.sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:16]
    path = state / f"publishing-{name}.lock"
    try:
        state.mkdir(parents=True, exist_ok=True)
        number = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Unwritable(
            f"cannot write {escape(str(path))}: {error.strerror}: name a folder that can be written in AZREL_STATE_DIR"
        ) from None
    try:
        _wait_for(number, root, seconds)
        yield
    finally:
        os.close(number)


def _wait_for(number: int, root: Path, seconds: float) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            _lock(number)
        except OSError:
            if time.monotonic() >= until:
                raise Busy(f"another process is publishing to {escape(str(root))}: publish again in a moment") from None
            time.sleep(_PAUSE)
        else:
            return
