"""Housekeeping: recurring work on the store, some of it by every process, the rest by the leader alone."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Protocol

from bot.services.inbox import Inbox
from bot.store import Store, StoreDown, Taken

# A third of the lease of a claim, so that two runs may fail.
SECONDS_BETWEEN_RUNS = 4.0
SECONDS_OF_LEASE = 10.0
SECONDS_BETWEEN_PURGES = 600.0


class Duties(Protocol):
    """Further work of each run of housekeeping. Both methods raise StoreDown."""

    async def refresh(self) -> None:
        """Refresh this process's caches of the store."""

    async def finish(self) -> None:
        """Finish the work that other processes left; called by the leader alone."""


class AllDuties(Duties):
    """Several duties, one after the other."""

    def __init__(self, *duties: Duties) -> None:
        self._duties = duties

    async def refresh(self) -> None:
        """Refresh the caches of each. Raises StoreDown."""
        for duty in self._duties:
            await duty.refresh()

    async def finish(self) -> None:
        """Finish the work of each. Raises StoreDown."""
        for duty in self._duties:
            await duty.finish()


class Housekeeper:
    """Renews this process's claims and takes over those of killed processes; the leader also purges.

    `resume` is called with each message that is taken over. The process that holds the lease is the leader; when it is
    killed, another becomes the leader within seconds.
    """

    def __init__(
        self,
        store: Store,
        resume: Callable[[Taken], None],
        inbox: Inbox,
        duties: Duties | None = None,
    ) -> None:
        self._store = store
        self._resume = resume
        self._inbox = inbox
        self._duties = duties
        self._runs = 0

    async def keep(self, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Do the work every few seconds until cancelled; then release the claims to other processes, and disconnect."""
        try:
            while True:
                with suppress(StoreDown):  # the store has logged it
                    await self.run_once()
                await sleep(SECONDS_BETWEEN_RUNS)
        finally:
            with suppress(StoreDown):  # others take over when the leases run out
                await self._store.leave()
            await self._store.close()

    async def run_once(self) -> None:
        """Open the store if it is closed, and run all work once. Raises StoreDown."""
        if not self._store.is_open:
            await self._store.open()
        await self._inbox.synchronise()
        for taken in await self._store.take_over():
            self._resume(taken)
        is_leader = await self._store.hold_lease(SECONDS_OF_LEASE)
        if is_leader and self._runs % (SECONDS_BETWEEN_PURGES // SECONDS_BETWEEN_RUNS) == 0:
            await self._store.purge()
        if self._duties:
            await self._duties.refresh()
            if is_leader:
                await self._duties.finish()
        self._runs += is_leader
