"""Votes, counts, reports and personal rows, in each store."""

import asyncio
from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.feedback import Fault, Feedback, Vote
from bot.domain.gaps import Follower, GapKind, GapState, Miss
from bot.domain.proposals import Member, Role
from bot.domain.watching import Pace, PersonalRows, Report, Usage, Watch
from bot.store import Curation, Loop, Store, purging
from bot.store.running import execute
from bot.store.tables import feedback, feedback_count, metadata, outbox
from tests.clocks import DAY, NOON, Clock

# From noon of the tests, which is eight o'clock, to the next day.
TO_MIDNIGHT = 16 * 3_600.0

DOWN = Feedback(team="T1", voter="v1", answer="a1", vote=Vote.DOWN, facts=("fact-1", "fact-2"), fault=Fault.WRONG, note="1993", revision="r1", at=NOON)  # fmt: skip
WHALES = Miss(team="T1", kind=GapKind.MISS, key="whales", text="whales of Zenda")
NOTHING = Report(since="2027-01-15", questions={}, votes={}, faults={}, gaps=(), opened=0, filled=0, declined=0, seconds_to_fill=0.0, shown={})  # fmt: skip


@pytest.fixture
def loop(store: Store) -> Loop:
    return Loop(store)


async def test_last_vote_counts(loop: Loop, engine: AsyncEngine) -> None:
    await loop.vote(DOWN)
    (row,) = await execute(engine, select(feedback))
    assert tuple(row) == ("T1", "v1", "a1", "down", "fact-1,fact-2", "wrong", "1993", "r1", NOON)

    await loop.vote(replace(DOWN, vote=Vote.UP, fault=None, note="", at=NOON + 1))
    (row,) = await execute(engine, select(feedback))
    assert (row.vote, row.fault, row.note, row.at) == ("up", "", "", NOON + 1)


async def test_counts_votes_by_reader_and_answer(loop: Loop) -> None:
    for other in (DOWN, replace(DOWN, voter="v2"), replace(DOWN, answer="a2", fault=None), replace(DOWN, team="T2")):
        await loop.vote(other)
    report = await loop.report("T1", NOON)

    assert (report.votes, report.faults) == ({"down": 3}, {"wrong": 2})


async def test_concurrent_votes_of_one_reader_count_once(loop: Loop) -> None:
    votes = [Vote.UP, Vote.DOWN]
    await asyncio.gather(*(loop.vote(replace(DOWN, vote=votes[number % 2])) for number in range(20)))

    assert sum((await loop.report("T1", NOON)).votes.values()) == 1


async def test_reduces_old_votes_to_counts(loop: Loop, store: Store, engine: AsyncEngine, clock: Clock) -> None:
    await loop.vote(DOWN)
    await loop.vote(replace(DOWN, voter="v2"))
    await loop.vote(replace(DOWN, voter="v3", vote=Vote.UP, fault=None, at=NOON + DAY))
    clock.now = NOON + purging.SECONDS_OF_FEEDBACK - 1
    await store.purge()
    assert await execute(engine, select(feedback_count)) == []

    clock.now += 1
    before = await loop.report("T1", NOON)
    await asyncio.gather(*(store.purge() for _ in range(5)))
    assert [tuple(row) for row in await execute(engine, select(feedback_count))] == [
        ("T1", "2027-01-15", "down", "wrong", 2)
    ]
    assert [row.voter for row in await execute(engine, select(feedback))] == ["v3"]
    assert await loop.report("T1", NOON) == before
    assert before.votes == {"down": 2, "up": 1}

    await loop.vote(replace(DOWN, voter="v4"))
    await store.purge()
    assert [tuple(row)[-1] for row in await execute(engine, select(feedback_count))] == [3]
    clock.now = NOON + purging.SECONDS_OF_COUNTS + TO_MIDNIGHT
    await store.purge()
    assert [row.vote for row in await execute(engine, select(feedback_count))] == ["up"], "of the day after"


async def test_adds_counts_of_many_processes(loop: Loop) -> None:
    usages = [
        Usage(team=team, day="2027-01-15", questions={("answer", "command"): 2, ("none", "mention"): 1}, facts={"b": 1, "a": 2})
        for team in ("T1", "T2")
    ]  # fmt: skip
    await asyncio.gather(*(loop.note_usage(usages[:: (-1) ** number]) for number in range(20)))
    await loop.note_usage([])
    await loop.note_usage([replace(usages[0], day="2027-01-14"), *usages[:1] * 2])

    report = await loop.report("T1", NOON)
    assert report.questions == {("answer", "command"): 44, ("none", "mention"): 22}
    assert report.shown == {"a": 46, "b": 23}
    assert (await loop.report("", NOON)).questions == {("answer", "command"): 84, ("none", "mention"): 42}
    assert (await loop.report("T1", NOON - DAY)).questions == {("answer", "command"): 46, ("none", "mention"): 23}
    assert await loop.report("T1", NOON + DAY) == replace(NOTHING, since="2027-01-16")


async def test_late_counts_of_earlier_days_add_up(loop: Loop) -> None:
    for day in ("2027-01-16", "2027-01-15"):
        await loop.note_usage([Usage(team="T1", day=day, questions={}, facts={"a": 1})])

    assert (await loop.report("T1", NOON + DAY)).shown == {"a": 2}


async def test_reports_gaps_and_how_fast_they_were_filled(loop: Loop, clock: Clock) -> None:
    for number, (asks, state, seconds) in enumerate(
        [(1, GapState.FILLED, 10), (1, GapState.FILLED, 30), (1, GapState.FILLED, 80), (9, GapState.DECLINED, 5), (2, None, 0), (3, None, 0)]
    ):  # fmt: skip
        clock.now = NOON
        gap = await loop.request(replace(WHALES, key=str(number), text=str(number), asks=asks), None)
        if state is not None:
            clock.now = NOON + seconds
            await loop.close_gap("T1", gap.id, state, "U1")
    await loop.request(replace(WHALES, team="T2"), None)

    expected = replace(
        NOTHING, gaps=(("5", 3, NOON), ("4", 2, NOON)), opened=6, filled=3, declined=1, seconds_to_fill=30.0
    )
    assert await loop.report("T1", NOON) == expected
    assert (await loop.report("", NOON)).opened == 7
    later = await loop.report("T1", NOON + 20)
    assert (later.opened, later.filled, later.declined, later.seconds_to_fill) == (0, 2, 0, 55.0)
    assert later.gaps == expected.gaps, "what is open is open, whenever it was opened"


async def test_lists_and_deletes_personal_rows(loop: Loop, store: Store, engine: AsyncEngine) -> None:
    await Curation(store).set_role(Member("T1", "U1", Role.CURATOR), "U2")
    watch = Watch("T1", "U1", "zenda", "", Pace.WEEKLY, NOON, NOON)
    for team, user, voter in (("T1", "U1", "v1"), ("T1", "U2", "v2"), ("T2", "U1", "v3")):
        await loop.request(replace(WHALES, team=team), Follower(team, user))
        told = await loop.request(replace(WHALES, team=team, key="told", text="told"), Follower(team, user))
        await loop.close_gap(team, told.id, GapState.FILLED, "")
        await loop.watch(replace(watch, team=team, user=user))
        await loop.vote(replace(DOWN, team=team, voter=voter))
        await loop.set_opted_out(team, user, True)
    await loop.enqueue("digest", "digest", "{}")
    first = PersonalRows(followed=("whales of Zenda",), watches=(watch,), votes=1, role="curator", is_left_out=True)
    assert await loop.list_personal("T1", "U1", "v1") == first
    second = replace(first, watches=(replace(watch, user="U2"),), role="")
    assert await loop.list_personal("T1", "U2", "v2") == second

    await loop.delete_personal("T1", "U1", "v1")
    left = PersonalRows(followed=(), watches=(), votes=0, role="curator", is_left_out=True)
    assert await loop.list_personal("T1", "U1", "v1") == left
    assert await loop.list_personal("T1", "U2", "v2") == second
    rows = await execute(engine, select(outbox).order_by(outbox.c.team, outbox.c.user))
    assert [(row.team, row.user) for row in rows] == [("", ""), ("T1", "U2"), ("T2", "U1")]
    assert (await loop.list_personal("T1", "U9", "v9")) == PersonalRows(
        followed=(), watches=(), votes=0, role="", is_left_out=False
    )


async def test_keeps_message_that_is_being_sent(loop: Loop, engine: AsyncEngine) -> None:
    await loop.enqueue("told:1", "told", '{"team":"T1","user":"U1"}')
    (taken,) = await loop.take_queued(30)
    assert await loop.mark_sending(taken.id)
    await loop.delete_personal("T1", "U1", "v1")

    assert len(await execute(engine, select(outbox))) == 1


async def test_opting_out_can_be_undone(loop: Loop) -> None:
    await asyncio.gather(*(loop.set_opted_out("T1", "U1", True) for _ in range(10)))
    await loop.set_opted_out("T2", "U1", True)
    await loop.set_opted_out("T2", "U2", False)
    assert await loop.list_opted_out() == {("T1", "U1"), ("T2", "U1")}

    await loop.set_opted_out("T1", "U1", False)
    assert await loop.list_opted_out() == {("T2", "U1")}


async def test_purges_each_kind_of_row_in_time(loop: Loop, store: Store, engine: AsyncEngine, clock: Clock) -> None:
    async def left() -> set[str]:
        counts = Counter[str]()
        for table in metadata.sorted_tables:
            counts[table.name] = (await execute(engine, select(func.count()).select_from(table)))[0][0]
        return set(+counts)

    follower = Follower("T1", "U1")
    requested = await loop.request(WHALES, follower)
    await loop.close_gap("T1", (await loop.request(replace(WHALES, key="told"), follower)).id, GapState.FILLED, "U1")
    (sent,) = await loop.take_queued(30)
    await loop.mark_sent(sent.id)
    await loop.enqueue("later", "digest", "{}", due=NOON + 1_000 * DAY)
    await loop.vote(DOWN)
    await loop.watch(Watch("T1", "U1", "zenda", "", Pace.WEEKLY, NOON, NOON))
    await loop.snooze("T1", "fact-1", NOON + 2 * DAY, "U1")
    await loop.set_opted_out("T1", "U1", True)
    await loop.note_versions({"fact-1": "a"})
    await loop.note_usage(
        [Usage(team="T1", day="2027-01-15", questions={("answer", "command"): 1}, facts={"fact-1": 1})]
    )
    await store.purge()
    assert await loop.followers_of(requested.id) == (follower,), "they wait"
    kept = {"watch", "opt_out", "fact_version", "outbox"}
    ends = [
        (purging.SECONDS_OF_SENT, {"snooze"}),
        (purging.SECONDS_OF_FEEDBACK, {"feedback"}),
        (purging.SECONDS_TO_FOLLOW, {"gap_follower"}),
        (purging.SECONDS_OF_GAPS, {"gap"}),
        (purging.SECONDS_OF_COUNTS + TO_MIDNIGHT, {"usage_count", "fact_count", "feedback_count"}),
        (purging.SECONDS_OF_ACTS, {"audit"}),
    ]
    for number, (seconds, names) in enumerate(ends):
        clock.now = NOON + seconds - 1
        await store.purge()
        counted = {"feedback_count"} if number in (2, 3, 4) else set()
        still = {name for _, others in ends[number:] for name in others} - {"feedback_count"} | counted
        assert await left() - {"snooze"} == (kept | still) - {"snooze"}, seconds
        clock.now += 1
        await store.purge()
        assert not names & await left()
    assert [row.key for row in await execute(engine, select(outbox))] == ["later"]
    assert await left() == kept


async def test_keeps_gap_while_it_is_asked_for(loop: Loop, store: Store, clock: Clock) -> None:
    await loop.note_misses([WHALES])
    (gap,) = await loop.list_gaps("T1")
    clock.now = NOON + purging.SECONDS_OF_GAPS - 1
    await loop.note_misses([WHALES])
    clock.now += purging.SECONDS_OF_GAPS - 1
    await store.purge()
    assert await loop.find_gap("T1", gap.id)

    clock.now += 1
    await store.purge()
    assert await loop.find_gap("T1", gap.id) is None


async def test_remembers_sent_messages_for_a_week(loop: Loop, store: Store, clock: Clock) -> None:
    await loop.enqueue("told:1", "told", "{}")
    (taken,) = await loop.take_queued(30)
    await loop.mark_sent(taken.id)
    clock.now = NOON + purging.SECONDS_OF_SENT - 1
    await store.purge()
    assert not await loop.enqueue("told:1", "told", "{}")

    clock.now += 1
    await store.purge()
    assert await loop.enqueue("told:1", "told", "{}")
