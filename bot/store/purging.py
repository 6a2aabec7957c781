"""Delete what was kept long enough. Any process may, at any time: what has expired is not read before it is deleted."""

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.inbox import SECONDS_KNOWN, SECONDS_TO_ANSWER
from bot.store.running import execute
from bot.store.tables import inbox, thread_context

_SECONDS = 30.0


async def purge(engine: AsyncEngine, now: float) -> None:
    """Delete what has expired: events' words, then their ids, and conversations' requests."""
    old = inbox.c.at <= now - SECONDS_TO_ANSWER
    for statement in (
        update(inbox).where(old, inbox.c.payload.is_not(None)).values(payload=None),
        delete(inbox).where(inbox.c.at <= now - SECONDS_KNOWN),
        delete(thread_context).where(thread_context.c.expires_at <= now),
    ):
        await execute(engine, statement, _SECONDS)
