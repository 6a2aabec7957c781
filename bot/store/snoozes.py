"""Snoozes: facts whose reminders a workspace suppresses for a while."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.auditing import record_act
from bot.store.running import execute, transact
from bot.store.statements import insert
from bot.store.tables import snooze as table


async def snooze(engine: AsyncEngine, team: str, fact: str, until: float, actor: str, now: float) -> None:
    """Suppress a workspace's reminders of a fact until a time."""
    statement = insert(engine, table).values(team=team, fact=fact, until=until)
    statement = statement.on_conflict_do_update(index_elements=[table.c.team, table.c.fact], set_={"until": until})

    async def work(connection: AsyncConnection) -> None:
        await connection.execute(statement)
        await record_act(connection, now, team, actor, "snooze", fact, "", str(until))

    await transact(engine, work)


async def list_snoozed(engine: AsyncEngine, team: str, now: float) -> frozenset[str]:
    """List the facts whose reminders a workspace suppresses now."""
    rows = await execute(engine, select(table.c.fact).where(table.c.team == team, table.c.until > now))
    return frozenset(row.fact for row in rows)
