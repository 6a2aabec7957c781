"""Watches of partners and topics: their pace, and the time up to which notices cover changes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.watching import Pace, Watch
from bot.store.outbox import add_queued
from bot.store.running import change, execute, transact
from bot.store.statements import insert
from bot.store.tables import watch as table

_KEY = ("team", "user", "partner", "topic")


async def watch(engine: AsyncEngine, new: Watch) -> None:
    """Store a watch; for an existing one only the pace changes."""
    row = {column.key: getattr(new, column.key) for column in table.columns} | {"pace": new.pace.value}
    statement = insert(engine, table).values(row)
    await execute(engine, statement.on_conflict_do_update(index_elements=list(_KEY), set_={"pace": new.pace.value}))


async def unwatch(engine: AsyncEngine, team: str, user: str, partner: str, topic: str) -> bool:
    """End a watch; return False where there is none."""
    this = and_(table.c.team == team, table.c.user == user, table.c.partner == partner, table.c.topic == topic)
    return await change(engine, delete(table).where(this)) > 0


async def list_watches(engine: AsyncEngine, team: str, user: str) -> tuple[Watch, ...]:
    """List a user's watches, partners and then topics."""
    statement = select(table).where(table.c.team == team, table.c.user == user)
    return tuple(map(_to_watch, await execute(engine, statement.order_by(table.c.topic, table.c.partner))))


async def list_all_watches(engine: AsyncEngine) -> tuple[Watch, ...]:
    """List all watches, ordered by workspace and user."""
    statement = select(table).order_by(table.c.team, table.c.user, table.c.topic, table.c.partner)
    return tuple(map(_to_watch, await execute(engine, statement)))


async def enqueue_for_watches(
    engine: AsyncEngine, watches: Sequence[Watch], at: float, key: str, payload: str, kind: str, now: float
) -> bool:
    """Enqueue the notice to a watcher, and record the time up to which it covers changes.

    Returns False, and does nothing, if a queued message has this key.
    """
    these = {f"this_{name}": table.c[name] for name in _KEY}
    is_this = and_(*(column == bindparam(name) for name, column in these.items()))
    covered = update(table).where(is_this, table.c.notified_until < at).values(notified_until=at)
    # All processes lock rows in one order, so that they cannot deadlock.
    rows = sorted({tuple(getattr(one, name) for name in _KEY) for one in watches})

    async def work(connection: AsyncConnection) -> bool:
        if rows:
            await connection.execute(covered, [dict(zip(these, row, strict=True)) for row in rows])
        return await add_queued(engine, connection, key, kind, payload, now)

    return await transact(engine, work)


def _to_watch(row: Row[Any]) -> Watch:
    return Watch(**{column.key: row._mapping[column] for column in table.columns} | {"pace": Pace(row.pace)})
