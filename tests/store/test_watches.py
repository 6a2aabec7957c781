"""Watches, and the changes since their last notices, in each store."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.watching import ChangeKind, FactChange, Pace, Watch
from bot.store import Loop, Store
from bot.store.running import execute
from bot.store.tables import audit, fact_version, outbox
from tests.clocks import NOON, Clock

ZENDA = Watch("T1", "U1", "zenda", "", Pace.WEEKLY, NOON, NOON)
ENERGY = replace(ZENDA, partner="", topic="energy")
OTHERS = (replace(ZENDA, user="U2"), replace(ZENDA, team="T2"))


@pytest.fixture
def loop(store: Store) -> Loop:
    return Loop(store)


async def test_watch_lasts_until_it_is_ended(loop: Loop) -> None:
    for one in (ENERGY, ZENDA, *OTHERS):
        await loop.watch(one)
    assert await loop.list_watches("T1", "U1") == (ZENDA, ENERGY), "partners come first"
    assert await loop.list_all_watches() == (ZENDA, ENERGY, *OTHERS)

    assert await loop.unwatch("T1", "U1", "zenda", "")
    assert not await loop.unwatch("T1", "U1", "zenda", "")
    assert not await loop.unwatch("T1", "U1", "", "\0\ud83d")
    assert await loop.list_all_watches() == (ENERGY, *OTHERS)


async def test_watching_again_changes_only_the_pace(loop: Loop) -> None:
    await loop.watch(ZENDA)
    await asyncio.gather(
        *(loop.watch(replace(ZENDA, pace=Pace.AT_ONCE, since=NOON + 1, notified_until=0.0)) for _ in range(20))
    )

    assert await loop.list_all_watches() == (replace(ZENDA, pace=Pace.AT_ONCE),)


async def test_notifies_watchers_once(loop: Loop, engine: AsyncEngine, clock: Clock) -> None:
    for one in (ZENDA, ENERGY, *OTHERS):
        await loop.watch(one)
    clock.now += 60
    enqueued = await asyncio.gather(
        *(
            loop.enqueue_for_watches([ZENDA, ENERGY], NOON + 50, "watch:1", '{"team":"T1","user":"U1"}', "watch")
            for _ in range(20)
        )
    )

    assert sum(enqueued) == 1
    (row,) = await execute(engine, select(outbox))
    assert (row.key, row.kind, row.due, row.team, row.user) == ("watch:1", "watch", clock.now, "T1", "U1")
    mine = (replace(ZENDA, notified_until=NOON + 50), replace(ENERGY, notified_until=NOON + 50))
    assert await loop.list_all_watches() == (*mine, *OTHERS)
    await loop.enqueue_for_watches([ZENDA], NOON + 40, "watch:0", "{}", "watch")
    assert await loop.list_all_watches() == (*mine, *OTHERS), "an earlier time does not replace a later one"
    await loop.enqueue_for_watches([], NOON + 40, "watch:2", "{}", "watch")


async def test_first_facts_are_no_changes(loop: Loop) -> None:
    assert await loop.note_versions({"fact-1": "a", "fact-2": "b"}) == ()
    assert await loop.note_versions({"fact-1": "a", "fact-2": "b"}) == ()
    assert await loop.list_changes_since(0.0) == ()


async def test_notes_new_changed_and_removed_facts(loop: Loop, clock: Clock) -> None:
    await loop.note_versions({"fact-1": "a", "fact-2": "b", "fact-3": "c"})
    clock.now = NOON + 10
    first = tuple(FactChange(fact, ChangeKind(kind), clock.now) for fact, kind in (
        ("fact-1", "changed"), ("fact-2", "removed"), ("fact-4", "new"),
    ))  # fmt: skip
    assert await loop.note_versions({"fact-4": "d", "fact-3": "c", "fact-1": "A"}) == first
    assert await loop.list_changes_since(NOON) == first
    assert await loop.list_changes_since(NOON + 10) == ()

    clock.now = NOON + 20
    back = FactChange("fact-2", ChangeKind.NEW, clock.now)
    assert await loop.note_versions({"fact-4": "d", "fact-3": "c", "fact-1": "A", "fact-2": "b"}) == (back,)
    assert await loop.list_changes_since(NOON) == (first[0], first[2], back)
    clock.now = NOON + 30
    gone = await loop.note_versions({})
    assert [(one.fact, one.kind) for one in gone] == [(f"fact-{number}", "removed") for number in range(1, 5)]
    assert await loop.note_versions({}) == ()


async def test_each_change_is_noted_by_one_process(loop: Loop) -> None:
    await loop.note_versions({"fact-1": "a"})
    noted = await asyncio.gather(*(loop.note_versions({"fact-1": "b", "fact-2": "c"}) for _ in range(20)))

    assert len([one for one in noted if one]) == 1


async def test_processes_that_start_together_note_no_changes(loop: Loop) -> None:
    assert await asyncio.gather(*(loop.note_versions({"fact-1": "a"}) for _ in range(20))) == [()] * 20


async def test_writes_only_changed_facts(loop: Loop, engine: AsyncEngine, clock: Clock) -> None:
    hashes = {f"fact-{number}": "a" for number in range(10_000)}
    await loop.note_versions(hashes)
    clock.now += 1
    (change,) = await loop.note_versions(hashes | {"fact-7": "b"})

    assert change == FactChange("fact-7", ChangeKind.CHANGED, NOON + 1)
    statement = select(func.count()).where(fact_version.c.at == NOON)
    assert (await execute(engine, statement))[0][0] == 9_999


async def test_snooze_suppresses_reminders_until_its_end(loop: Loop, engine: AsyncEngine, clock: Clock) -> None:
    await loop.snooze("T1", "fact-1", NOON + 5, "U1")
    await loop.snooze("T1", "fact-1", NOON + 10, "U2")
    await loop.snooze("T1", "fact-2", NOON + 5, "U2")
    assert await loop.list_snoozed("T1") == {"fact-1", "fact-2"}
    assert await loop.list_snoozed("T2") == frozenset()

    clock.now = NOON + 5
    assert await loop.list_snoozed("T1") == {"fact-1"}
    clock.now = NOON + 10
    assert await loop.list_snoozed("T1") == frozenset()
    rows = await execute(engine, select(audit).order_by(audit.c.id))
    assert [(row.actor, row.act, row.target) for row in rows] == [
        ("U1", "snooze", "fact-1"),
        ("U2", "snooze", "fact-1"),
        ("U2", "snooze", "fact-2"),
    ]
