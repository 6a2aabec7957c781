"""The audit: who did what to whom or what, in the transaction in which it is done."""

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import audit


async def record_act(
    connection: AsyncConnection, now: float, team: str, actor: str, act: str, target: str, before: str, after: str
) -> None:
    """Record an act, and what it changed from and to."""
    row = {"at": now, "team": team, "actor": actor, "act": act, "target": target, "before": before, "after": after}
    await connection.execute(insert(audit).values(row))
