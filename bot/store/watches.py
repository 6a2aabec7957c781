"""Who watches which partner or topic, how soon they are told, and until when they were."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.watching import Pace, Watch
from bot.store.outbox import add_parcel
from bot.store.running import change, execute, transact
from bot.store.statements import insert
from bot.store.tables import watch as table

_KEY = ("team", "user", "partner", "topic")


async def watch(engine: AsyncEngine, new: Watch) -> None:
    """Keep a watch; of one that is kept already only the pace changes."""
    row = {column.name: getattr(new, column.name) for column in table.columns} | {"pace": new.pace.value}
    statement = insert(engine, table).values(row)
    await execute(engine, statement.on_conflict_do_update(index_elements=list(_KEY), set_={"pace": new.pace.value}))


async def unwatch(engine: AsyncEngine, team: str, user: str, partner: str, topic: str) -> bool:
    """End a watch; False where there is none."""
    this = and_(table.c.team == team, table.c.user == user, table.c.partner == partner, table.c.topic == topic)
    return await change(engine, delete(table).where(this)) > 0


async def list_watches(engine: AsyncEngine, team: str, user: str) -> tuple[Watch, ...]:
    """List what somebody watches, partners and then topics."""
    statement = select(table).where(table.c.team == team, table.c.user == user)
    return tuple(map(_to_watch, await execute(engine, statement.order_by(table.c.topic, table.c.partner))))


async def list_all_watches(engine: AsyncEngine) -> tuple[Watch, ...]:
    """List what everybody watches, in the order of workspaces and users."""
    statement = select(table).order_by(table.c.team, table.c.user, table.c.topic, table.c.partner)
    return tuple(map(_to_watch, await execute(engine, statement)))


async def enqueue_for_watches(
    engine: AsyncEngine, watches: Sequence[Watch], at: float, key: str, payload: str, kind: str, now: float
) -> bool:
    """Put into the outbox what those who watch are told, and keep until when they are told.

    False, and nothing put in, where something has its key.
    """
    these = {f"this_{name}": table.c[name] for name in _KEY}
    is_told = and_(*(column == bindparam(name) for name, column in these.items()))
    told = update(table).where(is_told, table.c.told_at < at).values(told_at=at)
    # In one order for everybody, so that nobody waits for somebody who waits for them.
    rows = sorted({tuple(getattr(one, name) for name in _KEY) for one in watches})

    async def work(connection: AsyncConnection) -> bool:
        if rows:
            await connection.execute(told, [dict(zip(these, row, strict=True)) for row in rows])
        return await add_parcel(engine, connection, key, kind, payload, now)

    return await transact(engine, work)


def _to_watch(row: Row[Any]) -> Watch:
    return Watch(**dict(row._mapping) | {"pace": Pace(row.pace)})
