"""Proposals, and the audit log of what was done."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.proposals import Proposal, ProposalState
from bot.store import Curation
from bot.store.running import execute
from bot.store.tables import audit

ADA, BEN, EVE = "U1", "U2", "U3"
S = ProposalState


async def propose(curation: Curation, *, team: str = "T1", author: str = ADA, fact: str = "fact-1") -> Proposal:
    """Return a proposal that waits for review."""
    draft = await curation.create(team, author, '{"kind": "edit"}', partner="zenda", fact=fact, note="it was wrong")
    return await to(curation, draft, S.OPEN, author)


async def to(curation: Curation, before: Proposal, state: ProposalState, actor: str = BEN) -> Proposal:
    """Move a proposal to a state, and return it."""
    after = await curation.move(before, state, actor)
    assert after is not None
    return after


async def acts(engine: AsyncEngine) -> list[tuple[Any, ...]]:
    """Return the audit log, oldest first."""
    columns = (audit.c.team, audit.c.actor, audit.c.act, audit.c.target, audit.c.before, audit.c.after)
    return [tuple(row) for row in await execute(engine, select(*columns).order_by(audit.c.id))]
