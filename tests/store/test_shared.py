"""The store as a whole: open, or known to be down and then failing at once."""

from pathlib import Path

import pytest

from bot.store import Event, Store, StoreDown, to_address
from bot.store.shared import SECONDS_BETWEEN_LINES, SECONDS_OF_REST
from tests.postgres import Server

EVENT = Event("C1/1.5/", "T1", "C1", "1.5", "{}")
DOWN = "follow-ups and repeated deliveries are known only to the process that answered"


async def test_reports_that_it_is_up(store: Store) -> None:
    assert store.describe() == {"state": "up"}
    assert await store.claim(EVENT)


async def test_is_down_until_it_is_open(tmp_path: Path) -> None:
    store = Store(to_address(tmp_path))

    assert store.describe() == {"state": "opening", "why": "it is not open yet", "without": DOWN}
    with pytest.raises(StoreDown, match="not open yet"):
        await store.claim(EVENT)


async def test_reports_why_it_cannot_be_opened(caplog: pytest.LogCaptureFixture) -> None:
    store = Store(to_address(Path("/proc/nowhere")))
    with pytest.raises(StoreDown, match="cannot be made"):
        await store.open()

    assert store.describe()["state"] == "down"
    assert "cannot be made" in store.describe()["why"]
    assert "goes on from its own memory" in caplog.text
    assert not store.is_shared


async def test_reports_missing_tables(server: Server) -> None:
    store = Store(server.address)
    with pytest.raises(StoreDown, match="run 'azrel migrate'"):
        await store.open()

    assert store.is_shared, "others may use it"


async def test_fails_at_once_for_a_while_after_a_failure(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    now, tries = 0.0, []

    async def fail(*_: object) -> None:
        tries.append(now)
        raise StoreDown("no response in 2 s")

    monkeypatch.setattr(store, "timer", lambda: now)
    with monkeypatch.context() as patched:
        patched.setattr("bot.store.inbox.claim", fail)
        for seconds in (0.0, 1.0, SECONDS_OF_REST - 0.1, SECONDS_OF_REST, SECONDS_BETWEEN_LINES):
            now = seconds
            with pytest.raises(StoreDown, match="no response"):
                await store.claim(EVENT)
    assert tries == [0.0, SECONDS_OF_REST, SECONDS_BETWEEN_LINES]
    assert store.describe()["why"] == "no response in 2 s"
    now += SECONDS_OF_REST

    assert await store.claim(EVENT)
    assert store.describe() == {"state": "up"}
    lines = [record.message for record in caplog.records if record.name == "bot.store.shared"]
    assert [line.partition(",")[0].partition(":")[0] for line in lines[-3:]] == [
        "the store does not respond",
        "the store does not respond",
        "the store responds again",
    ]


async def test_retries_after_one_slow_query(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise StoreDown("no response in 2 s")

    monkeypatch.setattr(store, "timer", lambda: 100.0)
    await store.find_reply("C1", "1.1")
    with monkeypatch.context() as patched:
        patched.setattr("bot.store.inbox.find_reply", fail)
        with pytest.raises(StoreDown):
            await store.find_reply("C1", "1.1")

    assert await store.find_reply("C1", "1.1") is None
