"""What the App Home shows curators and reviewers beside what everybody sees."""

from typing import Any

from bot.domain.proposals import ProposalState, Role
from bot.reply.curating import to_desk_blocks, to_entry
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
    entries = [to_entry(one) for one in own if one.state is not ProposalState.WITHDRAWN]
    return to_desk_blocks(entries, None if waiting is None else [to_entry(one) for one in waiting])
