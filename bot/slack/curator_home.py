"""The curators' part of the App Home: their own drafts, and the proposals that wait for review."""

from typing import Any

from bot.domain.proposals import ProposalState, Role
from bot.reply.curating import to_entry, to_proposal_blocks
from bot.services import Asker
from bot.services.curating import Drafting, People, Reviewing
from bot.store import StoreDown


class CuratorHome:
    """Renders the curators' part of the App Home."""

    def __init__(self, people: People, drafting: Drafting, reviewing: Reviewing) -> None:
        self._people = people
        self._drafting = drafting
        self._reviewing = reviewing

    async def blocks(self, asker: Asker) -> list[dict[str, Any]]:
        """Return the blocks; empty for a person without a role, and while the store is down."""
        try:
            role = await self._people.role_of(asker)
            if role is None:
                return []
            own = await self._drafting.list_own(asker)
            waiting = await self._reviewing.list_waiting(asker) if role.includes(Role.REVIEWER) else None
        except StoreDown:
            return []
        entries = [to_entry(one) for one in own if one.state is not ProposalState.WITHDRAWN]
        return to_proposal_blocks(entries, None if waiting is None else [to_entry(one) for one in waiting])
