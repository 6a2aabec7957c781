"""The rows about one person, and their choice to be excluded from the misses."""

from sqlalchemy import and_, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.watching import PersonalRows
from bot.store.members import find_role
from bot.store.outbox import WAITING
from bot.store.running import execute, transact
from bot.store.statements import insert
from bot.store.tables import feedback, gap, gap_follower, opt_out, outbox, watch
from bot.store.watches import list_watches


async def list_personal(engine: AsyncEngine, team: str, user: str, voter: str) -> PersonalRows:
    """List the rows about a person, whose votes are under `voter`."""
    follows = and_(gap_follower.c.team == team, gap_follower.c.user == user, gap_follower.c.notified_at == 0)
    followed = select(gap.c.text).join(gap_follower, gap_follower.c.gap == gap.c.id).where(follows)
    votes = select(func.count()).where(feedback.c.team == team, feedback.c.voter == voter)
    left_out = select(opt_out.c.user).where(opt_out.c.team == team, opt_out.c.user == user)
    role = await find_role(engine, team, user)
    return PersonalRows(
        followed=tuple(row.text for row in await execute(engine, followed.order_by(gap_follower.c.at, gap.c.id))),
        watches=await list_watches(engine, team, user),
        votes=(await execute(engine, votes))[0][0],
        role=role.value if role else "",
        is_left_out=bool(await execute(engine, left_out)),
    )


async def delete_personal(engine: AsyncEngine, team: str, user: str, voter: str) -> None:
    """Delete a person's follows, watches and votes, and the notices that wait for them.

    Their role stays, which others gave them, and so does their exclusion from the misses.
    """

    async def work(connection: AsyncConnection) -> None:
        for table in (gap_follower, watch):
            await connection.execute(delete(table).where(table.c.team == team, table.c.user == user))
        await connection.execute(delete(feedback).where(feedback.c.team == team, feedback.c.voter == voter))
        is_theirs = and_(outbox.c.team == team, outbox.c.user == user)
        await connection.execute(delete(outbox).where(is_theirs, outbox.c.state == WAITING))

    await transact(engine, work)


async def set_opted_out(engine: AsyncEngine, team: str, user: str, is_out: bool) -> None:
    """Exclude a person's questions from the misses, or include them again."""
    if is_out:
        await execute(engine, insert(engine, opt_out).values(team=team, user=user).on_conflict_do_nothing())
    else:
        await execute(engine, delete(opt_out).where(opt_out.c.team == team, opt_out.c.user == user))


async def list_opted_out(engine: AsyncEngine) -> frozenset[tuple[str, str]]:
    """List the people (workspace, user) whose questions are excluded from the misses."""
    return frozenset((row.team, row.user) for row in await execute(engine, select(opt_out)))
