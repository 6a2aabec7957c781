"""The store as those see it who tell people what changed."""

from collections.abc import Mapping, Sequence

from bot.domain.watching import FactChange, Parcel, Watch
from bot.store.shared import Store


class Notifications:
    """Who watches what, how the base's facts changed, and what is to be sent, once each. Queries raise StoreDown."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def watch(self, watch: Watch) -> None:
        """Keep a watch; of one that is kept already only the pace changes."""
        with self._store.using() as engine:
            from bot.store import watches

            await watches.watch(engine, watch)

    async def unwatch(self, team: str, user: str, partner: str, topic: str) -> bool:
        """End a watch; False where there is none."""
        with self._store.using() as engine:
            from bot.store import watches

            return await watches.unwatch(engine, team, user, partner, topic)

    async def list_watches(self, team: str, user: str) -> tuple[Watch, ...]:
        """List what somebody watches, partners and then topics."""
        with self._store.using() as engine:
            from bot.store import watches

            return await watches.list_watches(engine, team, user)

    async def list_all_watches(self) -> tuple[Watch, ...]:
        """List what everybody watches, in the order of workspaces and users."""
        with self._store.using() as engine:
            from bot.store import watches

            return await watches.list_all_watches(engine)

    async def list_notified(self, team: str, user: str, facts: Mapping[str, float]) -> frozenset[str]:
        """List of facts, with when they changed, those of whose change somebody hears otherwise.

        Its author does, and who is told that a gap of theirs is filled by it.
        """
        with self._store.using() as engine:
            from bot.store.notified import list_notified

            return await list_notified(engine, team, user, facts)

    async def enqueue_for_watches(self, watches: Sequence[Watch], at: float, key: str, payload: str, kind: str) -> bool:
        """Put into the outbox what those who watch are told, and keep that they are told of what changed until `at`.

        False, and nothing put in, where something has its key.
        """
        with self._store.using() as engine:
            from bot.store.watches import enqueue_for_watches

            return await enqueue_for_watches(engine, watches, at, key, payload, kind, self._store.clock())

    async def enqueue(self, key: str, kind: str, payload: str, due: float | None = None) -> bool:
        """Put into the outbox what is to be sent from a time on, or now; False where something has its key.

        `payload` is a JSON object; one for a person names them as `team` and `user`.
        """
        with self._store.using() as engine:
            from bot.store import outbox

            return await outbox.enqueue(engine, key, kind, payload, self._store.clock() if due is None else due)

    async def take_parcels(self, seconds: float, most: int = 20) -> tuple[Parcel, ...]:
        """Take for so long what is due and nobody is at, that first which is due longest; no two processes take one."""
        with self._store.using() as engine:
            from bot.store import outbox

            return await outbox.take_parcels(engine, self._store.holder, self._store.clock(), seconds, most)

    async def mark_sending(self, parcel_id: int) -> bool:
        """Mark that something is about to be sent; False where another process has it by now, or nobody any more."""
        with self._store.using() as engine:
            from bot.store import outbox

            return await outbox.mark_sending(engine, parcel_id, self._store.holder, self._store.clock())

    async def mark_sent(self, parcel_id: int) -> None:
        """Mark that something is sent, whoever has it by now."""
        with self._store.using() as engine:
            from bot.store import outbox

            await outbox.mark_sent(engine, parcel_id, self._store.clock())

    async def put_off(self, parcel_id: int, due: float, error: str) -> None:
        """Let something that was not sent wait until a time; nothing where another process has it by now."""
        with self._store.using() as engine:
            from bot.store import outbox

            await outbox.put_off(engine, parcel_id, self._store.holder, due, error)

    async def give_up(self, parcel_id: int, error: str) -> None:
        """Keep that something cannot be sent, and why; nothing where another process has it by now."""
        with self._store.using() as engine:
            from bot.store import outbox

            await outbox.give_up(engine, parcel_id, self._store.holder, error, self._store.clock())

    async def note_versions(self, hashes: Mapping[str, str]) -> tuple[FactChange, ...]:
        """Compare the served facts, as hashes by their ids, with those noted before; note what differs, and return it.

        The first facts of all are no changes.
        """
        with self._store.using() as engine:
            from bot.store import versions

            return await versions.note_versions(engine, hashes, self._store.clock())

    async def list_changes_since(self, at: float) -> tuple[FactChange, ...]:
        """List the facts that changed after a time, those first that changed first."""
        with self._store.using() as engine:
            from bot.store import versions

            return await versions.list_changes_since(engine, at)
