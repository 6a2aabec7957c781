"""What the readers' loop does at each look of the keeper."""

from bot.services import Duties
from bot.services.loop import Digests, Following, Listening, Watching
from bot.slack.gap_messages import GapMessages
from bot.slack.mailing import Mailing


class LoopDuties(Duties):
    """Saves what this process heard; the keeper follows the base, plans and sends messages, and shows gaps."""

    def __init__(
        self,
        listening: Listening,
        following: Following,
        digests: Digests,
        watching: Watching,
        gap_messages: GapMessages,
        mailing: Mailing,
    ) -> None:
        self._listening = listening
        self._following = following
        self._digests = digests
        self._watching = watching
        self._gap_messages = gap_messages
        self._mailing = mailing

    async def look(self) -> None:
        """Save what was heard. Raises StoreDown."""
        await self._listening.save()

    async def finish(self) -> None:
        """Do what one process does for all. Raises StoreDown."""
        await self._following.follow()
        await self._gap_messages.show_all()
        await self._digests.plan()
        await self._watching.plan()
        await self._mailing.send_due()
