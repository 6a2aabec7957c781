import asyncio
from contextlib import suppress

import pytest
from sqlalchemy import func, select

from bot.services import Housekeeper, Inbox
from bot.services.housekeeping import SECONDS_OF_LEASE
from bot.store import Event, Store, StoreDown, Taken
from bot.store.inbox import SECONDS_KNOWN, SECONDS_LEASED
from bot.store.running import execute
from bot.store.tables import inbox

EVENT = Event("C1/1.5/", "T1", "C1", "1.5", "{}")


class Sleep:
    """A sleep between runs that ends when the test says so."""

    def __init__(self) -> None:
        self._slept = asyncio.Semaphore(0)
        self._woken = asyncio.Semaphore(0)

    async def __call__(self, _: float) -> None:
        self._slept.release()
        await self._woken.acquire()

    async def next(self) -> None:
        """Let another run come to its end."""
        self._woken.release()
        await self._slept.acquire()


async def test_takes_over_abandoned_events_and_renews_its_own(
    store: Store, other_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_800_000_000.0
    for each in (store, other_store):
        monkeypatch.setattr(each, "clock", lambda: now)
    taken: list[Taken] = []
    mine_to_answer = Inbox(store)
    mine, others = Housekeeper(store, taken.append, mine_to_answer), Housekeeper(other_store, taken.append, Inbox())
    await mine_to_answer.claim(EVENT)
    for _ in range(3):
        now += SECONDS_LEASED - 1
        await mine.run_once()
        await others.run_once()
    assert taken == [], "it is renewed"
    now += SECONDS_LEASED
    await others.run_once()

    assert taken == [Taken(EVENT, may_be_answered=False)]


async def test_one_process_purges_and_another_replaces_it(
    store: Store, other_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, purged = 1_800_000_000.0, []
    for each in (store, other_store):
        monkeypatch.setattr(each, "clock", lambda: now)

        async def purge(holder: str = each.holder) -> None:
            purged.append(holder)

        monkeypatch.setattr(each, "purge", purge)
    mine, others = Housekeeper(store, ignore, Inbox()), Housekeeper(other_store, ignore, Inbox())
    for _ in range(3):
        await mine.run_once()
        await others.run_once()
    assert purged == [store.holder], "once in ten minutes"
    now += SECONDS_OF_LEASE
    await others.run_once()

    assert purged == [store.holder, other_store.holder]


async def test_purges_what_has_expired(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_800_000_000.0
    monkeypatch.setattr(store, "clock", lambda: now)
    await store.claim(EVENT)
    now += SECONDS_KNOWN
    await Housekeeper(store, ignore, Inbox()).run_once()

    assert store.engine
    assert (await execute(store.engine, select(func.count()).select_from(inbox)))[0][0] == 0


async def test_releases_its_events_when_it_ends(store: Store, other_store: Store) -> None:
    taken: list[Taken] = []
    sleep = Sleep()
    keeping = asyncio.create_task(Housekeeper(store, ignore, Inbox()).keep(sleep=sleep))
    await sleep._slept.acquire()
    await store.claim(EVENT)
    keeping.cancel()
    with suppress(asyncio.CancelledError):
        await keeping
    await Housekeeper(other_store, taken.append, Inbox()).run_once()

    assert [each.event for each in taken] == [EVENT]
    assert await other_store.hold_lease(1), "nobody else leads"
    assert not store.is_open


async def test_retries_until_the_store_responds(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await store.close()
    opened = store.open
    failures = [StoreDown("no response"), StoreDown("no response")]

    async def open_() -> None:
        if failures:
            raise failures.pop()
        await opened()

    monkeypatch.setattr(store, "open", open_)
    sleep = Sleep()
    keeping = asyncio.create_task(Housekeeper(store, ignore, Inbox()).keep(sleep=sleep))
    await sleep._slept.acquire()
    await sleep.next()
    assert not store.is_open
    await sleep.next()

    assert store.is_open
    keeping.cancel()
    with suppress(asyncio.CancelledError):
        await keeping


def ignore(_: Taken) -> None:
    pass
