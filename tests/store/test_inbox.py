import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store import Event, Taken
from bot.store.inbox import (
    MAX_ATTEMPTS,
    SECONDS_LEASED,
    SECONDS_TO_ANSWER,
    claim,
    enter,
    find_age,
    find_reply,
    mark_done,
    mark_posting,
    release,
    renew,
    take_over,
)
from bot.store.running import execute
from bot.store.tables import inbox

EVENT = Event("Ev1", "T1", "C1", "1.1", '{"text": "zenda"}')
NOON = 1_800_000_000.0
EXPIRED = NOON + SECONDS_LEASED


def numbered(number: int) -> Event:
    return Event(f"Ev{number}", "T1", "C1", f"{number}.1", "{}")


async def test_claims_an_event_once(engine: AsyncEngine) -> None:
    assert await claim(engine, EVENT, "a", NOON)
    assert not await claim(engine, EVENT, "b", NOON)
    assert not await claim(engine, EVENT, "a", NOON)


async def test_one_of_many_concurrent_claims_wins(engine: AsyncEngine) -> None:
    events = [numbered(number % 10) for number in range(100)]
    won = await asyncio.gather(*(claim(engine, event, f"p{n % 3}", NOON) for n, event in enumerate(events)))

    assert sum(won) == 10


async def test_takes_over_events_of_a_killed_process(engine: AsyncEngine) -> None:
    await claim(engine, EVENT, "a", NOON)

    assert await take_over(engine, "b", EXPIRED - 1) == []
    assert await take_over(engine, "b", EXPIRED) == [Taken(EVENT, may_be_answered=False)]
    assert await take_over(engine, "c", EXPIRED) == [], "it is the other's now"


async def test_marks_possible_second_answer(engine: AsyncEngine) -> None:
    await claim(engine, EVENT, "a", NOON)
    assert await mark_posting(engine, EVENT.event_id, "a", NOON)

    assert await take_over(engine, "b", EXPIRED) == [Taken(EVENT, may_be_answered=True)]


async def test_late_process_does_not_post(engine: AsyncEngine) -> None:
    await claim(engine, EVENT, "a", NOON)
    await take_over(engine, "b", EXPIRED)

    assert not await mark_posting(engine, EVENT.event_id, "a", EXPIRED)
    await mark_done(engine, EVENT.event_id, "a")
    assert await mark_posting(engine, EVENT.event_id, "b", EXPIRED), "it was not the first one's to end"


async def test_keeps_only_the_id_of_an_answered_event(engine: AsyncEngine) -> None:
    await claim(engine, EVENT, "a", NOON)
    await mark_posting(engine, EVENT.event_id, "a", NOON)
    await mark_done(engine, EVENT.event_id, "a")

    assert await take_over(engine, "b", EXPIRED) == []
    assert not await claim(engine, EVENT, "b", EXPIRED)
    assert [row.payload for row in await execute(engine, select(inbox))] == [None]


async def test_keeps_renewed_claims(engine: AsyncEngine) -> None:
    await claim(engine, EVENT, "a", NOON)
    await claim(engine, numbered(2), "b", NOON)
    await renew(engine, "a", EXPIRED - 1, [EVENT.event_id, numbered(2).event_id])

    assert [taken.event for taken in await take_over(engine, "c", EXPIRED)] == [numbered(2)]


async def test_releases_claims_unknown_to_their_process(engine: AsyncEngine) -> None:
    await claim(engine, EVENT, "a", NOON)
    await renew(engine, "a", EXPIRED - 1, [])

    assert [taken.event for taken in await take_over(engine, "c", EXPIRED)] == [EVENT]


async def test_enters_event_whose_claim_was_not_confirmed(engine: AsyncEngine) -> None:
    await claim(engine, EVENT, "a", NOON)
    await enter(engine, EVENT, "b", NOON, "8.8")
    assert await find_reply(engine, "C1", "1.1") is None, "it is another's"
    await enter(engine, EVENT, "a", NOON, "9.9")

    assert await find_reply(engine, "C1", "1.1") == "9.9"
    assert await take_over(engine, "c", EXPIRED) == []


async def test_takes_over_released_events_at_once(engine: AsyncEngine) -> None:
    await claim(engine, EVENT, "a", NOON)
    await claim(engine, numbered(2), "b", NOON)
    await release(engine, "a", NOON)

    assert [taken.event for taken in await take_over(engine, "c", NOON)] == [EVENT]


async def test_gives_up_on_an_event_that_ends_processes(engine: AsyncEngine) -> None:
    await claim(engine, EVENT, "p0", NOON)
    times = [NOON + (attempt + 1) * SECONDS_LEASED for attempt in range(MAX_ATTEMPTS)]
    taken = [await take_over(engine, f"p{number}", time) for number, time in enumerate(times, 1)]

    assert [len(events) for events in taken] == [1] * (MAX_ATTEMPTS - 1) + [0]


async def test_expires_events_asked_too_long_ago(engine: AsyncEngine) -> None:
    await claim(engine, EVENT, "a", NOON)
    await renew(engine, "a", NOON + SECONDS_TO_ANSWER, [EVENT.event_id])

    assert await take_over(engine, "b", NOON + SECONDS_TO_ANSWER) == []


async def test_no_two_processes_take_over_one_event(engine: AsyncEngine) -> None:
    for number in range(20):
        await claim(engine, numbered(number), "a", NOON + number / 100)
    first = await take_over(engine, "b", EXPIRED + 1, most=3)
    rest = await asyncio.gather(*(take_over(engine, holder, EXPIRED + 1, most=10) for holder in "cdef"))

    assert {taken.event.event_id for taken in first} == {"Ev0", "Ev1", "Ev2"}, "the oldest first"
    ids = [taken.event.event_id for events in rest for taken in events]
    assert len(ids) == len(set(ids))
    left = await take_over(engine, "g", EXPIRED + 1, most=100)
    assert len(first) + len(ids) + len(left) == 20


async def test_returns_age_of_the_oldest_event(engine: AsyncEngine) -> None:
    assert await find_age(engine, NOON) == 0

    for number in range(3):
        await claim(engine, numbered(number), "a", NOON + number)
    assert await find_age(engine, NOON + 5) == 5
    await mark_done(engine, "Ev0", "a")
    assert await find_age(engine, NOON + 5) == 4
    assert await find_age(engine, NOON + 2 + SECONDS_TO_ANSWER) == 0, "nobody answers what is older"
    assert await find_age(engine, NOON) == 0, "another machine's clock may be ahead"
