"""What the App Home shows curators and reviewers beside what everybody sees."""

from typing import Any

from bot.domain.operations import OF_FACTS, decode_operation
from bot.domain.proposals import Proposal, ProposalState, Role
from bot.reply.curating import Entry, describe_kind, to_desk_blocks
from bot.services import Asker
from bot.services.curating import Drafting, People, Reviewing
from bot.store import StoreDown


async def to_home_blocks(
    asker: Asker, people: People, drafting: Drafting, reviewing: Reviewing
) -> list[dict[str, Any]]:
    """Return somebody's drafts and what waits for them; nothing to who has no role, and while the store is down."""
    try:
        role = await people.role_of(asker)
        if role is None:
            return []
        own = await drafting.list_own(asker)
        waiting = await reviewing.list_waiting(asker) if role.includes(Role.REVIEWER) else None
    except StoreDown:
        return []
    entries = [_to_entry(one) for one in own if one.state is not ProposalState.WITHDRAWN]
    return to_desk_blocks(entries, None if waiting is None else [_to_entry(one) for one in waiting])


def _to_entry(proposal: Proposal) -> Entry:
    return Entry(proposal.id, proposal.state.value, proposal.fact or _describe(proposal), proposal.reason)


def _describe(proposal: Proposal) -> str:
    """Say what a proposal is of that names no fact."""
    try:
        operation = decode_operation(proposal.operation)
    except ValueError:
        return "a new fact"
    if operation.kind not in OF_FACTS:
        return f"{describe_kind(operation.kind)}: {operation.target}"
    statement = operation.fields.get("statement")
    return statement if isinstance(statement, str) and statement else "a new fact"
