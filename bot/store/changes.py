"""Published changes of facts. A workspace reads its own; the operator reads all."""

from typing import Any

from sqlalchemy import Row, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.proposals import Change, Proposal
from bot.domain.revisions import Revision
from bot.store.knowledge import to_revision
from bot.store.running import execute
from bot.store.tables import change, revision


async def add_change(
    connection: AsyncConnection, proposal: Proposal, kind: str, before: str, after: str, now: float
) -> None:
    """Add the change of a published proposal, in the transaction that publishes it."""
    row = {
        "team": proposal.team,
        "fact": proposal.fact,
        "partner": proposal.partner,
        "kind": kind,
        "before": before,
        "after": after,
        "author": proposal.author,
        "approver": proposal.decided_by,
        "proposal": proposal.id,
        "note": proposal.note,
        "at": now,
    }
    await connection.execute(insert(change).values(row))


async def find_change(engine: AsyncEngine, team: str, change_id: int) -> Change | None:
    """Find a change of a workspace by its number; None where it is another workspace's, or deleted."""
    rows = await execute(engine, select(change).where(change.c.id == change_id, change.c.team == team))
    return _to_change(rows[0]) if rows else None


async def list_changes(engine: AsyncEngine, team: str, fact: str, most: int) -> tuple[Change, ...]:
    """List a fact's changes, newest first."""
    statement = select(change).where(change.c.team == team, change.c.fact == fact)
    rows = await execute(engine, statement.order_by(change.c.id.desc()).limit(most))
    return tuple(map(_to_change, rows))


def _to_change(row: Row[Any]) -> Change:
    return Change(**row._mapping)


async def list_published(engine: AsyncEngine, fact: str, most: int) -> tuple[tuple[Change, Revision | None], ...]:
    """List a fact's changes from all workspaces, newest first, each with the revision that published it.

    The revision is None for a change that was published into a folder.
    """
    rows = await execute(engine, select(change).where(change.c.fact == fact).order_by(change.c.id.desc()).limit(most))
    changes = tuple(map(_to_change, rows))
    of_them = revision.c.proposal.in_([one.proposal for one in changes])
    # A proposal may have several revisions, where the base was restored in between: the newest counts.
    found = map(to_revision, await execute(engine, select(revision).where(of_them).order_by(revision.c.seq)))
    revisions = {one.edition.proposal: one for one in found}
    return tuple([(one, revisions.get(one.proposal)) for one in changes])
