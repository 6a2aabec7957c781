import asyncio

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store import Event, contexts
from bot.store.inbox import SECONDS_KNOWN, SECONDS_TO_ANSWER, claim
from bot.store.leases import hold, let_go
from bot.store.purging import purge
from bot.store.running import execute
from bot.store.tables import inbox, metadata

NOON = 1_800_000_000.0
THREAD, DIRECT = ("C1", "1.1"), ("D1", "")


async def test_one_process_holds_a_lease_until_it_runs_out(engine: AsyncEngine) -> None:
    assert await hold(engine, "keeper", "a", NOON, 10)
    assert not await hold(engine, "keeper", "b", NOON + 9, 10)
    assert await hold(engine, "keeper", "a", NOON + 9, 10), "renewed"
    assert not await hold(engine, "keeper", "b", NOON + 18, 10)
    assert await hold(engine, "keeper", "b", NOON + 19, 10)
    assert not await hold(engine, "keeper", "a", NOON + 19, 10)
    assert await hold(engine, "other", "a", NOON + 19, 10)


async def test_released_lease_is_free(engine: AsyncEngine) -> None:
    await hold(engine, "keeper", "a", NOON, 10)
    await let_go(engine, "keeper", "b")
    assert not await hold(engine, "keeper", "b", NOON, 10)
    await let_go(engine, "keeper", "a")
    assert await hold(engine, "keeper", "b", NOON, 10)


async def test_one_of_many_gets_the_lease(engine: AsyncEngine) -> None:
    assert sum(await asyncio.gather(*(hold(engine, "keeper", f"p{n}", NOON, 10) for n in range(20)))) == 1


async def test_each_conversation_has_its_own_last_request(engine: AsyncEngine) -> None:
    await contexts.note(engine, [THREAD, ("C1", "2.2")], "first", NOON + 10)
    await contexts.note(engine, [THREAD, DIRECT], "second", NOON + 20)

    assert await contexts.recall(engine, THREAD, NOON) == "second"
    assert await contexts.recall(engine, DIRECT, NOON) == "second"
    assert await contexts.recall(engine, ("C1", "2.2"), NOON) == "first"
    assert await contexts.recall(engine, ("C1", "2.2"), NOON + 10) is None, "its time is over"
    assert await contexts.recall(engine, ("C2", "1.1"), NOON) is None


async def test_forgets_conversations(engine: AsyncEngine) -> None:
    await contexts.note(engine, [THREAD, DIRECT], "request", NOON + 10)
    await contexts.forget(engine, [THREAD])

    assert await contexts.recall(engine, THREAD, NOON) is None
    assert await contexts.recall(engine, DIRECT, NOON) == "request"


async def count(engine: AsyncEngine) -> dict[str, int]:
    tables = metadata.sorted_tables
    counts = [(await execute(engine, select(func.count()).select_from(table)))[0][0] for table in tables]
    return {table.name: number for table, number in zip(tables, counts, strict=True) if number}


async def test_purges_only_expired_rows(engine: AsyncEngine) -> None:
    await claim(engine, Event("Ev1", "T1", "C1", "1.1", "what was asked"), "a", NOON)
    await contexts.note(engine, [THREAD], "request", NOON + 60)

    everything = {"inbox": 1, "thread_context": 1}
    await purge(engine, NOON + 59)
    assert await count(engine) == everything
    await purge(engine, NOON + 60)
    assert await count(engine) == {"inbox": 1}
    await purge(engine, NOON + SECONDS_TO_ANSWER - 1)
    assert [row.payload for row in await execute(engine, select(inbox))] == ["what was asked"]
    await purge(engine, NOON + SECONDS_TO_ANSWER)
    assert [row.payload for row in await execute(engine, select(inbox))] == [None]
    await purge(engine, NOON + SECONDS_KNOWN - 1)
    assert await count(engine) == {"inbox": 1}
    await purge(engine, NOON + SECONDS_KNOWN)
    assert await count(engine) == {}


@pytest.mark.parametrize("text", ["'; DROP TABLE inbox; --", "\u0130\U0001f1f9\U0001f1f7 %s :x {}", "\ud83d ok"[1:]])
async def test_stores_text_unchanged(engine: AsyncEngine, text: str) -> None:
    await contexts.note(engine, [(text, text)], text, NOON + 1)

    assert await contexts.recall(engine, (text, text), NOON) == text
