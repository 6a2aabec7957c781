"""Settings of workspaces for reviews and misses, as admins set them."""

from dataclasses import asdict
from typing import Any

import orjson
from sqlalchemy import Row, Select, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.gaps import KeepMisses
from bot.domain.proposals import WorkspaceSettings
from bot.store.auditing import record_act
from bot.store.running import execute, transact
from bot.store.statements import insert
from bot.store.tables import workspace


async def find_settings(engine: AsyncEngine, team: str) -> WorkspaceSettings:
    """Find a workspace's settings; the defaults where nobody has set any."""
    rows = await execute(engine, _settings_of(team))
    return _to_settings(rows[0]) if rows else WorkspaceSettings(team)


async def set_settings(engine: AsyncEngine, new: WorkspaceSettings, actor: str, now: float) -> None:
    """Set a workspace's settings, replacing the earlier ones."""
    values = {
        "review_channel": new.review_channel,
        "self_approval": new.self_approval,
        "keep_misses": new.keep_misses.value,
    }
    statement = insert(engine, workspace).values(team=new.team, **values)
    statement = statement.on_conflict_do_update(index_elements=[workspace.c.team], set_=values)

    async def work(connection: AsyncConnection) -> None:
        row = (await connection.execute(_settings_of(new.team).with_for_update())).first()
        before = _encode(_to_settings(row)) if row else ""
        await connection.execute(statement)
        await record_act(connection, now, new.team, actor, "set settings", new.team, before, _encode(new))

    await transact(engine, work)


def _settings_of(team: str) -> Select[Any]:
    return select(workspace).where(workspace.c.team == team)


def _to_settings(row: Row[Any]) -> WorkspaceSettings:
    return WorkspaceSettings(**dict(row._mapping) | {"keep_misses": KeepMisses(row.keep_misses)})


def _encode(settings: WorkspaceSettings) -> str:
    return orjson.dumps(asdict(settings)).decode()
