"""Who may curate and review: looked up anew at each press, and known from memory where only buttons depend on it."""

from collections.abc import Iterable, Sequence

from bot.domain.gaps import KeepMisses
from bot.domain.proposals import Member, Role, WorkspaceSettings
from bot.services.askers import Asker
from bot.store.curation import Curation


class NotAllowed(Exception):
    """Whoever acted may not do that: in words for them."""


class People:
    """The curators, reviewers and admins of each workspace; `admins`, by user id, are so by the settings."""

    def __init__(self, curation: Curation, admins: Iterable[str] = ()) -> None:
        self._curation = curation
        self._admins = frozenset(admins)
        self._known: frozenset[tuple[str, str]] = frozenset()

    async def role_of(self, asker: Asker) -> Role | None:
        """Look up the role of whoever acts; None where they have none. Raises StoreDown."""
        if asker.user in self._admins:
            return Role.ADMIN
        # Whoever installed it in a whole organisation has their role there.
        for home in filter(None, (asker.team, asker.enterprise)):
            if asker.user and (role := await self._curation.find_role(home, asker.user)):
                return role
        return None

    async def demand(self, asker: Asker, role: Role) -> None:
        """Raise NotAllowed unless whoever acts has a role, or one that includes it."""
        found = await self.role_of(asker)
        if found is None or not found.includes(role):
            raise NotAllowed(f"Only {_PLURALS[role]} can do that. An admin can make you one.")

    async def overview(self, team: str) -> tuple[Sequence[Member], WorkspaceSettings]:
        """Return who has which role in a workspace, and how it reviews."""
        return await self._curation.list_members(team), await self._curation.find_settings(team)

    async def set_role(self, asker: Asker, user: str, role: Role | None) -> None:
        """Give somebody a role, or take theirs. Raises NotAllowed for whoever is no admin."""
        await self.demand(asker, Role.ADMIN)
        if role is None:
            await self._curation.remove_member(asker.team, user, asker.user)
        else:
            await self._curation.set_role(Member(asker.team, user, role), asker.user)
        await self.remember()

    async def set_ownership(self, asker: Asker, user: str, partners: Sequence[str], topics: Sequence[str]) -> None:
        """Say which partners and topics somebody owns. Raises NotAllowed for whoever is no admin."""
        await self.demand(asker, Role.ADMIN)
        await self._curation.set_ownership(asker.team, user, tuple(partners), tuple(topics), asker.user)

    async def set_settings(
        self, asker: Asker, channel: str, *, self_approval: bool, keep_misses: KeepMisses = KeepMisses.TEXT
    ) -> None:
        """Say where a workspace reviews, whether reviewers approve their own proposals, and what is kept of misses."""
        await self.demand(asker, Role.ADMIN)
        settings = WorkspaceSettings(asker.team, channel, self_approval, keep_misses)
        await self._curation.set_settings(settings, asker.user)

    def is_curator(self, asker: Asker) -> bool:
        """Return whether somebody curates, by what was last looked up: for what is shown alone."""
        return asker.user in self._admins or not self._known.isdisjoint(
            {(asker.team, asker.user), (asker.enterprise, asker.user)}
        )

    async def remember(self) -> None:
        """Look up who curates in all workspaces, for what is shown. Raises StoreDown."""
        self._known = frozenset([(one.team, one.user) for one in await self._curation.list_everybody()])


_PLURALS = {Role.CURATOR: "curators", Role.REVIEWER: "reviewers", Role.ADMIN: "admins"}
