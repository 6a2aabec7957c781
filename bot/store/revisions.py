"""The store for the files of the base."""

from collections.abc import Mapping

from bot.domain.proposals import Change
from bot.domain.publishing import Edition
from bot.domain.revisions import Head, Origin, Revision
from bot.store.shared import Store

_MOST = 50
_EXPORTER = "exporter"


class Revisions:
    """The base's revisions in a store. Each query raises StoreDown."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def find_head(self) -> Head:
        """Find the newest revision."""
        with self._store.using() as engine:
            from bot.store.knowledge import find_head

            return await find_head(engine)

    async def read(self, seq: int) -> dict[str, bytes]:
        """Read the files of a revision, by path."""
        return {path: content for path, content in (await self.read_changes(0, seq)).items() if content is not None}

    async def read_changes(self, after: int, seq: int) -> dict[str, bytes | None]:
        """Read the files that changed from one revision to another; None for a removed file."""
        with self._store.using() as engine:
            from bot.store.knowledge import read_changes

            return await read_changes(engine, after, seq)

    async def list(self, after: int = 0, most: int = _MOST) -> tuple[Revision, ...]:
        """List the revisions after a number, in order."""
        with self._store.using() as engine:
            from bot.store.knowledge import list_revisions

            return await list_revisions(engine, after, most)

    async def list_published(self, fact: str, most: int = _MOST) -> tuple[tuple[Change, Revision | None], ...]:
        """List the published changes of a fact, newest first, each with its revision, where it is known."""
        with self._store.using() as engine:
            from bot.store.changes import list_published

            return await list_published(engine, fact, most)

    async def hold_exporter(self, seconds: float) -> bool:
        """Acquire or renew the lease for replaying revisions into git; return False where another process holds it."""
        with self._store.using() as engine:
            from bot.store.leases import hold

            return await hold(engine, _EXPORTER, self._store.holder, self._store.clock(), seconds)

    async def put(
        self, files: Mapping[str, bytes], edition: Edition, origin: Origin, *, parent: str | None
    ) -> Revision | None:
        """Add a revision of these files after the parent with this id; None where the newest has the same files.

        An empty id means no revision; None means the newest, whichever it is. Raises Overtaken, which names the
        revision that came first, where the parent is not the newest.
        """
        with self._store.using() as engine:
            from bot.store.knowledge import put

            return await put(engine, files, edition, origin, parent, self._store.clock())
