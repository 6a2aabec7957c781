"""The store that all processes share: open, or known to be down and then failing at once."""

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

# After a failure queries fail at once for this long, so that few questions wait for a store that hangs.
SECONDS_OF_REST = 3.0
# A store that responded to another query within this time is slow, and does not hang.
SECONDS_ALIVE = 1.0
# After an outage each process has entered its answers within this time.
SECONDS_TO_SETTLE = 15.0
# Failures are logged at most this often, since many questions make many.
SECONDS_BETWEEN_LINES = 60.0
_FILE = "azrel.db"
_LEADER = "keeper"  # the lease's name in the table, which earlier versions know
_NOT_YET = "it is not open yet"


def to_address(folder: Path) -> str:
    """Return the address of the SQLite file in a state folder."""
    return f"sqlite:///{quote(str((folder / _FILE).absolute()))}"


class Store:
    """The store. Each query raises StoreDown within seconds, or at once for a while after a failure.

    `holder` is this process's name in the store. SQLAlchemy takes a quarter of a second to import, so it is imported
    when the store is opened, after the port listens.
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
        self.timer = timer
        self.engine: AsyncEngine | None = None
        self._failure = _NOT_YET
        self._rests_until: float | None = None
        self._responded: float | None = None
        self._logged: float | None = None
        self._recovered: float | None = None

    @property
    def is_open(self) -> bool:
        """Return whether the store was opened; it may be down since."""
        return self.engine is not None

    @property
    def is_settled(self) -> bool:
        """Return whether other processes have had the time to enter their answers since an outage."""
        return self._recovered is None or self.timer() - self._recovered >= SECONDS_TO_SETTLE

    @property
    def is_shared(self) -> bool:
        """Return whether other processes may hold events unknown to this one; none can in a file that never opened."""
        return self.is_open or not self._address.lower().startswith("sqlite")

    @property
    def is_up(self) -> bool:
        """Return whether the store responded to the last query."""
        return self.engine is not None and not self._failure

    def describe(self) -> dict[str, Any]:
        """Return the store's part of `/readyz`: whether it responds, and if not, why and what works without it."""
        if self.is_up:
            return {"state": "up"}
        return {
            "state": "opening" if self._failure is _NOT_YET else "down",
            "why": self._failure,
            "without": "follow-ups and repeated deliveries are known only to the process that answered",
        }

    async def open(self) -> None:
        """Connect to the database and check its tables. Raises StoreDown, also where the operator has to act."""
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
        self.engine = engine
        self._recover()
        log.info("the store is open (%s)", describe_address(self._address))

    async def close(self) -> None:
        """Disconnect."""
        engine, self.engine, self._failure = self.engine, None, "it is closed"
        if engine is not None:
            await engine.dispose()

    async def claim(self, event: Event) -> bool:
        """Claim an event; return False where any process claimed it before."""
        with self.using() as engine:
            from bot.store.inbox import claim

            return await claim(engine, event, self.holder, self.clock())

    async def enter(self, event: Event, reply: str | None) -> None:
        """Enter an event that this process took while the store was down."""
        with self.using() as engine:
            from bot.store.inbox import enter

            await enter(engine, event, self.holder, self.clock(), reply)

    async def mark_posting(self, event_id: str) -> bool:
        """Mark that an answer is about to be posted; return False where another process took the event over."""
        with self.using() as engine:
            from bot.store.inbox import mark_posting

            return await mark_posting(engine, event_id, self.holder, self.clock())

    async def mark_done(self, event_id: str, reply: str | None) -> None:
        """Mark that an event has its answer, with this `ts`, or is to have none."""
        with self.using() as engine:
            from bot.store.inbox import mark_done

            await mark_done(engine, event_id, self.holder, reply)

    async def find_reply(self, channel: str, ts: str) -> str | None:
        """Find the `ts` of the answer to a message, which another process may have posted."""
        with self.using() as engine:
            from bot.store.inbox import find_reply

            return await find_reply(engine, channel, ts)

    async def find_inbox_age(self) -> float:
        """Return the seconds that the oldest event has waited for its answer; 0 where there is none."""
        with self.using() as engine:
            from bot.store.inbox import find_age

            return await find_age(engine, self.clock())

    async def renew(self, event_ids: Sequence[str]) -> None:
        """Renew this process's claims."""
        with self.using() as engine:
            from bot.store.inbox import renew

            await renew(engine, self.holder, self.clock(), event_ids)

    async def take_over(self) -> list[Taken]:
        """Take over the events that killed processes have left."""
        with self.using() as engine:
            from bot.store.inbox import take_over

            return await take_over(engine, self.holder, self.clock())

    async def hold_lease(self, seconds: float) -> bool:
        """Become or remain the leader for so many seconds; return False where another process is."""
        with self.using() as engine:
            from bot.store.leases import hold

            return await hold(engine, _LEADER, self.holder, self.clock(), seconds)

    async def purge(self) -> None:
        """Delete expired rows."""
        with self.using() as engine:
            from bot.store.purging import purge

            await purge(engine, self.clock())

    async def leave(self) -> None:
        """Release this process's claims and its lease to other processes."""
        with self.using() as engine:
            from bot.store.inbox import release
            from bot.store.leases import let_go

            await release(engine, self.holder, self.clock())
            await let_go(engine, _LEADER, self.holder)

    async def recall(self, conversation: Conversation) -> str | None:
        """Return the request that a conversation is about, unless it has expired."""
        with self.using() as engine:
            from bot.store.contexts import recall

            return await recall(engine, conversation, self.clock())

    async def note(self, conversations: Iterable[Conversation], request: str, seconds: float) -> None:
        """Store the request that conversations are about, for so many seconds."""
        with self.using() as engine:
            from bot.store.contexts import note

            await note(engine, conversations, request, self.clock() + seconds)

    async def forget(self, conversations: Iterable[Conversation]) -> None:
        """Delete the requests that conversations are about."""
        with self.using() as engine:
            from bot.store.contexts import forget

            await forget(engine, conversations)

    @contextmanager
    def using(self) -> "Iterator[AsyncEngine]":
        """Lend the engine for a query, and note whether it responds. Raises StoreDown, after a failure at once."""
        if self.engine is None or (self._rests_until is not None and self.timer() < self._rests_until):
            raise StoreDown(self._failure)
        try:
            yield self.engine
        except StoreDown as down:
            now = self.timer()
            if self._responded is None or now - self._responded >= SECONDS_ALIVE:
                self._rests_until = now + SECONDS_OF_REST
            self._note(str(down))
            raise
        self._responded = self.timer()
        if self._failure:
            self._recover()

    def _note(self, failure: str) -> None:
        self._failure, now = failure, self.timer()
        if self._logged is None or now - self._logged >= SECONDS_BETWEEN_LINES:
            self._logged = now
            log.warning("the store does not respond, so this process goes on from its own memory: %s", failure)

    def _recover(self) -> None:
        if self._logged is not None:
            log.info("the store responds again")
            self._recovered = self.timer()
        self._failure, self._rests_until, self._logged = "", None, None
