"""The last request of each conversation, encoded, until a follow-up is too late."""

from collections.abc import Iterable

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.running import execute
from bot.store.statements import insert
from bot.store.tables import thread_context
from bot.store.values import Conversation


async def recall(engine: AsyncEngine, conversation: Conversation, now: float) -> str | None:
    """Return the request that a conversation is about, unless it has expired."""
    channel, thread = conversation
    statement = select(thread_context.c.request).where(
        thread_context.c.channel == channel, thread_context.c.thread == thread, thread_context.c.expires_at > now
    )
    rows = await execute(engine, statement)
    return str(rows[0].request) if rows else None


async def note(engine: AsyncEngine, conversations: Iterable[Conversation], request: str, expires_at: float) -> None:
    """Store the request that conversations are about."""
    rows = [
        {"channel": channel, "thread": thread, "request": request, "expires_at": expires_at}
        for channel, thread in conversations
    ]
    statement = insert(engine, thread_context).values(rows)
    statement = statement.on_conflict_do_update(
        index_elements=[thread_context.c.channel, thread_context.c.thread],
        set_={"request": request, "expires_at": expires_at},
    )
    await execute(engine, statement)


async def forget(engine: AsyncEngine, conversations: Iterable[Conversation]) -> None:
    """Delete the requests that conversations are about."""
    these = [
        and_(thread_context.c.channel == channel, thread_context.c.thread == thread)
        for channel, thread in conversations
    ]
    await execute(engine, delete(thread_context).where(or_(*these)))
