"""The inbox: each message is answered once, by any process, also where one is killed while answering."""

from dataclasses import dataclass, replace
from enum import Enum

from bot.services.bounded import BoundedMapping
from bot.store import Event, Store, StoreDown

# At most this many messages that arrived while the store was down are entered later.
MAX_PENDING = 10_000


class Claim(Enum):
    """The owner of a message; unknown without a store, and while it is down."""

    OURS = "ours"
    OTHERS = "others"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class _Pending:
    """A message that the store lacks; once it has ended, with the `ts` of its answer if it has one."""

    event: Event
    has_ended: bool = False
    reply: str | None = None


class Inbox:
    """Claims messages in the store. Without one, and while it is down, a process knows only its own messages."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store
        self._pending: BoundedMapping[str, _Pending] = BoundedMapping(MAX_PENDING)
        self._under_way: dict[str, Event] = {}

    @property
    def is_shared(self) -> bool:
        """Return whether another process may have claimed a message that this one does not know."""
        return self._store is not None and self._store.is_shared

    async def claim(self, event: Event, *, is_retry: bool = False) -> Claim:
        """Claim a message before Slack gets its response; a repeated delivery only if no other process can have it."""
        if self._store is None:
            return Claim.UNKNOWN
        try:
            if is_retry and not self._store.is_settled:
                return Claim.UNKNOWN
            is_ours = await self._store.claim(event)
        except StoreDown:
            self._pending[event.event_id] = _Pending(event)
            return Claim.UNKNOWN
        if is_ours:
            self.hold(event)
        return Claim.OURS if is_ours else Claim.OTHERS

    def hold(self, event: Event) -> None:
        """Hold a message that this process has claimed or taken over, until its end."""
        self._under_way[event.event_id] = event

    def give_back(self, event_id: str) -> None:
        """Forget a message that Slack is to deliver again."""
        self._pending.pop(event_id, None)

    async def synchronise(self) -> None:
        """Renew the claims, and enter the messages that the store lacks, so that no other process answers them.

        A claim whose outcome is unknown is not renewed: another process takes that message over. Raises StoreDown.
        """
        if self._store is not None and self._under_way:
            await self._store.renew(tuple(self._under_way))
        while self._store is not None and self._pending:
            pending = next(iter(self._pending.values()))
            if pending.has_ended:
                await self._store.enter(pending.event, pending.reply)
                self._pending.pop(pending.event.event_id, None)
            else:
                await self._claim_late(self._store, pending.event)

    async def may_post(self, event_id: str) -> bool:
        """Mark that an answer is about to be posted; return False where another process now owns the message.

        A message that could not be claimed on arrival is claimed here, if the store responds again.
        """
        if self._store is None:
            return True
        pending = self._pending.get(event_id)
        try:
            if pending:
                await self._claim_late(self._store, pending.event)
            return await self._store.mark_posting(event_id)
        except StoreDown:
            return True

    async def end(self, event_id: str, reply: str | None = None) -> None:
        """Mark that a message has its answer, with this `ts`, or that it is to have none."""
        event = self._under_way.pop(event_id, None)
        if event_id in self._pending:
            self._pending[event_id] = replace(self._pending[event_id], has_ended=True, reply=reply)
        elif self._store is not None and event is not None:
            try:
                await self._store.mark_done(event_id, reply)
            except StoreDown:
                self._pending[event_id] = _Pending(event, has_ended=True, reply=reply)

    async def find_reply(self, channel: str, ts: str) -> str | None:
        """Find the `ts` of the answer that another process posted to a message; None where that is unknown."""
        if self._store is None:
            return None
        try:
            return await self._store.find_reply(channel, ts)
        except StoreDown:
            return None

    async def _claim_late(self, store: Store, event: Event) -> None:
        """Claim a message that could not be claimed on arrival, unless another process owns it."""
        await store.claim(event)
        self._pending.pop(event.event_id, None)
        self.hold(event)
