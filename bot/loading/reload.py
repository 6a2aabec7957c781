"""Reload knowledge when its files change: an edit is served once the whole folder is sound, and never before."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from bot.domain.knowledge import Snapshot
from bot.domain.problems import Severity
from bot.domain.text import escape
from bot.garbage import without_collecting
from bot.loading.documents import Document, parse_document
from bot.loading.file_sets import Files, FolderFiles, Found
from bot.loading.files import LOCK
from bot.loading.load import LoadResult, assemble

log = logging.getLogger(__name__)

T = TypeVar("T")

# The most of a core's time spent on polling, however many files there are.
_MAX_CPU_SHARE = 0.01
# The seconds for which a folder must stay unchanged to be complete, and the most such waits in one poll.
SETTLE_SECONDS = 0.4
_MAX_WAITS = 3


@dataclass(frozen=True, slots=True)
class _Served(Generic[T]):
    built: T
    revision: str
    since: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """A newer state of the folder that is not served: its revision (None if unreadable) and the reasons."""

    revision: str | None
    reasons: tuple[str, ...]


class Reloader(Generic[T]):
    """Serve what `build` makes of a snapshot and of the object served before; keep the last good one.

    Polls path, size and times of change, which survives folders deleted and created again, links turned to another
    folder, file systems without change notifications, and every editor's way of saving. Only changed files are parsed
    again. `poll` may be called from one thread at a time, `current` and `find` from any. With `keeps_previous`, the
    object served before is kept too. `refused_edits` counts the refused states of the folder. `complete` does the work
    that `build` leaves to the first question: for an edit before it is served, for the first state in the next poll.
    """

    def __init__(
        self,
        files: Files | Path,
        build: Callable[[Snapshot, T | None], T],
        complete: Callable[[T], None] = lambda _: None,
        *,
        keeps_previous: bool = False,
    ) -> None:
        self._files = FolderFiles(files) if isinstance(files, Path) else files
        self._build = build
        self._complete = complete
        self._incomplete: T | None = None
        self._served: _Served[T] | None = None
        self._previous: _Served[T] | None = None
        self._keeps_previous = keeps_previous
        self._refusal: Refusal | None = None
        self._seen: Mapping[str, Found | None] | None = None
        self._documents: dict[str, Document] = {}
        self._is_read_served = False
        self._lock = b""
        self._seconds_per_poll = 0.0
        self._poll_now = threading.Event()
        self.refused_edits = 0

    def current(self) -> T:
        """Return the served object. Raises RuntimeError before the first sound state."""
        if self._served is None:
            raise RuntimeError("no knowledge is served yet")
        return self._served.built

    def find(self, revision: str) -> T | None:
        """Return the object built of a revision; None if it is neither served nor kept."""
        kept = (self._served, self._previous)
        return next((served.built for served in kept if served and served.revision == revision), None)

    @property
    def refusal(self) -> Refusal | None:
        """The newer state that was refused, if it is not the one served."""
        return self._refusal

    @property
    def seconds_served(self) -> float:
        """The seconds since the served revision was first served; 0 before the first."""
        return time.monotonic() - self._served.since if self._served else 0.0

    @property
    def documents(self) -> Mapping[str, Document]:
        """The latest documents read, by path."""
        return self._documents

    @property
    def texts(self) -> dict[str, str]:
        """The texts of the latest documents read, by path."""
        return {path: document.text for path, document in self._documents.items()}

    @property
    def is_read_served(self) -> bool:
        """True if the latest documents read are those served; False while they are loaded, and if refused."""
        return self._is_read_served

    def dry_run_change(self, path: str, text: str) -> LoadResult:
        """Load the latest documents with another text for one file, without serving it. Slow."""
        return assemble({**self._documents, path: parse_document(path, text.encode(), time.time_ns())}, self._lock)

    def dry_run_files(self, contents: Mapping[str, bytes]) -> LoadResult:
        """Load other files without serving them; files equal to the latest read are not parsed again. Slow."""
        documents = {
            path: parse_document(path, content, 0, self._documents.get(path))
            for path, content in contents.items()
            if path != LOCK
        }
        return assemble(documents, contents.get(LOCK) or b"")

    def readiness(self) -> dict[str, Any]:
        """Return the served revision, and the refused one with its number of problems, for /readyz."""
        refused = self._refusal
        return {
            "revision": self._served.revision if self._served else None,
            "refused": {"revision": refused.revision, "problems": len(refused.reasons)} if refused else None,
        }

    def start(self) -> None:
        """Poll until something is served or refused."""
        while self._served is None and self._refusal is None:
            self.poll()

    async def watch(self, seconds: float = 0.7) -> None:
        """Poll until cancelled, in a daemon thread, so that neither the event loop nor the process's end waits.

        Wait `seconds` between polls, and longer if the folder is so large that polling takes much of a core.
        """
        stopping = threading.Event()

        def keep_polling() -> None:
            self.poll()
            while not stopping.is_set():
                is_whole = self._poll_now.wait(max(seconds, self._seconds_per_poll / _MAX_CPU_SHARE))
                self._poll_now.clear()
                if not stopping.is_set():
                    self.poll(is_whole=is_whole)

        threading.Thread(target=keep_polling, name="knowledge", daemon=True).start()
        try:
            await asyncio.Event().wait()
        finally:
            stopping.set()
            self._poll_now.set()

    def poll_soon(self) -> None:
        """Make the watching thread poll at once, after this process has written whole files."""
        self._poll_now.set()

    def poll(self, *, is_whole: bool = False) -> None:
        """List the files once, and serve them if they have changed and are sound. Raises nothing.

        Files known to be complete (`is_whole`) are read without waiting until they stay unchanged for a while.
        """
        try:
            try:
                self._follow(is_whole=is_whole)
            except OSError:
                # Files come and go while they are saved: only one that stays unreadable is a problem.
                time.sleep(SETTLE_SECONDS)
                self._follow(is_whole=is_whole)
        except OSError as error:
            self._seen = None
            self._refuse(Refusal(None, (escape(f"cannot read the knowledge in {self._files}: {error}"),)))
        except Exception as error:
            # The last good state stays served, and the next edit may be the cure.
            log.exception("the knowledge could not be loaded")
            self._refuse(Refusal(None, (f"the knowledge could not be loaded: {type(error).__name__}",)))

    def _follow(self, *, is_whole: bool) -> None:
        if self._incomplete is not None:
            with without_collecting():
                self._complete(self._incomplete)
            self._incomplete = None
        files = self._settled_files(is_whole=is_whole)
        if files is not None:
            with without_collecting():
                self._load(files)

    def _settled_files(self, *, is_whole: bool) -> Mapping[str, Found | None] | None:
        """Return the files once nobody is writing to them; None if unchanged, or while writing goes on."""
        began = time.thread_time()
        files = self._files.list()
        self._seconds_per_poll = time.thread_time() - began
        if files == self._seen:
            return None
        if is_whole or self._files.are_whole or not self._served:
            return files
        for _ in range(_MAX_WAITS):
            time.sleep(SETTLE_SECONDS)
            before, files = files, self._files.list()
            if files == before:
                return files
        return None

    def _load(self, files: Mapping[str, Found | None]) -> None:
        seen = self._seen or {}
        kept = {path: document for path, document in self._documents.items() if seen.get(path) == files.get(path)}
        documents = {
            path: kept.get(path)
            or parse_document(path, _read(found), found.changed if found else 0, self._documents.get(path))
            for path, found in files.items()
            if path != LOCK or found is None
        }
        lock = _read(files.get(LOCK)) or b""
        if self._files.list() != files:
            return  # changed while it was read: the next poll reads it again
        self._is_read_served = False
        self._seen, self._documents, self._lock = files, documents, lock
        self._offer(assemble(documents, lock))

    def _offer(self, result: LoadResult) -> None:
        if result.snapshot is None:
            reasons = [str(problem) for problem in result.problems if problem.severity is Severity.ERROR]
            self._refuse(Refusal(result.revision, tuple(reasons)))
            return
        if self._served is None or self._served.revision != result.revision:
            built = self._build(result.snapshot, self._served.built if self._served else None)
            if self._served is None:
                self._incomplete = built
            else:
                self._complete(built)
            # Single assignments, so that readers on other threads need no lock.
            self._previous = self._served if self._keeps_previous else None
            self._served = _Served(built, result.revision, time.monotonic())
            log.info("serving revision %s, %d facts", result.revision, len(result.snapshot.facts))
        elif self._refusal:
            log.info("serving revision %s, the folder is as it was", result.revision)
        self._refusal = None
        self._is_read_served = True

    def _refuse(self, refusal: Refusal) -> None:
        reported = set(self._refusal.reasons) if self._refusal else set()
        for reason in refusal.reasons:
            if reason not in reported:
                log.error("refused the knowledge: %s", reason)
        self.refused_edits += refusal != self._refusal
        self._refusal = refusal


def _read(found: Found | None) -> bytes | None:
    return found.read() if found else None
