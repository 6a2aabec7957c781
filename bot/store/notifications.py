"""The store for notifications: watches, changes of the served facts, and the outbox."""

from collections.abc import Mapping, Sequence

from bot.domain.watching import FactChange, QueuedMessage, Watch
from bot.store.shared import Store


class Notifications:
    """Watches, changes of facts, and the outbox, which sends each message once. Queries raise StoreDown."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def watch(self, watch: Watch) -> None:
        """Store a watch; for an existing one only the pace changes."""
        with self._store.using() as engine:
            from bot.store import watches

            await watches.watch(engine, watch)

    async def unwatch(self, team: str, user: str, partner: str, topic: str) -> bool:
        """End a watch; return False where there is none."""
        with self._store.using() as engine:
            from bot.store import watches

            return await watches.unwatch(engine, team, user, partner, topic)

    async def list_watches(self, team: str, user: str) -> tuple[Watch, ...]:
        """List a user's watches, partners and then topics."""
        with self._store.using() as engine:
            from bot.store import watches

            return await watches.list_watches(engine, team, user)

    async def list_all_watches(self) -> tuple[Watch, ...]:
        """List all watches, ordered by workspace and user."""
        with self._store.using() as engine:
            from bot.store import watches

            return await watches.list_all_watches(engine)

    async def list_notified(self, team: str, user: str, facts: Mapping[str, float]) -> frozenset[str]:
        """Return those of the facts (with the times of their changes) that a user is notified of otherwise.

        That is the author of a change, and a follower whose gap it fills.
        """
        with self._store.using() as engine:
            from bot.store.notified import list_notified

            return await list_notified(engine, team, user, facts)

    async def enqueue_for_watches(self, watches: Sequence[Watch], at: float, key: str, payload: str, kind: str) -> bool:
        """Enqueue the notice to a watcher, and record that it covers the changes until `at`.

        Returns False, and does nothing, if a queued message has this key.
        """
        with self._store.using() as engine:
            from bot.store.watches import enqueue_for_watches

            return await enqueue_for_watches(engine, watches, at, key, payload, kind, self._store.clock())

    async def enqueue(self, key: str, kind: str, payload: str, due: float | None = None) -> bool:
        """Queue a message, due at a time or now; return False if one has this key.

        `payload` is a JSON object; one for a person names them as `team` and `user`.
        """
        with self._store.using() as engine:
            from bot.store import outbox

            return await outbox.enqueue(engine, key, kind, payload, self._store.clock() if due is None else due)

    async def take_queued(self, seconds: float, most: int = 20) -> tuple[QueuedMessage, ...]:
        """Take the messages that are due, for so many seconds, the longest due first; each goes to one process."""
        with self._store.using() as engine:
            from bot.store import outbox

            return await outbox.take_queued(engine, self._store.holder, self._store.clock(), seconds, most)

    async def mark_sending(self, message_id: int) -> bool:
        """Mark that a queued message is about to be sent; return False where this process no longer holds it."""
        with self._store.using() as engine:
            from bot.store import outbox

            return await outbox.mark_sending(engine, message_id, self._store.holder, self._store.clock())

    async def mark_sent(self, message_id: int) -> None:
        """Mark that a queued message is sent, whichever process holds it."""
        with self._store.using() as engine:
            from bot.store import outbox

            await outbox.mark_sent(engine, message_id, self._store.clock())

    async def put_off(self, message_id: int, due: float, error: str) -> None:
        """Postpone a queued message that was not sent until a time, unless another process holds it."""
        with self._store.using() as engine:
            from bot.store import outbox

            await outbox.put_off(engine, message_id, self._store.holder, due, error)

    async def give_up(self, message_id: int, error: str) -> None:
        """Give up a queued message, and record why, unless another process holds it."""
        with self._store.using() as engine:
            from bot.store import outbox

            await outbox.give_up(engine, message_id, self._store.holder, error, self._store.clock())

    async def note_versions(self, hashes: Mapping[str, str]) -> tuple[FactChange, ...]:
        """Compare the served facts (hashes by id) with those noted before; note and return the differences.

        The first facts of all are no changes.
        """
        with self._store.using() as engine:
            from bot.store import versions

            return await versions.note_versions(engine, hashes, self._store.clock())

    async def list_changes_since(self, at: float) -> tuple[FactChange, ...]:
        """List the facts that changed after a time, in the order of the changes."""
        with self._store.using() as engine:
            from bot.store import versions

            return await versions.list_changes_since(engine, at)
