"""The store as the rest of azrel sees it: open, or down and said to be so at once."""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bot.store.errors import StoreDown, StoreRefused
from bot.store.values import Conversation, Event, Taken

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

log = logging.getLogger(__name__)

# After a failure nobody waits for the store for so long, so that one question in many waits for one that hangs.
SECONDS_OF_REST = 3.0
# But where others had their responses so lately, it is slow and does not hang.
SECONDS_ALIVE = 1.0
# And after an outage each process has entered what it answered meanwhile.
SECONDS_TO_SETTLE = 15.0
# With many questions there are many failures, which are logged so seldom.
SECONDS_BETWEEN_LINES = 60.0
_FILE = "azrel.db"
_LEADER = "keeper"  # the lease's name in the table, which earlier versions know
_NOT_YET = "it is not open yet"


def to_address(folder: Path) -> str:
    """Return the address of the SQLite file in a state folder."""
    return f"sqlite:///{quote(str((folder / _FILE).absolute()))}"


class Store:
    """What processes share. Each query raises StoreDown within seconds; for a while after a failure, at once.

    `holder` is this process's name in the store. SQLAlchemy is imported when the store is opened, which is after the
    port listens: it takes a quarter of a second.
    """

    def __init__(
        self,
        address: str,
        *,
        clock: Callable[[], float] = time.time,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self.holder = secrets.token_hex(8)
        self._address = address
        self.clock = clock
        self._timer = timer
        self._engine: AsyncEngine | None = None
        self._failure = _NOT_YET
        self._rests_until: float | None = None
        self._responded: float | None = None
        self._logged: float | None = None
        self._recovered: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether it was opened; it may be down since."""
        return self._engine is not None

    @property
    def is_settled(self) -> bool:
        """Whether other processes have had the time to enter what they answered in an outage."""
        return self._recovered is None or self._timer() - self._recovered >= SECONDS_TO_SETTLE

    @property
    def is_shared(self) -> bool:
        """Whether other processes may hold what this one does not know: a file that never opened is of nobody."""
        return self.is_open or not self._address.lower().startswith("sqlite")

    @property
    def is_up(self) -> bool:
        """Whether it responded when it was last asked."""
        return self._engine is not None and not self._failure

    def describe(self) -> dict[str, Any]:
        """Tell for `/readyz` whether it responds, and if not, why and what goes on without it."""
        if self.is_up:
            return {"state": "up"}
        return {
            "state": "opening" if self._failure is _NOT_YET else "down",
            "why": self._failure,
            "without": "follow-ups and repeated deliveries are known only to the process that answered",
        }

    async def open(self) -> None:
        """Reach the database and see that it has its tables. Raises StoreDown, also where somebody has to act."""
        await asyncio.to_thread(import_module, "bot.store.opening")
        from bot.store.addresses import describe_address, to_engine
        from bot.store.opening import open_store

        engine = None
        try:
            engine = to_engine(self._address)
            await open_store(engine)
        except (StoreDown, StoreRefused) as failure:
            self._note(str(failure))
            if engine is not None:
                await engine.dispose()
            raise StoreDown(str(failure)) from None
        self._engine = engine
        self._recover()
        log.info("the store is open (%s)", describe_address(self._address))

    async def close(self) -> None:
        """Disconnect."""
        engine, self._engine, self._failure = self._engine, None, "it is closed"
        if engine is not None:
            await engine.dispose()

    async def claim(self, event: Event) -> bool:
        """Claim an event; False where it was claimed before, by whichever process."""
        with self.using() as engine:
            from bot.store.inbox import claim

            return await claim(engine, event, self.holder, self.clock())

    async def enter(self, event: Event, reply: str | None) -> None:
        """Enter an event that this process took in while the store was down."""
        with self.using() as engine:
            from bot.store.inbox import enter

            await enter(engine, event, self.holder, self.clock(), reply)

    async def mark_posting(self, event_id: str) -> bool:
        """Mark that an answer is about to be posted; False where another process has taken the event over."""
        with self.using() as engine:
            from bot.store.inbox import mark_posting

            return await mark_posting(engine, event_id, self.holder, self.clock())

    async def mark_done(self, event_id: str, reply: str | None) -> None:
        """Mark that an event has its answer, whose `ts` is given, or is to have none."""
        with self.using() as engine:
            from bot.store.inbox import mark_done

            await mark_done(engine, event_id, self.holder, reply)

    async def find_reply(self, channel: str, ts: str) -> str | None:
        """Find the `ts` of the answer to a message, which another process may have posted."""
        with self.using() as engine:
            from bot.store.inbox import find_reply

            return await find_reply(engine, channel, ts)

    async def find_inbox_age(self) -> float:
        """Find how many seconds the oldest event has waited for its answer; 0 where none has."""
        with self.using() as engine:
            from bot.store.inbox import find_age

            return await find_age(engine, self.clock())

    async def renew(self, event_ids: Sequence[str]) -> None:
        """Keep the events that this process is at."""
        with self.using() as engine:
            from bot.store.inbox import renew

            await renew(engine, self.holder, self.clock(), event_ids)

    async def take_over(self) -> list[Taken]:
        """Take over what processes that were killed have left."""
        with self.using() as engine:
            from bot.store.inbox import take_over

            return await take_over(engine, self.holder, self.clock())

    async def hold_lease(self, seconds: float) -> bool:
        """Become or remain the leader for so many seconds; return False where another process is."""
        with self.using() as engine:
            from bot.store.leases import hold

            return await hold(engine, _LEADER, self.holder, self.clock(), seconds)

    async def purge(self) -> None:
        """Delete what was kept long enough."""
        with self.using() as engine:
            from bot.store.purging import purge

            await purge(engine, self.clock())

    async def leave(self) -> None:
        """Leave to others what this process has not answered, and the lease."""
        with self.using() as engine:
            from bot.store.inbox import release
            from bot.store.leases import let_go

            await release(engine, self.holder, self.clock())
            await let_go(engine, _LEADER, self.holder)

    async def recall(self, conversation: Conversation) -> str | None:
        """Return what a conversation is about, unless its time is over."""
        with self.using() as engine:
            from bot.store.contexts import recall

            return await recall(engine, conversation, self.clock())

    async def note(self, conversations: Iterable[Conversation], request: str, seconds: float) -> None:
        """Keep what conversations are about for so many seconds."""
        with self.using() as engine:
            from bot.store.contexts import note

            await note(engine, conversations, request, self.clock() + seconds)

    async def forget(self, conversations: Iterable[Conversation]) -> None:
        """Forget what conversations are about."""
        with self.using() as engine:
            from bot.store.contexts import forget

            await forget(engine, conversations)

    @contextmanager
    def using(self) -> "Iterator[AsyncEngine]":
        """Lend what queries are made on, and note whether it responds. Raises StoreDown, after a failure at once."""
        if self._engine is None or (self._rests_until is not None and self._timer() < self._rests_until):
            raise StoreDown(self._failure)
        try:
            yield self._engine
        except StoreDown as down:
            now = self._timer()
            if self._responded is None or now - self._responded >= SECONDS_ALIVE:
                self._rests_until = now + SECONDS_OF_REST
            self._note(str(down))
            raise
        self._responded = self._timer()
        if self._failure:
            self._recover()

    def _note(self, failure: str) -> None:
        self._failure, now = failure, self._timer()
        if self._logged is None or now - self._logged >= SECONDS_BETWEEN_LINES:
            self._logged = now
            log.warning("the store does not respond, so this process goes on from its own memory: %s", failure)

    def _recover(self) -> None:
        if self._logged is not None:
            log.info("the store responds again")
            self._recovered = self._timer()
        self._failure, self._rests_until, self._logged = "", None, None
