"""The store as those see it who keep the base's files in it, and serve them from it."""

from collections.abc import Mapping

from bot.domain.proposals import Change
from bot.domain.publishing import Edition
from bot.domain.revisions import Head, Origin, Revision
from bot.store.shared import Store

_MOST = 50
_EXPORTER = "exporter"


class Revisions:
    """The base's revisions in a store. Each query raises StoreDown, as the store's do."""

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
        """Read what files became from one revision to another: those that changed, None for one that went."""
        with self._store.using() as engine:
            from bot.store.knowledge import read_changes

            return await read_changes(engine, after, seq)

    async def list(self, after: int = 0, most: int = _MOST) -> tuple[Revision, ...]:
        """List the revisions after the one of a number, in their order."""
        with self._store.using() as engine:
            from bot.store.knowledge import list_revisions

            return await list_revisions(engine, after, most)

    async def list_published(self, fact: str, most: int = _MOST) -> tuple[tuple[Change, Revision | None], ...]:
        """List what was published of a fact by anybody, newest first, each with its revision, where it is known."""
        with self._store.using() as engine:
            from bot.store.changes import list_published

            return await list_published(engine, fact, most)

    async def hold_exporter(self, seconds: float) -> bool:
        """Become the one who replays revisions into git for so long; False where another process is it."""
        with self._store.using() as engine:
            from bot.store.leases import hold

            return await hold(engine, _EXPORTER, self._store.holder, self._store.clock(), seconds)

    async def put(
        self, files: Mapping[str, bytes], edition: Edition, origin: Origin, *, parent: str | None
    ) -> Revision | None:
        """Add a revision of these files, upon the one of this id; None where the newest holds the same already.

        An empty id is that of no revision; with None it follows whichever is the newest. Raises Overtaken, which says
        who was first, where the newest is another.
        """
        with self._store.using() as engine:
            from bot.store.knowledge import put

            return await put(engine, files, edition, origin, parent, self._store.clock())
