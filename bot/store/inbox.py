"""The inbox: each event of Slack is answered by one process, and by another where that was killed.

An event is claimed before Slack gets its response, marked before its answer is posted, and marked again after. A
process that takes over an event in between cannot know whether the answer was posted, so its own answer says so.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, Update, func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.running import change, execute
from bot.store.statements import insert
from bot.store.tables import inbox
from bot.store.values import Event, Taken

# A live process renews its claims, so that those of a killed one are soon taken over.
SECONDS_LEASED = 15.0
# A user who waits longer for an answer asks again.
SECONDS_TO_ANSWER = 600.0
# Slack repeats an event for an hour, or for a day where the app has delayed deliveries.
SECONDS_KNOWN = 25 * 3_600.0
# An event that kills process after process is given up.
MAX_ATTEMPTS = 3

# SQLite takes 32,766 values in a statement.
_AT_ONCE = 10_000

_CLAIMED, _POSTING, _DONE = "claimed", "posting", "done"


async def claim(engine: AsyncEngine, event: Event, holder: str, now: float) -> bool:
    """Claim an event for a process; return False where any process claimed it before."""
    row = _to_row(event, holder, now) | {"state": _CLAIMED, "payload": event.payload}
    return await change(engine, insert(engine, inbox).values(row).on_conflict_do_nothing()) > 0


async def enter(engine: AsyncEngine, event: Event, holder: str, now: float, reply: str | None) -> None:
    """Enter an event that a process is answering without a claim, or has answered, unless another has claimed it.

    The process may hold the claim without having had the confirmation.
    """
    done = {"state": _DONE, "payload": None, "reply": reply}
    entered = insert(engine, inbox).values(_to_row(event, holder, now) | done)
    await change(
        engine,
        entered.on_conflict_do_update(index_elements=[inbox.c.event_id], set_=done, where=inbox.c.holder == holder),
    )


def _to_row(event: Event, holder: str, now: float) -> dict[str, Any]:
    return {
        "event_id": event.event_id,
        "team": event.team,
        "channel": event.channel,
        "ts": event.ts,
        "holder": holder,
        "lease_until": now + SECONDS_LEASED,
        "attempts": 1,
        "at": now,
    }


async def mark_posting(engine: AsyncEngine, event_id: str, holder: str, now: float) -> bool:
    """Mark that an event's answer is about to be posted; return False where another process took the event over."""
    statement = (
        update(inbox)
        .where(inbox.c.event_id == event_id, inbox.c.holder == holder, inbox.c.state != _DONE)
        .values(state=_POSTING, lease_until=now + SECONDS_LEASED)
    )
    return await change(engine, statement) > 0


async def mark_done(engine: AsyncEngine, event_id: str, holder: str, reply: str | None = None) -> None:
    """Mark that an event has its answer, with this `ts`, or is to have none; delete its words."""
    done = update(inbox).where(inbox.c.event_id == event_id, inbox.c.holder == holder)
    await change(engine, done.values(state=_DONE, payload=None, reply=reply))


async def find_reply(engine: AsyncEngine, channel: str, ts: str) -> str | None:
    """Find the `ts` of the newest answer to a message."""
    statement = select(inbox.c.reply).where(inbox.c.ts == ts, inbox.c.channel == channel, inbox.c.reply.is_not(None))
    rows = await execute(engine, statement.order_by(inbox.c.at.desc()).limit(1))
    return str(rows[0].reply) if rows else None


async def find_age(engine: AsyncEngine, now: float) -> float:
    """Return the seconds that the oldest event still to be answered has waited; 0 where there is none."""
    waiting = select(func.min(inbox.c.at)).where(inbox.c.at > now - SECONDS_TO_ANSWER, inbox.c.state != _DONE)
    oldest = (await execute(engine, waiting))[0][0]
    return 0.0 if oldest is None else max(0.0, now - oldest)


async def renew(engine: AsyncEngine, holder: str, now: float, event_ids: Sequence[str]) -> None:
    """Renew the claims that a process holds."""
    for first in range(0, len(event_ids), _AT_ONCE):
        kept = _under_way(holder, now).where(inbox.c.event_id.in_(event_ids[first : first + _AT_ONCE]))
        await change(engine, kept.values(lease_until=now + SECONDS_LEASED))


async def release(engine: AsyncEngine, holder: str, now: float) -> None:
    """Release the claims of a process that ends, so that others take them over at once."""
    await change(engine, _under_way(holder, now).values(lease_until=now))


async def take_over(engine: AsyncEngine, holder: str, now: float, most: int = 50) -> list[Taken]:
    """Take over the oldest events whose claims have run out; each goes to one process."""
    left = [row.event_id for row in await execute(engine, _left(now).limit(most))]
    if not left:
        return []
    statement = (
        update(inbox)
        .where(inbox.c.event_id.in_(left), inbox.c.lease_until <= now)
        .values(holder=holder, lease_until=now + SECONDS_LEASED, attempts=inbox.c.attempts + 1)
        .returning(inbox)
    )
    return [
        Taken(Event(row.event_id, row.team, row.channel, row.ts, row.payload), row.state == _POSTING)
        for row in await execute(engine, statement)
    ]


def _under_way(holder: str, now: float) -> Update:
    """Return the condition for events that a process holds, and may still answer."""
    return update(inbox).where(inbox.c.at > now - SECONDS_TO_ANSWER, inbox.c.holder == holder, inbox.c.state != _DONE)


def _left(now: float) -> Select[tuple[str]]:
    """Return the condition for events that no process holds, and that may still be answered."""
    return (
        select(inbox.c.event_id)
        .where(
            inbox.c.lease_until <= now,
            inbox.c.at > now - SECONDS_TO_ANSWER,
            inbox.c.attempts < MAX_ATTEMPTS,
            inbox.c.payload.is_not(None),
        )
        .order_by(inbox.c.at)
    )
