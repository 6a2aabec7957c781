"""The outbox: each message is sent by one process, and by another where that was killed.

A message is added with a key in the transaction that decides it, marked before it is sent, and marked again after. A
process that takes over a message in between cannot know whether it was sent.
"""

from typing import Any

import orjson
from sqlalchemy import ColumnElement, Row, and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.watching import QueuedMessage
from bot.store.running import change, execute, transact
from bot.store.statements import insert
from bot.store.tables import outbox

# Slack responds sooner; a queued message still being sent after this time counts as abandoned.
SECONDS_TO_SEND = 60.0

WAITING, _SENDING, _DONE, _GIVEN_UP = "waiting", "sending", "done", "given up"
_UNDER_WAY = (WAITING, _SENDING)
# A queued message that is sent or given up keeps its key, but not its recipient.
_NOTHING = {"payload": "{}", "team": "", "user": ""}


async def enqueue(engine: AsyncEngine, key: str, kind: str, payload: str, due: float) -> bool:
    """Queue a message, due at a time; return False if one has this key."""
    return await change(engine, _to_insertion(engine, key, kind, payload, due)) > 0


async def add_queued(
    engine: AsyncEngine, connection: AsyncConnection, key: str, kind: str, payload: str, due: float
) -> bool:
    """Queue a message within the transaction that decides it; return False if one has this key."""
    statement = _to_insertion(engine, key, kind, payload, due).execution_options(preserve_rowcount=True)
    return (await connection.execute(statement)).rowcount > 0


async def take_queued(
    engine: AsyncEngine, holder: str, now: float, seconds: float, most: int
) -> tuple[QueuedMessage, ...]:
    """Take the messages that are due, for so many seconds, the longest due first; each goes to one process."""
    left = and_(outbox.c.state.in_(_UNDER_WAY), outbox.c.due <= now, outbox.c.lease_until <= now)
    oldest = select(outbox.c.id).where(left).order_by(outbox.c.due, outbox.c.id).limit(most)
    if not await execute(engine, oldest):
        return ()

    async def work(connection: AsyncConnection) -> tuple[QueuedMessage, ...]:
        rows = await connection.execute(oldest.with_for_update(skip_locked=True))
        taken = update(outbox).where(outbox.c.id.in_([row.id for row in rows.fetchall()])).returning(outbox)
        held = {"holder": holder, "lease_until": now + seconds, "attempts": outbox.c.attempts + 1}
        return tuple(map(_to_queued, (await connection.execute(taken.values(held))).fetchall()))

    return tuple(sorted(await transact(engine, work), key=lambda queued: (queued.due, queued.id)))


async def mark_sending(engine: AsyncEngine, message_id: int, holder: str, now: float) -> bool:
    """Mark that a queued message is about to be sent; return False where this process no longer holds it."""
    statement = update(outbox).where(_is_held(message_id, holder))
    return await change(engine, statement.values(state=_SENDING, lease_until=now + SECONDS_TO_SEND)) > 0


async def mark_sent(engine: AsyncEngine, message_id: int, now: float) -> None:
    """Mark that a queued message is sent, whichever process holds it."""
    statement = update(outbox).where(outbox.c.id == message_id, outbox.c.state.in_(_UNDER_WAY))
    await change(engine, statement.values(state=_DONE, done_at=now, error="", **_NOTHING))


async def put_off(engine: AsyncEngine, message_id: int, holder: str, due: float, error: str) -> None:
    """Postpone a queued message that was not sent until a time, unless another process holds it."""
    statement = update(outbox).where(_is_held(message_id, holder))
    await change(engine, statement.values(state=WAITING, due=due, lease_until=0.0, error=error))


async def give_up(engine: AsyncEngine, message_id: int, holder: str, error: str, now: float) -> None:
    """Give up a queued message, and record why, unless another process holds it."""
    statement = update(outbox).where(_is_held(message_id, holder))
    await change(engine, statement.values(state=_GIVEN_UP, done_at=now, error=error, **_NOTHING))


def _to_insertion(engine: AsyncEngine, key: str, kind: str, payload: str, due: float) -> Any:
    """Return the insertion of a message, with the recipient that its payload names, unless its key is there."""
    named = orjson.loads(payload)
    row = {
        "key": key,
        "kind": kind,
        "payload": payload,
        "team": str(named.get("team", "")),
        "user": str(named.get("user", "")),
        "due": due,
        "state": WAITING,
        "holder": "",
        "lease_until": 0.0,
        "attempts": 0,
        "error": "",
        "done_at": 0.0,
    }
    return insert(engine, outbox).values(row).on_conflict_do_nothing(index_elements=[outbox.c.key])


def _is_held(message_id: int, holder: str) -> ColumnElement[bool]:
    return and_(outbox.c.id == message_id, outbox.c.holder == holder, outbox.c.state.in_(_UNDER_WAY))


def _to_queued(row: Row[Any]) -> QueuedMessage:
    return QueuedMessage(
        row.id, row.key, row.kind, row.payload, row.due, row.attempts, may_be_sent=row.state == _SENDING
    )
