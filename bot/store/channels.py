"""The defaults of channels: the partner or topic of questions that name none, as admins set them."""

from dataclasses import asdict
from typing import Any

import orjson
from sqlalchemy import Row, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.defaults import ChannelDefault, Default
from bot.store.auditing import record_act
from bot.store.running import execute, transact
from bot.store.statements import insert
from bot.store.tables import channel


async def list_defaults(engine: AsyncEngine) -> tuple[ChannelDefault, ...]:
    """List the defaults of the channels of all workspaces."""
    rows = await execute(engine, select(channel).order_by(channel.c.team, channel.c.channel))
    return tuple([ChannelDefault(row.team, row.channel, _to_default(row)) for row in rows])


async def set_default(engine: AsyncEngine, new: ChannelDefault, actor: str, now: float) -> None:
    """Set a channel's default, replacing the earlier one; an empty default removes it."""
    values = asdict(new.default)
    is_it = (channel.c.team == new.team) & (channel.c.channel == new.channel)
    insertion = insert(engine, channel).values(team=new.team, channel=new.channel, **values)
    keys = [channel.c.team, channel.c.channel]
    statement = insertion.on_conflict_do_update(index_elements=keys, set_=values)

    async def work(connection: AsyncConnection) -> None:
        row = (await connection.execute(select(channel).where(is_it).with_for_update())).first()
        before = _encode(_to_default(row)) if row else ""
        is_none = new.default == Default()
        await connection.execute(delete(channel).where(is_it) if is_none else statement)
        after = "" if is_none else _encode(new.default)
        await record_act(connection, now, new.team, actor, "set default", new.channel, before, after)

    await transact(engine, work)


def _to_default(row: Row[Any]) -> Default:
    return Default(row.partner, row.topic)


def _encode(default: Default) -> str:
    return orjson.dumps(asdict(default)).decode()
