"""Background tasks, which run after Slack has its response."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

# With the rest of a shutdown at most five seconds, since hosts kill a process after ten.
SECONDS_FOR_REQUESTS = 2
SECONDS_FOR_TASKS = 2.0
# For the messages that this process leaves to others in the store.
SECONDS_TO_LEAVE = 0.5

log = logging.getLogger(__name__)


class Background:
    """Holds tasks until they are done, and logs their failures."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Start a coroutine without waiting for it."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._end)

    async def finish(self, seconds: float = SECONDS_FOR_TASKS) -> None:
        """Wait for running tasks, at most so many seconds, and cancel the rest."""
        if self._tasks:
            _, late = await asyncio.wait(set(self._tasks), timeout=seconds)
            for task in late:
                task.cancel()
            if late:
                log.warning("%d tasks were not done in %s s and were ended", len(late), seconds)

    def _end(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("work in the background failed", exc_info=error)
