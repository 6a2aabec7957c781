"""Housekeeping of the readers' loop."""

from bot.services import Duties
from bot.services.loop import Digests, GapCloser, UsageRecorder, Watching
from bot.slack.gap_messages import GapMessages
from bot.slack.mailing import Mailing


class LoopDuties(Duties):
    """Saves the usage that this process recorded; as the leader, follows the base and sends notifications."""

    def __init__(
        self,
        usage_recorder: UsageRecorder,
        gap_closer: GapCloser,
        digests: Digests,
        watching: Watching,
        gap_messages: GapMessages,
        mailing: Mailing,
    ) -> None:
        self._usage_recorder = usage_recorder
        self._gap_closer = gap_closer
        self._digests = digests
        self._watching = watching
        self._gap_messages = gap_messages
        self._mailing = mailing

    async def refresh(self) -> None:
        """Save the usage that this process recorded. Raises StoreDown."""
        await self._usage_recorder.save()

    async def finish(self) -> None:
        """Do the work of the leader: close gaps, show them, plan notifications and send them. Raises StoreDown."""
        await self._gap_closer.follow()
        await self._gap_messages.show_all()
        await self._digests.plan()
        await self._watching.plan()
        await self._mailing.send_due()
