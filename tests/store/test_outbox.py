"""Queued messages, each sent once by any process, in each store."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.watching import QueuedMessage
from bot.store import Loop, Store
from bot.store.outbox import SECONDS_TO_SEND
from bot.store.running import execute
from bot.store.tables import outbox
from tests.clocks import NOON, Clock

PAYLOAD = '{"team":"T1","user":"U1"}'


@pytest.fixture
def loop(store: Store) -> Loop:
    return Loop(store)


@pytest.fixture
async def other(address: str, clock: Clock, store: Store) -> AsyncIterator[Loop]:
    """Return another process on the same store."""
    another = Store(address, clock=clock)
    await another.open()
    yield Loop(another)
    await another.close()


async def take(loop: Loop) -> QueuedMessage:
    (taken,) = await loop.take_queued(30)
    return taken


async def row_of(engine: AsyncEngine) -> Any:
    (row,) = await execute(engine, select(outbox))
    return row


async def test_sends_each_key_once(loop: Loop) -> None:
    assert await loop.enqueue("digest:1", "digest", PAYLOAD)
    assert not await loop.enqueue("digest:1", "digest", "{}")
    assert await loop.enqueue("digest:2", "digest", PAYLOAD)
    assert sum(await asyncio.gather(*(loop.enqueue("digest:3", "digest", "{}") for _ in range(20)))) == 1

    taken = await loop.take_queued(30)
    assert [(queued.key, queued.payload) for queued in taken] == [
        ("digest:1", PAYLOAD),
        ("digest:2", PAYLOAD),
        ("digest:3", "{}"),
    ]


async def test_takes_each_message_once(loop: Loop, other: Loop, engine: AsyncEngine) -> None:
    await loop.enqueue("told:1", "told", PAYLOAD)
    taken = await take(loop)
    assert taken == QueuedMessage(taken.id, "told:1", "told", PAYLOAD, NOON, attempts=1)
    assert await other.take_queued(30) == ()
    assert not await other.mark_sending(taken.id)
    assert await loop.mark_sending(taken.id)
    await loop.mark_sent(taken.id)

    assert await loop.take_queued(30) == ()
    assert not await loop.mark_sending(taken.id)
    row = await row_of(engine)
    assert (row.state, row.payload, row.team, row.user) == ("done", "{}", "", ""), "of what was sent the key is kept"
    assert not await loop.enqueue("told:1", "told", PAYLOAD)


async def test_waits_until_it_is_due(loop: Loop, clock: Clock) -> None:
    await loop.enqueue("second", "told", "{}", due=NOON + 20)
    await loop.enqueue("first", "told", "{}", due=NOON + 10)
    clock.now = NOON + 9
    assert await loop.take_queued(30) == ()

    clock.now = NOON + 10
    assert [queued.key for queued in await loop.take_queued(5)] == ["first"]
    clock.now = NOON + 20
    assert [queued.key for queued in await loop.take_queued(30, most=1)] == ["first"]
    assert [queued.key for queued in await loop.take_queued(30)] == ["second"]


async def test_two_processes_never_take_one(loop: Loop, other: Loop) -> None:
    for number in range(40):
        await loop.enqueue(f"told:{number}", "told", "{}")
    taken = await asyncio.gather(*(one.take_queued(30, most=5) for one in (loop, other) * 10))

    ids = [queued.id for some in taken for queued in some]
    assert len(ids) == len(set(ids)) == 40 - len(await loop.take_queued(30, most=40))


@pytest.mark.parametrize("is_marked", [False, True])
async def test_takes_over_messages_of_a_killed_process(loop: Loop, other: Loop, clock: Clock, is_marked: bool) -> None:
    await loop.enqueue("told:1", "told", PAYLOAD)
    left = await take(loop)
    seconds = 30.0
    if is_marked:
        assert await loop.mark_sending(left.id)
        seconds = SECONDS_TO_SEND
    clock.now = NOON + seconds - 1
    assert await other.take_queued(30) == ()

    clock.now += 1
    taken = await take(other)
    assert taken == QueuedMessage(left.id, "told:1", "told", PAYLOAD, NOON, attempts=2, may_be_sent=is_marked)
    assert not await loop.mark_sending(left.id), "it was only late"
    await loop.put_off(left.id, NOON, "late")
    await loop.give_up(left.id, "late")
    assert await other.mark_sending(left.id)


async def test_accepts_late_confirmation_of_sending(loop: Loop, other: Loop, clock: Clock) -> None:
    await loop.enqueue("told:1", "told", PAYLOAD)
    late = await take(loop)
    assert await loop.mark_sending(late.id)
    clock.now += SECONDS_TO_SEND
    taken = await take(other)
    await loop.mark_sent(late.id)

    assert not await other.mark_sending(taken.id)
    await other.put_off(taken.id, NOON, "why")
    clock.now += 3_600
    assert await other.take_queued(30) == ()


async def test_postponed_message_waits(loop: Loop, engine: AsyncEngine, clock: Clock) -> None:
    await loop.enqueue("told:1", "told", PAYLOAD)
    taken = await take(loop)
    assert await loop.mark_sending(taken.id)
    await loop.put_off(taken.id, NOON + 60, "ratelimited")
    assert (await row_of(engine)).error == "ratelimited"
    clock.now = NOON + 59
    assert await loop.take_queued(30) == ()

    clock.now = NOON + 60
    assert await take(loop) == QueuedMessage(taken.id, "told:1", "told", PAYLOAD, NOON + 60, attempts=2)


async def test_gives_up_on_unsendable_message(loop: Loop, engine: AsyncEngine, clock: Clock) -> None:
    await loop.enqueue("told:1", "told", PAYLOAD)
    taken = await take(loop)
    await loop.give_up(taken.id, "channel_not_found")
    clock.now += 3_600

    assert await loop.take_queued(30) == ()
    row = await row_of(engine)
    assert (row.state, row.error, row.payload, row.user) == ("given up", "channel_not_found", "{}", "")
