"""Proposals and their states. Each step names the version that it changes: of two on one version, the first counts.

Queries name the workspace, so that no other finds its proposals; only the leader's queries span all workspaces.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, and_, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.gaps import GapState
from bot.domain.proposals import Proposal, ProposalState
from bot.domain.revisions import Successor
from bot.store.auditing import record_act
from bot.store.changes import add_change
from bot.store.knowledge import append
from bot.store.running import change, execute, transact
from bot.store.tables import gap
from bot.store.tables import proposal as table

_SHOWN = tuple(state.value for state in (ProposalState.OPEN, ProposalState.PUBLISHED, ProposalState.DECLINED))
_DECISIONS = frozenset({ProposalState.CHANGES, ProposalState.APPROVED, ProposalState.DECLINED})


async def create(engine: AsyncEngine, draft: Proposal) -> Proposal:
    """Store a new proposal, and return it as stored."""
    row = {column.name: getattr(draft, column.name) for column in table.columns} | {"state": draft.state.value}
    return _to_proposal((await execute(engine, insert(table).values(row).returning(table)))[0])


async def save(engine: AsyncEngine, edited: Proposal, now: float) -> Proposal | None:
    """Save the operation, partner, fact and note that an author edited, and return the proposal as stored.

    Returns None where the stored version differs, or its state allows no edits.
    """
    values = {name: getattr(edited, name) for name in ("operation", "partner", "fact", "note")}

    async def work(connection: AsyncConnection) -> Proposal | None:
        current = await _lock(connection, edited)
        if current is None or not current.is_editable:
            return None
        return await _update(connection, current, values, now)

    return await transact(engine, work)


async def move(
    engine: AsyncEngine, proposal: Proposal, state: ProposalState, actor: str, reason: str, now: float
) -> Proposal | None:
    """Move a proposal into a state, and return it.

    Returns None where the stored version differs, or its state does not allow the move.
    """

    async def work(connection: AsyncConnection) -> Proposal | None:
        return await _move(connection, proposal, state, actor, reason, now)

    return await transact(engine, work)


async def publish(
    engine: AsyncEngine,
    proposal: Proposal,
    kind: str,
    before: str,
    after: str,
    now: float,
    successor: Successor | None = None,
) -> Proposal | None:
    """Mark an approved proposal as published; add its change, and the revision with it, if one is given.

    Returns None where the stored version differs. Raises Overtaken, and does nothing, where the revision's parent is
    not the newest.
    """

    async def work(connection: AsyncConnection) -> Proposal | None:
        published = await _move(connection, proposal, ProposalState.PUBLISHED, proposal.decided_by, "", now)
        if published is not None:
            await add_change(connection, published, kind, before, after, now)
            if successor is not None:
                await append(engine, connection, successor, now)
        return published

    return await transact(engine, work)


async def set_message(engine: AsyncEngine, proposal: Proposal, message: str) -> None:
    """Record the address of the message in which a proposal is reviewed."""
    await change(engine, update(table).where(table.c.id == proposal.id).values(message=message, shown=proposal.version))


async def find(engine: AsyncEngine, team: str, proposal_id: str) -> Proposal | None:
    """Find a proposal of a workspace; None where it is another workspace's, or deleted."""
    rows = await execute(engine, select(table).where(table.c.id == proposal_id, table.c.team == team))
    return _to_proposal(rows[0]) if rows else None


async def list_of_author(engine: AsyncEngine, team: str, author: str, most: int) -> tuple[Proposal, ...]:
    """List an author's drafts and proposals, the newest change first."""
    statement = select(table).where(table.c.team == team, table.c.author == author)
    rows = await execute(engine, statement.order_by(table.c.changed_at.desc(), table.c.id).limit(most))
    return tuple(map(_to_proposal, rows))


async def list_waiting(engine: AsyncEngine, team: str, most: int) -> tuple[Proposal, ...]:
    """List the proposals that wait for review in a workspace, the oldest first."""
    statement = select(table).where(table.c.state == ProposalState.OPEN.value, table.c.team == team)
    rows = await execute(engine, statement.order_by(table.c.changed_at, table.c.id).limit(most))
    return tuple(map(_to_proposal, rows))


async def find_unannounced(engine: AsyncEngine, until: float, most: int) -> tuple[Proposal, ...]:
    """Find proposals of all workspaces that wait or were decided before `until`, and are not shown so.

    Drafts are left out, whose versions grow without being shown.
    """
    statement = select(table).where(
        table.c.state.in_(_SHOWN), table.c.changed_at <= until, table.c.shown < table.c.version
    )
    rows = await execute(engine, statement.order_by(table.c.changed_at, table.c.id).limit(most))
    return tuple(map(_to_proposal, rows))


async def list_published_for_gaps(engine: AsyncEngine, most: int) -> tuple[Proposal, ...]:
    """List the published proposals of all workspaces whose gaps are still open."""
    is_of = and_(gap.c.id == table.c.gap, gap.c.team == table.c.team, gap.c.state == GapState.OPEN.value)
    published = select(table).join(gap, is_of).where(table.c.state == ProposalState.PUBLISHED.value)
    rows = await execute(engine, published.order_by(table.c.changed_at, table.c.id).limit(most))
    return tuple(map(_to_proposal, rows))


async def find_for_gap(engine: AsyncEngine, team: str, gap_id: str) -> Proposal | None:
    """Find the newest proposal for a gap that waits for review or is being published; None where there is none."""
    waits = table.c.state.in_([ProposalState.OPEN.value, ProposalState.APPROVED.value])
    found = select(table).where(table.c.team == team, table.c.gap == gap_id, waits)
    rows = await execute(engine, found.order_by(table.c.changed_at.desc()).limit(1))
    return _to_proposal(rows[0]) if rows else None


async def take_unfinished(engine: AsyncEngine, now: float, seconds: float, most: int) -> tuple[Proposal, ...]:
    """Take over proposals that were approved so long ago and not published; each goes to one process.

    Its version grows, so that a slow process that still holds it can do no more to it.
    """
    unfinished = and_(table.c.state == ProposalState.APPROVED.value, table.c.changed_at <= now - seconds)
    left = select(table.c.id).where(unfinished).order_by(table.c.changed_at).limit(most)
    ids = [row.id for row in await execute(engine, left)]
    if not ids:
        return ()
    taken = update(table).where(table.c.id.in_(ids), unfinished).returning(table)
    rows = await execute(engine, taken.values(version=table.c.version + 1, changed_at=now))
    return tuple(map(_to_proposal, rows))


async def _move(
    connection: AsyncConnection, proposal: Proposal, state: ProposalState, actor: str, reason: str, now: float
) -> Proposal | None:
    current = await _lock(connection, proposal)
    if current is None or not current.may_become(state):
        return None
    values = {"state": state.value, "reason": reason}
    if state in _DECISIONS:
        values["decided_by"] = actor
    elif state is ProposalState.OPEN:
        values["decided_by"] = ""
    await record_act(
        connection, now, proposal.team, actor, "move proposal", proposal.id, current.state.value, state.value
    )
    if current.gap:
        # The gap's message names the proposal, and has to be updated.
        of_it = (gap.c.id == current.gap, gap.c.team == current.team, gap.c.state == GapState.OPEN.value)
        await connection.execute(update(gap).where(*of_it).values(version=gap.c.version + 1))
    return await _update(connection, current, values, now)


async def _lock(connection: AsyncConnection, proposal: Proposal) -> Proposal | None:
    """Return a proposal, locked until the transaction ends; None where its version differs."""
    statement = select(table).where(table.c.id == proposal.id, table.c.version == proposal.version)
    row = (await connection.execute(statement.with_for_update())).first()
    return None if row is None else _to_proposal(row)


async def _update(connection: AsyncConnection, current: Proposal, values: Mapping[str, str], now: float) -> Proposal:
    """Change a locked proposal, which makes a new version."""
    statement = update(table).where(table.c.id == current.id).returning(table)
    changed = await connection.execute(statement.values(**values, version=current.version + 1, changed_at=now))
    return _to_proposal(changed.one())


def _to_proposal(row: Row[Any]) -> Proposal:
    values = dict(row._mapping)
    return Proposal(**values | {"state": ProposalState(row.state)})
