"""The defaults of channels: the partner or topic of questions that name none, cached for answering."""

from collections.abc import Mapping
from operator import itemgetter

from bot.domain.defaults import ChannelDefault, Default
from bot.services.askers import Asker
from bot.services.housekeeping import Duties
from bot.store.curation import Curation


class ChannelDefaults(Duties):
    """The defaults of all channels, refreshed by housekeeping; none before its first run."""

    def __init__(self, curation: Curation) -> None:
        self._curation = curation
        self._known: dict[tuple[str, str], Default] = {}

    def of(self, asker: Asker) -> Default | None:
        """Return the default of the asker's channel; None where it has none, as in direct messages."""
        return None if asker.channel.startswith("D") else self._known.get((asker.team, asker.channel))

    def list_of(self, team: str) -> Mapping[str, Default]:
        """Return the defaults of a workspace by channel, in the order of the channels' ids."""
        return {
            channel: default for (of, channel), default in sorted(self._known.items(), key=itemgetter(0)) if of == team
        }

    async def set(self, actor: str, new: ChannelDefault) -> None:
        """Set a channel's default, as an admin decides. Raises StoreDown."""
        await self._curation.set_default(new, actor)
        self._known.pop((new.team, new.channel), None)
        if new.default != Default():
            self._known[new.team, new.channel] = new.default

    async def refresh(self) -> None:
        """Refresh the defaults of all channels. Raises StoreDown."""
        self._known = {(one.team, one.channel): one.default for one in await self._curation.list_defaults()}

    async def finish(self) -> None:
        """Do nothing: each process refreshes its own cache."""
