"""Votes on answers: the last vote of each reader on each answer, later reduced to counts."""

from datetime import UTC, datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.feedback import Feedback
from bot.store.running import execute, transact
from bot.store.statements import add_counts, insert, join
from bot.store.tables import feedback, feedback_count


async def vote(engine: AsyncEngine, new: Feedback) -> None:
    """Store a vote, replacing the reader's earlier vote on the same answer."""
    key = {"team": new.team, "voter": new.voter, "answer": new.answer}
    values = {
        "vote": new.vote.value,
        "facts": join(new.facts),
        "fault": new.fault.value if new.fault else "",
        "note": new.note,
        "revision": new.revision,
        "at": new.at,
    }
    statement = insert(engine, feedback).values(**key, **values)
    await execute(engine, statement.on_conflict_do_update(index_elements=list(key), set_=values))


async def count_until(engine: AsyncEngine, until: float, seconds: float) -> None:
    """Delete the votes given before a time, and add them to the counts of their days."""

    async def work(connection: AsyncConnection) -> None:
        columns = (feedback.c.team, feedback.c.at, feedback.c.vote, feedback.c.fault)
        rows = (await connection.execute(delete(feedback).where(feedback.c.at <= until).returning(*columns))).fetchall()
        keys = [(row.team, to_day(row.at), row.vote, row.fault) for row in rows]
        await add_counts(engine, connection, feedback_count, ((key, 1) for key in keys))

    await transact(engine, work, seconds)


def to_day(at: float) -> str:
    """Return the day of a time in UTC, as rows hold it."""
    return datetime.fromtimestamp(at, UTC).date().isoformat()
