"""The rows that the store keeps about a person: shown to them, and deleted at their request."""

from bot.domain.watching import PersonalRows
from bot.services.askers import Asker
from bot.services.loop.hashes import to_voter
from bot.store.loop import Loop


class PersonalData:
    """Shows people the rows about them. Methods raise StoreDown."""

    def __init__(self, loop: Loop, secret: str) -> None:
        self._loop = loop
        self._secret = secret

    async def list(self, asker: Asker) -> PersonalRows:
        """List the rows about a person."""
        return await self._loop.list_personal(asker.team, asker.user, to_voter(self._secret, asker))

    async def delete(self, asker: Asker) -> PersonalRows:
        """Delete the rows about a person, except their role; return what is left."""
        await self._loop.delete_personal(asker.team, asker.user, to_voter(self._secret, asker))
        return await self.list(asker)

    async def leave_out(self, asker: Asker, *, is_out: bool) -> PersonalRows:
        """Exclude a person's questions from the misses, or include them again."""
        await self._loop.set_opted_out(asker.team, asker.user, is_out)
        return await self.list(asker)
