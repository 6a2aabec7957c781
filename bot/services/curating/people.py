"""Roles: looked up in the store for each act, and cached for the choice of buttons."""

from collections.abc import Iterable, Sequence

from bot.domain.gaps import KeepMisses
from bot.domain.proposals import Member, Role, WorkspaceSettings
from bot.services.askers import Asker
from bot.store.curation import Curation


class NotAllowed(Exception):
    """The user may not do that; the message is for them."""


class People:
    """The members of each workspace with a role; `admins` (user ids) are admins by the settings."""

    def __init__(self, curation: Curation, admins: Iterable[str] = ()) -> None:
        self._curation = curation
        self._admins = frozenset(admins)
        self._known: frozenset[tuple[str, str]] = frozenset()

    async def role_of(self, asker: Asker) -> Role | None:
        """Look up a user's role; None without one. Raises StoreDown."""
        if asker.user in self._admins:
            return Role.ADMIN
        # The installer in a whole organisation has their role there.
        for home in filter(None, (asker.team, asker.enterprise)):
            if asker.user and (role := await self._curation.find_role(home, asker.user)):
                return role
        return None

    async def demand(self, asker: Asker, role: Role) -> None:
        """Raise NotAllowed unless a user has a role, or one that includes it."""
        found = await self.role_of(asker)
        if found is None or not found.includes(role):
            raise NotAllowed(f"Only {_PLURALS[role]} can do that. An admin can make you one.")

    async def overview(self, team: str) -> tuple[Sequence[Member], WorkspaceSettings]:
        """Return a workspace's members with a role, and its settings."""
        return await self._curation.list_members(team), await self._curation.find_settings(team)

    async def set_role(self, asker: Asker, user: str, role: Role | None) -> None:
        """Give a user a role, or remove it. Raises NotAllowed for anybody but an admin."""
        await self.demand(asker, Role.ADMIN)
        if role is None:
            await self._curation.remove_member(asker.team, user, asker.user)
        else:
            await self._curation.set_role(Member(asker.team, user, role), asker.user)
        await self.remember()

    async def set_ownership(self, asker: Asker, user: str, partners: Sequence[str], topics: Sequence[str]) -> None:
        """Set the partners and topics that a user owns. Raises NotAllowed for anybody but an admin."""
        await self.demand(asker, Role.ADMIN)
        await self._curation.set_ownership(asker.team, user, tuple(partners), tuple(topics), asker.user)

    async def set_settings(
        self, asker: Asker, channel: str, *, self_approval: bool, keep_misses: KeepMisses = KeepMisses.TEXT
    ) -> None:
        """Set a workspace's settings. Raises NotAllowed for anybody but an admin."""
        await self.demand(asker, Role.ADMIN)
        settings = WorkspaceSettings(asker.team, channel, self_approval, keep_misses)
        await self._curation.set_settings(settings, asker.user)

    def is_curator(self, asker: Asker) -> bool:
        """Return whether a user curates, by the cached roles; use it only to choose what is shown."""
        return asker.user in self._admins or not self._known.isdisjoint(
            {(asker.team, asker.user), (asker.enterprise, asker.user)}
        )

    async def remember(self) -> None:
        """Cache the curators of all workspaces. Raises StoreDown."""
        self._known = frozenset([(one.team, one.user) for one in await self._curation.list_everybody()])


_PLURALS = {Role.CURATOR: "curators", Role.REVIEWER: "reviewers", Role.ADMIN: "admins"}
