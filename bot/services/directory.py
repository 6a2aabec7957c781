"""The workspaces that have the app installed, remembered: a request waits neither for Slack nor for the store."""

from dataclasses import dataclass

from bot.domain.installations import Installation
from bot.services.newest import Newest
from bot.store import Installations, StoreDown

# Of some hundred bytes each.
MAX_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class _Remembered:
    installation: Installation
    generation: int


class Directory:
    """Finds the installation that serves a workspace.

    What was found once is remembered until a look sees that any installation has changed, by whichever process; then
    each is read again when it is needed. While the store is down, what was remembered goes on being good.
    """

    def __init__(self, installations: Installations) -> None:
        self._installations = installations
        self._remembered: Newest[tuple[str, str], _Remembered] = Newest(MAX_REMEMBERED)
        self._generation = 0
        self._counter: int | None = None
        self._organisations: Newest[str, str] = Newest(MAX_REMEMBERED)
        self._unwritten: dict[str, str] = {}

    async def find(self, enterprise: str, team: str) -> Installation | None:
        """Find the installation for a workspace of an organisation; None where there is none.

        Raises StoreDown where the store does not respond and nothing is remembered.
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
        """Keep a new installation. Raises StoreDown."""
        await self._installations.save(installation)
        self._generation += 1

    async def end(self, installation: Installation, act: str) -> bool:
        """End an installation; False where it was ended or made anew since it was found. Raises StoreDown."""
        has_ended = await self._installations.end(installation, act)
        self._generation += 1
        return has_ended

    async def look(self) -> None:
        """See whether an installation has changed, and keep which workspaces belong to which organisation.

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
        """Encrypt anew, with the newest key, what an older one encrypted. Raises StoreDown."""
        await self._installations.reseal()

    def note(self, team: str, enterprise: str) -> None:
        """Note that a workspace belongs to an organisation; a look keeps it."""
        if team and enterprise and self._organisations.get(team) != enterprise:
            self._organisations[team] = enterprise
            self._unwritten[team] = enterprise
