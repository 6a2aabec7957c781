"""The inbox: each message is answered once, by whichever process, also where one is killed in the middle."""

from enum import Enum

from bot.store import Event, Store, StoreDown


class Claim(Enum):
    """Whose a message is to answer; unknown without a store, and while it is down."""

    OURS = "ours"
    OTHERS = "others"
    UNKNOWN = "unknown"


class Inbox:
    """Claims messages in the store. Without one, and while it is down, a process knows what it was given itself."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store

    @property
    def is_shared(self) -> bool:
        """Whether another process may have claimed what this one does not know."""
        return self._store is not None and self._store.is_shared

    async def claim(self, event: Event) -> Claim:
        """Claim a message, before Slack is told that it has come."""
        if self._store is None:
            return Claim.UNKNOWN
        try:
            return Claim.OURS if await self._store.claim(event) else Claim.OTHERS
        except StoreDown:
            return Claim.UNKNOWN

    async def may_post(self, event_id: str) -> bool:
        """Mark that the answer to a message of ours is about to be posted; False where it is another's by now."""
        if self._store is None:
            return True
        try:
            return await self._store.mark_posting(event_id)
        except StoreDown:
            return True

    async def end(self, event_id: str, reply: str | None = None) -> None:
        """Mark that a message of ours has its answer, whose `ts` is given, or is to have none.

        While the store is down that is not marked: whoever takes the message over marks its answer as a second one.
        """
        if self._store is not None:
            try:
                await self._store.mark_done(event_id, reply)
            except StoreDown:
                return

    async def find_reply(self, channel: str, ts: str) -> str | None:
        """Find the `ts` of the answer that another process posted to a message; None where that is not known."""
        if self._store is None:
            return None
        try:
            return await self._store.find_reply(channel, ts)
        except StoreDown:
            return None
