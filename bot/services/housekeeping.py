"""The leader: what is to be done again and again so that the store serves all processes."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Protocol

from bot.services.inbox import Inbox
from bot.store import Store, StoreDown, Taken

# A third of the time that claims are leased for: two looks may fail.
SECONDS_BETWEEN_LOOKS = 4.0
SECONDS_OF_LEASE = 10.0
SECONDS_BETWEEN_PURGES = 600.0


class Duties(Protocol):
    """What else is done at each look, by every process and by the leader alone. Both raise StoreDown."""

    async def look(self) -> None:
        """Look up what this process shows of the store."""

    async def finish(self) -> None:
        """Finish what other processes have left."""


class AllDuties(Duties):
    """Several duties, one after the other."""

    def __init__(self, *duties: Duties) -> None:
        self._duties = duties

    async def look(self) -> None:
        """Do each at a look. Raises StoreDown."""
        for duty in self._duties:
            await duty.look()

    async def finish(self) -> None:
        """Finish each. Raises StoreDown."""
        for duty in self._duties:
            await duty.finish()


class Housekeeper:
    """Keeps this process's claims and takes over what others left; one process of all, the leader, purges.

    `resume` is called with each message that is taken over. Whoever holds the lease is the leader; killed, another is
    within seconds.
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
        self._looks = 0

    async def keep(self, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Look every few seconds until cancelled; then leave the rest to others at once, and disconnect."""
        try:
            while True:
                with suppress(StoreDown):  # which the store has logged
                    await self.look()
                await sleep(SECONDS_BETWEEN_LOOKS)
        finally:
            with suppress(StoreDown):  # then others take over when the leases run out
                await self._store.leave()
            await self._store.close()

    async def look(self) -> None:
        """Open the store if it is not, and do once what is to be done. Raises StoreDown."""
        if not self._store.is_open:
            await self._store.open()
        await self._inbox.look()
        for taken in await self._store.take_over():
            self._resume(taken)
        is_leader = await self._store.hold_lease(SECONDS_OF_LEASE)
        if is_leader and self._looks % (SECONDS_BETWEEN_PURGES // SECONDS_BETWEEN_LOOKS) == 0:
            await self._store.purge()
        if self._duties:
            await self._duties.look()
            if is_leader:
                await self._duties.finish()
        self._looks += is_leader
