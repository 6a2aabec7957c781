"""A serving process: its log, its event loop, and how it ends."""

import gc
import logging
import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from bot.logs import configure_logs

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Coroutine
    from typing import Any


def begin() -> None:
    """Exit on a signal to stop, and disable garbage collection until knowledge is loaded (`bot.garbage`).

    Collecting during imports finds next to nothing, and takes a tenth of the time to start.
    """
    gc.disable()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: exit_now())


def exit_now(status: int = 0) -> NoReturn:
    """Exit with the log written, but without waiting for threads.

    A normal exit waits for a DNS lookup under way, 10 s and more if the name server is out of reach, and forever for a
    log that nobody reads. Stopping takes five seconds at most, since hosts kill a process after ten.
    """
    logging.shutdown()
    os._exit(status)


def write_logs_in_thread(level: str) -> None:
    """Log at a level, in a thread, so that a slow reader of the log delays nothing."""
    if handler := configure_logs(level=level):
        handler.begin_waiting()


def run(serving: "Coroutine[Any, Any, None]") -> NoReturn:
    """Serve in this process until a signal to stop, and exit."""
    import asyncio

    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        try:
            runner.run(serving)
        except SystemExit as left:  # raised by uvicorn if the port is taken
            exit_now(left.code if isinstance(left.code, int) else 1)
        exit_now()


def _loop_factory() -> "Callable[[], asyncio.AbstractEventLoop] | None":
    """Return the factory of uvloop's event loop, on systems that have it."""
    if sys.platform == "win32":
        return None
    import uvloop

    return uvloop.new_event_loop
