"""The changes that a user is notified of other than by a watch, so that no change is notified twice."""

from collections.abc import Mapping

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.gaps import GapState
from bot.domain.watching import GAP_CLOSED
from bot.store.running import execute
from bot.store.tables import change, gap, outbox, proposal

# A change is published and then served within this time; a longer gap means that the two differ.
_SECONDS = 600.0


async def list_notified(engine: AsyncEngine, team: str, user: str, facts: Mapping[str, float]) -> frozenset[str]:
    """Return those of the facts (with the times of their changes) that are the user's own, or fill their gaps."""
    newest = select(func.max(change.c.id)).where(change.c.team == team, change.c.fact.in_(facts)).group_by("fact")
    published = select(change.c.fact, change.c.author, change.c.at, proposal.c.gap).outerjoin(
        proposal, proposal.c.id == change.c.proposal
    )
    rows = await execute(engine, published.where(change.c.id.in_(newest)))
    fact_of = {row.gap: row.fact for row in rows if row.gap}
    filled = select(gap).where(gap.c.team == team, gap.c.state == GapState.FILLED.value)
    gaps = await execute(engine, filled.where(or_(gap.c.fact.in_(facts), gap.c.id.in_(fact_of))))
    keys = {f"{GAP_CLOSED}:{row.id}:{user}:{row.version}": row for row in gaps}
    sent = await execute(engine, select(outbox.c.key).where(outbox.c.key.in_(keys))) if keys else ()
    asked = [(fact_of.get(keys[row.key].id) or keys[row.key].fact, keys[row.key].closed_at) for row in sent]
    own = {row.fact for row in rows if row.author == user and row.at >= facts[row.fact] - _SECONDS}
    return frozenset(own | {fact for fact, closed in asked if closed >= facts[fact] - _SECONDS})
