"""The directory of installations, cached so that a request waits neither for Slack nor for the store."""

from dataclasses import dataclass

from bot.domain.installations import Installation
from bot.services.bounded import BoundedMapping
from bot.store import Installations, StoreDown

# Installations have some hundred bytes each.
MAX_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class _Remembered:
    installation: Installation
    generation: int


class Directory:
    """Finds the installation that serves a workspace.

    A result is cached until housekeeping sees that any process changed an installation; then each is read again when it
    is needed. While the store is down, the cache stays valid.
    """

    def __init__(self, installations: Installations) -> None:
        self._installations = installations
        self._remembered: BoundedMapping[tuple[str, str], _Remembered] = BoundedMapping(MAX_REMEMBERED)
        self._generation = 0
        self._counter: int | None = None
        self._organisations: BoundedMapping[str, str] = BoundedMapping(MAX_REMEMBERED)
        self._unwritten: dict[str, str] = {}

    async def find(self, enterprise: str, team: str) -> Installation | None:
        """Find the installation for a workspace of an organisation; None where there is none.

        Raises StoreDown where the store is down and nothing is cached.
        """
        known = self._remembered.get((enterprise, team))
        if known is not None and known.generation == self._generation:
            return known.installation
        generation = self._generation
        try:
            found = await self._installations.find(enterprise, team)
        except StoreDown:
            if known is None:
                raise
            return known.installation
        if found is None:
            self._remembered.pop((enterprise, team), None)
            return None
        self._remembered[enterprise, team] = _Remembered(found, generation)
        return found

    async def save(self, installation: Installation) -> None:
        """Save a new installation. Raises StoreDown."""
        await self._installations.save(installation)
        self._generation += 1

    async def end(self, installation: Installation, act: str) -> bool:
        """End an installation; return False where it was ended or renewed since. Raises StoreDown."""
        has_ended = await self._installations.end(installation, act)
        self._generation += 1
        return has_ended

    async def refresh(self) -> None:
        """Drop the cache if an installation has changed, and record the organisations of workspaces.

        Raises StoreDown.
        """
        counter = await self._installations.read_counter()
        if counter != self._counter:
            self._counter = counter
            self._generation += 1
        while self._unwritten:
            team, enterprise = next(iter(self._unwritten.items()))
            await self._installations.note_organisation(team, enterprise)
            self._unwritten.pop(team, None)

    async def finish(self) -> None:
        """Encrypt the tokens of older keys again with the newest key. Raises StoreDown."""
        await self._installations.reseal()

    def note(self, team: str, enterprise: str) -> None:
        """Note the organisation of a workspace, for housekeeping to record."""
        if team and enterprise and self._organisations.get(team) != enterprise:
            self._organisations[team] = enterprise
            self._unwritten[team] = enterprise
