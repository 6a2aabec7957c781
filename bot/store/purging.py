"""Delete what was kept long enough. Any process may, at any time: what has expired is not read before it is deleted."""

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.proposals import ProposalState
from bot.store.inbox import SECONDS_KNOWN, SECONDS_TO_ANSWER
from bot.store.running import execute
from bot.store.tables import audit, change, inbox, proposal, thread_context
from bot.store.uninstalled import purge_uninstalled

_SECONDS = 30.0
_DAY = 86_400.0
# Drafts since their last edit.
SECONDS_OF_DRAFTS = 90 * _DAY
# What curators, reviewers and admins did, and proposals since their last step.
SECONDS_OF_ACTS = 2 * 365 * _DAY


async def purge(engine: AsyncEngine, now: float) -> None:
    """Delete what has expired: events' words, then their ids, conversations' requests, drafts, and curators' acts."""
    old = inbox.c.at <= now - SECONDS_TO_ANSWER
    is_draft = proposal.c.state == ProposalState.DRAFT.value
    for statement in (
        update(inbox).where(old, inbox.c.payload.is_not(None)).values(payload=None),
        delete(inbox).where(inbox.c.at <= now - SECONDS_KNOWN),
        delete(thread_context).where(thread_context.c.expires_at <= now),
        delete(proposal).where(is_draft, proposal.c.changed_at <= now - SECONDS_OF_DRAFTS),
        delete(proposal).where(proposal.c.changed_at <= now - SECONDS_OF_ACTS),
        delete(change).where(change.c.at <= now - SECONDS_OF_ACTS),
        delete(audit).where(audit.c.at <= now - SECONDS_OF_ACTS),
    ):
        await execute(engine, statement, _SECONDS)
    await purge_uninstalled(engine, now)
