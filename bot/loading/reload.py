"""Knowledge that follows its folder: an edit is served as soon as the whole folder is sound, and never before."""

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

# At most so much of a core's time goes into looking for changes, however many files there are.
_SHARE = 0.01
# How long a folder must stay as it is to be taken for whole, in seconds, and how often that is looked for in one poll.
_SETTLED = 0.4
_MOST_LOOKS = 3


@dataclass(frozen=True, slots=True)
class _Served(Generic[T]):
    built: T
    revision: str
    since: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """A newer state of the folder that is not served: its revision (None if it could not be read) and why."""

    revision: str | None
    reasons: tuple[str, ...]


class Reloader(Generic[T]):
    """Serves what `build` makes of the knowledge in files, with what is served before at hand; keeps the last good one.

    Polls path, place, size and time of change, which survives folders deleted and made anew, links turned to another
    folder, file systems that tell of no changes, and every editor's way of saving. Only changed files are parsed again.
    `poll` may be called from one thread at a time, `current` and `find` from any. With `keeps_previous`, what was
    served before is kept too. `refused_edits` counts the states of the folder that were refused. `complete` makes what
    `build` leaves to the first question: of an edit before it is served, of the first state by the next poll.
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
        self._seconds_a_look = 0.0
        self._hurry = threading.Event()
        self.refused_edits = 0

    def current(self) -> T:
        """What is served now. RuntimeError before the first sound state."""
        if self._served is None:
            raise RuntimeError("no knowledge is served yet")
        return self._served.built

    def find(self, revision: str) -> T | None:
        """What was built of a revision; None where it is not served, nor was just before and is kept."""
        kept = (self._served, self._previous)
        return next((served.built for served in kept if served and served.revision == revision), None)

    @property
    def refusal(self) -> Refusal | None:
        """The newer state that was refused, if the folder's is not the one served."""
        return self._refusal

    @property
    def seconds_served(self) -> float:
        """How long what is served has been; 0 where nothing is yet."""
        return time.monotonic() - self._served.since if self._served else 0.0

    @property
    def documents(self) -> Mapping[str, Document]:
        """The files that were read last, by path."""
        return self._documents

    @property
    def texts(self) -> dict[str, str]:
        """The texts of the files that were read last, by path."""
        return {path: document.text for path, document in self._documents.items()}

    @property
    def is_read_served(self) -> bool:
        """Whether the files that were read last are what is served; not while they are loaded, nor where refused."""
        return self._is_read_served

    def rehearse(self, path: str, text: str) -> LoadResult:
        """Load what was read last with another text for one file; what is served stays. Takes its time."""
        return assemble({**self._documents, path: parse_document(path, text.encode(), time.time_ns())}, self._lock)

    def try_out(self, contents: Mapping[str, bytes]) -> LoadResult:
        """Load other files; those are not parsed again that were read last and are the same. Takes its time."""
        documents = {
            path: parse_document(path, content, 0, self._documents.get(path))
            for path, content in contents.items()
            if path != LOCK
        }
        return assemble(documents, contents.get(LOCK) or b"")

    def readiness(self) -> dict[str, Any]:
        """Which revision is served, and whether a newer one was refused."""
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
        """Poll until cancelled, in a thread that neither the event loop nor the end of the process waits for.

        Wait `seconds` between polls, and longer where the folder is so large that a look at it takes much of a core.
        """
        stopping = threading.Event()

        def keep_polling() -> None:
            self.poll()
            while not stopping.is_set():
                is_whole = self._hurry.wait(max(seconds, self._seconds_a_look / _SHARE))
                self._hurry.clear()
                if not stopping.is_set():
                    self.poll(is_whole=is_whole)

        threading.Thread(target=keep_polling, name="knowledge", daemon=True).start()
        try:
            await asyncio.Event().wait()
        finally:
            stopping.set()
            self._hurry.set()

    def look_soon(self) -> None:
        """Let what watches the folder look at once: somebody here has just written to it, each file whole."""
        self._hurry.set()

    def poll(self, *, is_whole: bool = False) -> None:
        """Look at the folder once, and serve what it holds if that has changed and is sound. Nothing is raised.

        What `is_whole` is known not to be half written, and need not stay as it is for a while first.
        """
        try:
            try:
                self._follow(is_whole=is_whole)
            except OSError:
                # Files come and go while they are saved: only what stays unreadable is a problem.
                time.sleep(_SETTLED)
                self._follow(is_whole=is_whole)
        except OSError as error:
            self._seen = None
            self._refuse(Refusal(None, (escape(f"cannot read the knowledge in {self._files}: {error}"),)))
        except Exception as error:
            # Whatever it was, the last good state is served, and the next edit may be the cure.
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
        """The folder's files once nobody is writing to them; None where nothing has changed or writing goes on."""
        began = time.thread_time()
        files = self._files.list()
        self._seconds_a_look = time.thread_time() - began
        if files == self._seen:
            return None
        if is_whole or self._files.are_whole or not self._served:
            return files
        for _ in range(_MOST_LOOKS):
            time.sleep(_SETTLED)
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
            return  # written to while it was read: the next poll sees it whole
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
            # An assignment each, so that readers on other threads need no lock.
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
