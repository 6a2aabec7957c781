"""The audit log: each act of curators, reviewers and admins, recorded in the same transaction."""

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import audit


async def record_act(
    connection: AsyncConnection, now: float, team: str, actor: str, act: str, target: str, before: str, after: str
) -> None:
    """Record an act: its actor, its target, and the values before and after."""
    row = {"at": now, "team": team, "actor": actor, "act": act, "target": target, "before": before, "after": after}
    await connection.execute(insert(audit).values(row))
