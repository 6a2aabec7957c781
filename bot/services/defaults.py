"""What questions in a channel are about where they do not say, kept in memory for whoever answers them."""

from collections.abc import Mapping
from operator import itemgetter

from bot.domain.defaults import ChannelDefault, Default
from bot.services.askers import Asker
from bot.services.housekeeping import Duties
from bot.store.curation import Curation


class ChannelDefaults(Duties):
    """The defaults of all channels, which each look brings up to date; until the first there are none."""

    def __init__(self, curation: Curation) -> None:
        self._curation = curation
        self._known: dict[tuple[str, str], Default] = {}

    def of(self, asker: Asker) -> Default | None:
        """Return the default of the channel in which somebody asks; None where it has none, as direct messages have."""
        return None if asker.channel.startswith("D") else self._known.get((asker.team, asker.channel))

    def list_of(self, team: str) -> Mapping[str, Default]:
        """Return the defaults of a workspace by channel, in the order of these."""
        return {
            channel: default for (of, channel), default in sorted(self._known.items(), key=itemgetter(0)) if of == team
        }

    async def set(self, actor: str, new: ChannelDefault) -> None:
        """Set a channel's default, as an admin decides. Raises StoreDown."""
        await self._curation.set_default(new, actor)
        self._known.pop((new.team, new.channel), None)
        if new.default != Default():
            self._known[new.team, new.channel] = new.default

    async def look(self) -> None:
        """Look the defaults of all channels up. Raises StoreDown."""
        self._known = {(one.team, one.channel): one.default for one in await self._curation.list_defaults()}

    async def finish(self) -> None:
        """Do nothing: each process looks for itself."""
