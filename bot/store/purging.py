"""Deletion of expired rows. Any process may run it at any time, since expired rows are not read."""

from sqlalchemy import delete, or_, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.proposals import ProposalState
from bot.store.feedback import count_until, to_day
from bot.store.inbox import SECONDS_KNOWN, SECONDS_TO_ANSWER
from bot.store.running import execute
from bot.store.tables import (
    audit,
    change,
    fact_count,
    feedback_count,
    gap,
    gap_follower,
    inbox,
    outbox,
    proposal,
    snooze,
    thread_context,
    usage_count,
)
from bot.store.uninstalled import purge_uninstalled

_SECONDS = 30.0
_DAY = 86_400.0
# Drafts, since their last edit.
SECONDS_OF_DRAFTS = 90 * _DAY
# The audit log, and proposals since their last step.
SECONDS_OF_ACTS = 2 * 365 * _DAY
# Gaps, open or closed, since they were last asked for; and followers who were not notified.
SECONDS_OF_GAPS = 180 * _DAY
SECONDS_TO_FOLLOW = 90 * _DAY
# Votes, of which only counts remain, and the keys of sent messages.
SECONDS_OF_FEEDBACK = 30 * _DAY
SECONDS_OF_SENT = 7 * _DAY
# Counts of questions, votes and facts shown.
SECONDS_OF_COUNTS = 400 * _DAY


async def purge(engine: AsyncEngine, now: float) -> None:
    """Delete expired rows of questions, proposals, gaps, feedback, notices and usage."""
    await count_until(engine, now - SECONDS_OF_FEEDBACK, _SECONDS)
    oldest_day = to_day(now - SECONDS_OF_COUNTS)
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
        delete(gap).where(gap.c.last_at <= now - SECONDS_OF_GAPS),
        delete(gap_follower).where(or_(gap_follower.c.notified_at > 0, gap_follower.c.at <= now - SECONDS_TO_FOLLOW)),
        delete(outbox).where(outbox.c.done_at > 0, outbox.c.done_at <= now - SECONDS_OF_SENT),
        delete(snooze).where(snooze.c.until <= now),
        delete(usage_count).where(usage_count.c.day < oldest_day),
        delete(feedback_count).where(feedback_count.c.day < oldest_day),
        delete(fact_count).where(fact_count.c.day < oldest_day),
    ):
        await execute(engine, statement, _SECONDS)
    await purge_uninstalled(engine, now)
