import asyncio
import time

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store import Event, StoreDown
from bot.store.addresses import to_engine
from bot.store.inbox import claim
from bot.store.opening import migrate
from bot.store.running import bounded
from tests.patience import PATIENCE
from tests.postgres import Server


def numbered(number: int) -> Event:
    return Event(f"Ev{number}", "T1", "C1", "1.1", "what somebody asked")


async def claim_when_back(engine: AsyncEngine, event: Event) -> bool:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return await claim(engine, event, "a", 0.0)
        except StoreDown:
            assert time.monotonic() < end
            await asyncio.sleep(0.05)


async def test_reconnects_after_restart_of_the_server(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.running.SECONDS", PATIENCE)
    engine = to_engine(server.address)
    await migrate(engine)
    assert await claim(engine, numbered(1), "a", 0.0)
    server.stop()
    with pytest.raises(StoreDown, match="OperationalError"):
        await claim(engine, numbered(2), "a", 0.0)
    server.start()

    assert await claim_when_back(engine, numbered(2))
    assert not await claim(engine, numbered(1), "a", 0.0)
    await engine.dispose()


async def test_does_not_wait_for_a_server_that_hangs(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = to_engine(server.address)
    await migrate(engine)
    with monkeypatch.context() as patient:
        patient.setattr("bot.store.running.SECONDS", PATIENCE)
        await asyncio.gather(*(claim(engine, numbered(number), "a", 0.0) for number in range(3)))
    with server.hanging():
        claims = [claim(engine, numbered(number), "a", 0.0) for number in range(10, 30)]
        failures = await asyncio.wait_for(asyncio.gather(*claims, return_exceptions=True), PATIENCE)

    # Those that wait for a new connection fail at its own time limit, where that ends first.
    assert [type(failure) for failure in failures] == [StoreDown] * 20
    assert any(str(failure).startswith("no response") for failure in failures)
    assert await claim_when_back(engine, numbered(99))
    await engine.dispose()


async def test_error_repeats_no_stored_value(engine: AsyncEngine) -> None:
    with pytest.raises(StoreDown, match=r"^UnicodeEncodeError$"):
        await claim(engine, Event("Ev1", "T1", "half a character: \ud83d", "1.1", "what somebody asked"), "a", 0.0)


async def test_cancels_work_that_is_no_longer_awaited() -> None:
    ended = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.sleep(PATIENCE)
        finally:
            ended.set()

    with pytest.raises(StoreDown, match=r"no response in 0\.01 s"):
        await bounded(work(), 0.01)
    await asyncio.wait_for(ended.wait(), PATIENCE)
    ended.clear()
    waiting = asyncio.ensure_future(bounded(work(), PATIENCE))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait_for(ended.wait(), PATIENCE)
    with pytest.raises(asyncio.CancelledError):
        await waiting
