"""The limits of each workspace on the people and channels that are answered, as its admins set them."""

from dataclasses import asdict
from typing import Any

import orjson
from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.limits import Limits
from bot.store.auditing import record_act
from bot.store.running import execute, transact
from bot.store.statements import insert, join, split
from bot.store.tables import usage_limit


async def list_limits(engine: AsyncEngine) -> tuple[Limits, ...]:
    """List the limits of all workspaces that have set some."""
    return tuple(map(_to_limits, await execute(engine, select(usage_limit))))


async def set_limits(engine: AsyncEngine, new: Limits, actor: str, now: float) -> None:
    """Set a workspace's limits, replacing the earlier ones."""
    values = {"channels": join(new.channels), "users": join(new.users), "shared_channels": new.shared_channels}
    statement = insert(engine, usage_limit).values(team=new.team, **values)
    statement = statement.on_conflict_do_update(index_elements=[usage_limit.c.team], set_=values)
    current = select(usage_limit).where(usage_limit.c.team == new.team).with_for_update()

    async def work(connection: AsyncConnection) -> None:
        row = (await connection.execute(current)).first()
        before = _encode(_to_limits(row)) if row else ""
        await connection.execute(statement)
        await record_act(connection, now, new.team, actor, "set limits", new.team, before, _encode(new))

    await transact(engine, work)


def _to_limits(row: Row[Any]) -> Limits:
    return Limits(row.team, split(row.channels), split(row.users), row.shared_channels)


def _encode(limits: Limits) -> str:
    return orjson.dumps(asdict(limits)).decode()
