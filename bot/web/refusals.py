"""Counts of refused requests: anybody may send thousands, and a line for each would fill a disk."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from contextvars import Context

log = logging.getLogger(__name__)

SECONDS_BETWEEN_LINES = 1.0


class Refused(Exception):
    """A request is refused with a status, for one of a few fixed reasons, which repeats nothing that was sent."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def _call_later(seconds: float, call: Callable[[], None]) -> None:
    # Outside any request's context, since the line is about many requests.
    asyncio.get_running_loop().call_later(seconds, call, context=Context())


class Refusals:
    """Logs the first refusal at once, and the later ones as one line a second at most.

    `count` is called with the status of each.
    """

    def __init__(
        self,
        call_later: Callable[[float, Callable[[], None]], None] = _call_later,
        count: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._call_later = call_later
        self.count = count
        self._counts: Counter[str] = Counter()
        self._is_waiting = False

    def note(self, status: int, reason: str) -> None:
        """Count a refusal for one of a few fixed reasons, which repeats nothing that was sent."""
        self.count(status)
        self._counts[f"{status}: {reason}"] += 1
        if not self._is_waiting:
            self._log()

    def _log(self) -> None:
        self._is_waiting = bool(self._counts)
        if self._counts:
            total = self._counts.total()
            summary = "; ".join(f"{count} × {what}" if total > 1 else what for what, count in self._counts.items())
            log.warning("refused %s with %s", "a request" if total == 1 else f"{total} requests", summary)
            self._counts.clear()
            self._call_later(SECONDS_BETWEEN_LINES, self._log)
