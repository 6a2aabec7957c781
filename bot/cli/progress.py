"""A progress bar, shown only on a terminal and after two seconds."""

import sys
import time
from collections.abc import Callable
from typing import TextIO

_SECONDS_UNTIL_SHOWN = 2.0
_WIDTH = 30
_ERASE = "\r\x1b[K"


class Progress:
    """Shows the progress, `verifying [#####     ] 5 of 10`, on a line of standard error that it clears in the end."""

    def __init__(self, label: str, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._label = label
        self._stream = stream or sys.stderr
        self._clock = clock
        self._begun = clock()
        self._is_shown = False

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_shown:
            self._stream.write(_ERASE)
            self._stream.flush()

    def show(self, done: int, total: int) -> None:
        """Show that `done` of `total` steps are done."""
        if not self._stream.isatty() or self._clock() - self._begun < _SECONDS_UNTIL_SHOWN:
            return
        filled = "#" * (_WIDTH * done // max(1, total))
        self._stream.write(f"{_ERASE}{self._label} [{filled:<{_WIDTH}}] {done} of {total}")
        self._stream.flush()
        self._is_shown = True
