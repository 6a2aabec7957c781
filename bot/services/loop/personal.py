"""What is kept of a person, shown to them and deleted when they say so."""

from bot.domain.watching import PersonalRows
from bot.services.askers import Asker
from bot.services.loop.hashes import to_voter
from bot.store.loop import Loop


class Personal:
    """Shows people what is kept of them. Methods raise StoreDown."""

    def __init__(self, loop: Loop, secret: str) -> None:
        self._loop = loop
        self._secret = secret

    async def list(self, asker: Asker) -> PersonalRows:
        """List what is kept of somebody."""
        return await self._loop.list_personal(asker.team, asker.user, to_voter(self._secret, asker))

    async def delete(self, asker: Asker) -> PersonalRows:
        """Delete what is kept of somebody, but for their role; return what is left."""
        await self._loop.delete_personal(asker.team, asker.user, to_voter(self._secret, asker))
        return await self.list(asker)

    async def leave_out(self, asker: Asker, *, is_out: bool) -> PersonalRows:
        """Leave somebody's questions out of the misses from now on, or no longer."""
        await self._loop.set_opted_out(asker.team, asker.user, is_out)
        return await self.list(asker)
