"""Administration of a workspace: roles, ownership, the review channel, and the settings of reviews."""

from typing import Any

from bot.domain.proposals import Role
from bot.reply import wording
from bot.reply.curating import NO_ROLE, parse_admin, person_without_role, to_admin_window
from bot.services import Asker
from bot.services.curating import Drafting, NotAllowed, People
from bot.slack.interactions import Interaction
from bot.slack.trying import to_last_word


class AdminActions:
    """Carries out what admins do. Methods raise NotAllowed and StoreDown."""

    def __init__(self, people: People, drafting: Drafting) -> None:
        self._people = people
        self._drafting = drafting

    async def show_admin(self, interaction: Interaction) -> None:
        """Show the roles of the workspace's members, and how proposals are reviewed."""
        await self._people.demand(interaction.asker, Role.ADMIN)
        members, settings = await self._people.overview(interaction.asker.team)
        await interaction.show(to_admin_window(members, settings, self._drafting.snapshot))

    async def submit_admin(self, asker: Asker, view: dict[str, Any]) -> dict[str, Any]:
        """Save a member's role and ownership, and the workspace's settings."""
        filled = parse_admin(view["state"]["values"])
        if bool(filled.person) != bool(filled.role):
            return {"response_action": "errors", "errors": person_without_role()}
        if filled.person:
            role = None if filled.role == NO_ROLE else _to_role(filled.role)
            await self._people.set_role(asker, filled.person, role)
            if role and (filled.partners or filled.topics):
                await self._people.set_ownership(asker, filled.person, filled.partners, filled.topics)
        await self._people.set_settings(
            asker, filled.channel, self_approval=filled.self_approval, keep_misses=filled.keep_misses
        )
        return to_last_word(wording.SAVED)


def _to_role(text: str) -> Role:
    try:
        return Role(text)
    except ValueError:
        raise NotAllowed("There is no such role.") from None
