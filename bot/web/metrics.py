"""Metrics for Prometheus: counters of answers and failures, and gauges of a process. No label names a person or a word.

Imported only where a setting turns metrics on, since the client library takes memory. Each of several workers counts
into files that all of them read, so that any worker can report the sum.
"""

import asyncio
import math
import mmap
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector

from bot.domain.answers import Outcome
from bot.services import Announcement, Answered, EntryPoint, Missed, Repeated, Shared
from bot.store import StoreDown

METRICS = "/metrics"
CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
SECONDS_BETWEEN_MEASUREMENTS = 5.0
_BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 3.0)
STATM = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class State:
    """The state of a process: its store, its revision's age in seconds, and the edits refused since the start.

    `is_edit_refused` says that the folder has a newer state with errors.
    """

    is_store_up: bool
    seconds_served: float
    refused_edits: int
    is_edit_refused: bool


class Metrics:
    """Counts announcements, and renders the counts and the state of the process for Prometheus.

    `state` returns the state of this process, `inbox_age` the seconds that the oldest message has waited for its
    answer. `version` is azrel's; `folder` holds the files that several workers count into.
    """

    def __init__(
        self,
        state: Callable[[], State],
        inbox_age: Callable[[], Awaitable[float]],
        version: str,
        folder: str | None = None,
    ) -> None:
        self._state = state
        self._inbox_age = inbox_age
        own = CollectorRegistry()
        if folder:
            self._collected = CollectorRegistry()
            MultiProcessCollector(self._collected, folder)  # type: ignore[no-untyped-call]
        else:
            self._collected = own
        counter, gauge = partial(Counter, registry=own), partial(Gauge, registry=own)
        answers = counter("azrel_answers", "Questions answered.", ["surface", "outcome"])
        seconds = Histogram(
            "azrel_answer_seconds",
            "Seconds to find an answer, without rendering and sending it.",
            ["surface"],
            buckets=_BUCKETS,
            registry=own,
        )
        misses = counter("azrel_misses", "Questions that the base does not answer, or not whole.", ["surface"])
        shares = counter("azrel_shares", "Answers shared in a conversation.", ["surface"])
        # Children are made once, which is quicker, and renders a count of 0 before the first event.
        self._answers = {
            (entry, outcome): answers.labels(entry.value, outcome.value) for entry in EntryPoint for outcome in Outcome
        }
        self._seconds = {entry: seconds.labels(entry.value) for entry in EntryPoint}
        self._misses = {entry: misses.labels(entry.value) for entry in EntryPoint}
        self._shares = {entry: shares.labels(entry.value) for entry in EntryPoint}
        self._failed_calls = counter(
            "azrel_slack_failures", "Failed tries to call Slack, by Slack's name for why.", ["kind"]
        )
        self._refusals = counter("azrel_refused_requests", "Requests refused, by status.", ["status"])
        self._add_gauges(gauge)
        info = gauge("azrel_info", "1, with the version that runs.", ["version"], multiprocess_mode="livemax")
        info.labels(version).set(1)

    def _add_gauges(self, gauge: Callable[..., Gauge]) -> None:
        self._inbox = gauge(
            "azrel_inbox_age_seconds",
            "Seconds that the oldest message has waited for its answer; NaN while the store is down.",
            multiprocess_mode="livemostrecent",
        )
        self._store = gauge(
            "azrel_store_up", "Whether the store responds to every worker.", multiprocess_mode="livemin"
        )
        self._revision = gauge(
            "azrel_revision_age_seconds",
            "Seconds since the revision that is served was taken up, by the worker whose is the oldest.",
            multiprocess_mode="livemax",
        )
        self._refused_edits = gauge(
            "azrel_refused_edits",
            "Edits of the knowledge refused since the start.",
            multiprocess_mode="livemax",
        )
        self._edit_refused = gauge(
            "azrel_edit_refused",
            "Whether the knowledge has a newer state that is refused.",
            multiprocess_mode="livemax",
        )
        self._memory = gauge("azrel_memory_bytes", "Resident memory of each worker.", multiprocess_mode="liveall")

    def note(self, happened: Announcement) -> None:
        """Count an announcement."""
        entry = happened.asker.entry
        match happened:
            case Answered() | Repeated():
                self._answers[entry, happened.outcome].inc()
                self._seconds[entry].observe(happened.seconds)
            case Missed():
                self._misses[entry].inc()
            case Shared():
                self._shares[entry].inc()

    def note_failed_call(self, kind: str) -> None:
        """Count a failed call of Slack; `kind` is one of a few names."""
        self._failed_calls.labels(kind).inc()

    def note_refusal(self, status: int) -> None:
        """Count a refused request."""
        self._refusals.labels(str(status)).inc()

    async def keep_measuring(self, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Measure this process every few seconds until cancelled, since any worker may be asked for all of them."""
        while True:
            self._measure()
            await sleep(SECONDS_BETWEEN_MEASUREMENTS)

    async def render(self) -> bytes:
        """Return all metrics in Prometheus's text format."""
        self._measure()
        try:
            self._inbox.set(await self._inbox_age())
        except StoreDown:
            self._inbox.set(math.nan)
        # In a thread, since with several workers it reads their files.
        return await asyncio.to_thread(generate_latest, self._collected)

    def _measure(self) -> None:
        state = self._state()
        self._store.set(state.is_store_up)
        self._revision.set(state.seconds_served)
        self._refused_edits.set(state.refused_edits)
        self._edit_refused.set(state.is_edit_refused)
        with suppress(OSError):  # only Linux has the file
            self._memory.set(int(STATM.read_text("ascii").split()[1]) * mmap.PAGESIZE)
