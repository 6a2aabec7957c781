"""Gaps and their followers, in each store."""

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.gaps import Follower, Gap, GapKind, GapState, Miss
from bot.store import Loop, Store, StoreDown
from bot.store.gaps import SECONDS_DECLINED
from bot.store.running import execute
from bot.store.tables import audit, gap_follower, outbox
from tests.clocks import NOON, Clock

ADA, BEN = "U1", "U2"
WHALES = Miss(
    team="T1", kind=GapKind.MISS, key="answer|zenda|whales", text="whales of Zenda", request="{}", partner="zenda"
)
WOLVES = replace(WHALES, key="answer|wolves", text="wolves", partner="")


@pytest.fixture
def loop(store: Store) -> Loop:
    return Loop(store)


async def only(loop: Loop, team: str = "T1") -> Gap:
    (found,) = await loop.list_gaps(team)
    return found


async def queued_messages(engine: AsyncEngine) -> list[Any]:
    return list(await execute(engine, select(outbox).order_by(outbox.c.id)))


async def test_equal_questions_are_one_gap(loop: Loop, clock: Clock) -> None:
    await loop.note_misses([WHALES])
    first = await only(loop)
    assert first == Gap(
        id=first.id, team="T1", kind=GapKind.MISS, key=WHALES.key, text="whales of Zenda", request="{}", partner="zenda",
        topic="", fact="", note="", link="", asks=1, first_at=NOON, last_at=NOON, state=GapState.OPEN,
    )  # fmt: skip
    assert await loop.find_gap("T1", first.id) == first

    clock.now += 60
    await loop.note_misses([replace(WHALES, text="Zenda's whales", asks=4)])
    assert await only(loop) == replace(first, asks=5, last_at=NOON + 60, version=2)


async def test_other_keys_kinds_and_workspaces_are_other_gaps(loop: Loop) -> None:
    others = [WHALES, WOLVES, replace(WHALES, kind=GapKind.FAULT), replace(WHALES, team="T2")]
    await loop.note_misses(others * 2)

    assert [gap.asks for gap in await loop.list_gaps("T1")] == [2, 2, 2]
    assert [gap.asks for gap in await loop.list_gaps("T2")] == [2]
    assert await loop.list_gaps("T3") == ()


async def test_counts_concurrent_misses(loop: Loop) -> None:
    orders = [[WHALES, WOLVES], [WOLVES, WHALES]]
    await asyncio.gather(*(loop.note_misses(orders[number % 2]) for number in range(20)))

    gaps = await loop.list_gaps("T1")
    assert [(gap.asks, gap.version) for gap in gaps] == [(20, 20)] * 2


async def test_accepts_no_misses(loop: Loop) -> None:
    await loop.note_misses([])

    assert await loop.list_open() == ()


async def test_keeps_the_first_words(loop: Loop) -> None:
    await loop.note_misses([replace(WHALES, text="", request="")])
    await loop.note_misses([WHALES])
    assert (await only(loop)).text == "whales of Zenda", "where only counts were kept before"

    await loop.request(replace(WHALES, text="other"), None)
    assert (await only(loop)).text == "whales of Zenda"


async def test_lists_gaps_by_count_and_age(loop: Loop, clock: Clock) -> None:
    for number, asks in enumerate((1, 3, 1)):
        clock.now = NOON + number
        await loop.note_misses([replace(WHALES, key=str(number), asks=asks)])
    clock.now += 1
    await loop.note_misses([replace(WHALES, team="T2", key="3")])

    assert [gap.key for gap in await loop.list_gaps("T1")] == ["1", "0", "2"]
    assert [gap.key for gap in await loop.list_gaps("T1", most=1)] == ["1"]
    assert [gap.key for gap in await loop.list_open()] == ["0", "1", "2", "3"], "of all workspaces"
    assert [gap.key for gap in await loop.list_open(most=2)] == ["0", "1"]


async def test_other_workspaces_find_nothing(loop: Loop) -> None:
    await loop.note_misses([WHALES])
    found = await only(loop)

    assert await loop.find_gap("T2", found.id) is None
    assert await loop.close_gap("T2", found.id, GapState.FILLED, BEN) is None
    for forged in ("", "0" * 16, "'; DROP TABLE gap; --", "\0", "\ud83d"):
        assert await loop.find_gap("T1", forged) is None
        assert await loop.close_gap("T1", forged, GapState.FILLED, BEN) is None
        assert await loop.followers_of(forged) == ()


async def test_finds_gaps_whose_message_is_outdated(loop: Loop, clock: Clock) -> None:
    await loop.note_misses([WHALES])
    clock.now += 1
    await loop.note_misses([WOLVES])
    first, second = await loop.find_unshown()
    assert (first.key, second.key) == (WHALES.key, WOLVES.key)
    assert await loop.find_unshown(most=1) == (first,)

    await loop.set_gap_message(first, "C1/1.1")
    assert await loop.find_gap("T1", first.id) == replace(first, message="C1/1.1", shown=1)
    assert await loop.find_unshown() == (second,)

    await loop.note_misses([WHALES])
    assert [gap.version - gap.shown for gap in await loop.find_unshown()] == [1, 1]


async def test_notifies_followers_when_a_gap_is_filled(loop: Loop, engine: AsyncEngine, clock: Clock) -> None:
    await loop.note_misses([WHALES])
    requested = await loop.request(
        replace(WHALES, note="for a talk", link="https://zenda.example/"), Follower("T1", ADA)
    )
    assert (requested.asks, requested.version) == (2, 2)
    assert (requested.note, requested.link) == ("for a talk", "https://zenda.example/")
    clock.now += 1
    await loop.request(WHALES, Follower("T1", ADA, "C1", "1.1"))
    clock.now += 1
    requested = await loop.request(WHALES, Follower("T1", BEN))
    assert (requested.asks, requested.note) == (4, "for a talk"), "what is not given replaces nothing"
    assert await loop.followers_of(requested.id) == (Follower("T1", ADA, "C1", "1.1"), Follower("T1", BEN))

    clock.now += 60
    closed = await loop.close_gap("T1", requested.id, GapState.FILLED, BEN)
    assert closed == replace(requested, state=GapState.FILLED, version=5, closed_at=clock.now)
    assert await loop.followers_of(requested.id) == ()
    rows = await queued_messages(engine)
    assert [(row.kind, row.due, row.team, row.user) for row in rows] == [
        ("told", clock.now, "T1", user) for user in (ADA, BEN)
    ]
    assert json.loads(rows[0].payload) == {
        "team": "T1",
        "user": ADA,
        "channel": "C1",
        "thread": "1.1",
        "gap": closed.id,
    }
    assert [
        (row.act, row.actor, row.target, row.before, row.after) for row in await execute(engine, select(audit))
    ] == [("close gap", BEN, closed.id, "open", "filled")]
    assert await loop.find_unshown() == (closed,)


async def test_records_no_act_if_no_gap_is_closed(loop: Loop, engine: AsyncEngine) -> None:
    requested = await loop.request(WHALES, None)

    assert await loop.close_gap("T1", requested.id, GapState.FILLED, "")
    assert await execute(engine, select(audit)) == []


async def test_closes_gap_once_of_many_tries(loop: Loop, engine: AsyncEngine) -> None:
    requested = await loop.request(WHALES, Follower("T1", ADA))
    states = (GapState.FILLED, GapState.DECLINED)
    closed = await asyncio.gather(
        *(loop.close_gap("T1", requested.id, states[number % 2], f"U{number}", str(number)) for number in range(20))
    )

    (winner,) = filter(None, closed)
    assert await loop.find_gap("T1", requested.id) == winner
    assert len(await queued_messages(engine)) == len(await execute(engine, select(audit))) == 1


async def test_concurrent_requests_follow_one_gap(loop: Loop) -> None:
    requested = await asyncio.gather(*(loop.request(WHALES, Follower("T1", f"U{number}")) for number in range(20)))

    assert len({gap.id for gap in requested}) == 1
    assert (await only(loop)).asks == 20
    assert len(await loop.followers_of(requested[0].id)) == 20


async def test_failed_close_leaves_nothing(loop: Loop, engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    requested = await loop.request(WHALES, Follower("T1", ADA))

    async def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("bot.store.gaps.add_queued", fail)
    with pytest.raises(StoreDown):
        await loop.close_gap("T1", requested.id, GapState.FILLED, BEN)
    assert await loop.find_gap("T1", requested.id) == requested
    assert await loop.followers_of(requested.id) == (Follower("T1", ADA),)
    assert await execute(engine, select(audit)) == []


async def test_question_after_a_filled_gap_is_a_new_gap(loop: Loop) -> None:
    filled = await loop.request(WHALES, None)
    await loop.close_gap("T1", filled.id, GapState.FILLED, BEN)
    await loop.note_misses([WHALES])

    again = await only(loop)
    assert again.id != filled.id
    assert (again.asks, again.version) == (1, 1)
    assert (await loop.request(WHALES, None)).id == again.id


async def test_counts_declined_questions_without_reopening_them(loop: Loop, clock: Clock) -> None:
    await loop.note_misses([WHALES])
    declined = await loop.close_gap("T1", (await only(loop)).id, GapState.DECLINED, BEN, "not our subject")
    assert declined
    await loop.set_gap_message(declined, "C1/1.1")
    clock.now = NOON + SECONDS_DECLINED - 1
    await loop.note_misses([replace(WHALES, asks=2)])
    assert await loop.list_gaps("T1") == ()
    assert await loop.find_unshown() == ()
    kept = await loop.find_gap("T1", declined.id)
    assert kept == replace(declined, asks=3, last_at=clock.now, message="C1/1.1", shown=2)

    clock.now += 1
    await loop.note_misses([WHALES])
    assert (await only(loop)).id != declined.id, "after a month it is asked anew"
    assert await loop.find_gap("T1", declined.id) == kept


async def test_request_reopens_declined_gap(loop: Loop, engine: AsyncEngine, clock: Clock) -> None:
    first = await loop.request(WHALES, Follower("T1", ADA))
    declined = await loop.close_gap("T1", first.id, GapState.DECLINED, BEN, "not our subject")
    assert declined
    clock.now += 60
    opened = await loop.request(replace(WHALES, link="https://zenda.example/"), Follower("T1", ADA))

    assert opened == replace(first, asks=2, last_at=clock.now, version=3, link="https://zenda.example/")
    assert await only(loop) == opened
    assert await loop.followers_of(first.id) == (Follower("T1", ADA),)
    await loop.close_gap("T1", first.id, GapState.FILLED, BEN)
    assert len({row.key for row in await queued_messages(engine)}) == 2, (
        "one notice that it is declined, one that it is filled"
    )


async def test_concurrent_requests_reopen_declined_gap_once(loop: Loop) -> None:
    first = await loop.request(WHALES, None)
    await loop.close_gap("T1", first.id, GapState.DECLINED, BEN)
    calls = [loop.request(WHALES, None) if number % 2 else loop.note_misses([WHALES]) for number in range(20)]
    await asyncio.gather(*calls)

    assert await only(loop) == await loop.find_gap("T1", first.id)
    assert (await only(loop)).asks == 21


async def test_follower_during_the_closing_is_notified_or_waits(loop: Loop, engine: AsyncEngine) -> None:
    first = await loop.request(WHALES, None)
    await asyncio.gather(
        *(loop.request(WHALES, Follower("T1", f"U{number}")) for number in range(10)),
        loop.close_gap("T1", first.id, GapState.FILLED, BEN),
        *(loop.request(WHALES, Follower("T1", f"U{number}")) for number in range(10, 20)),
    )

    notified = {row.user for row in await queued_messages(engine)}
    waiting = {row.user for row in await execute(engine, select(gap_follower).where(gap_follower.c.notified_at == 0))}
    assert notified.isdisjoint(waiting)
    assert notified | waiting == {f"U{number}" for number in range(20)}


async def test_fails_at_once_while_store_is_down(address: str) -> None:
    with pytest.raises(StoreDown, match="not open yet"):
        await Loop(Store(address)).note_misses([WHALES])
