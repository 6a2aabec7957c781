"""The message of each gap in the review channel, updated as its count grows and when it is closed."""

import logging
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.gaps import Gap, GapState
from bot.domain.knowledge import Snapshot
from bot.reply.curating import Changed
from bot.reply.loop import to_gap_message
from bot.services.curating import to_fixed
from bot.slack.errors import describe_slack_error
from bot.slack.reduction import send_reduced, to_bare
from bot.slack.workspaces import Workspaces
from bot.store.curation import Curation
from bot.store.loop import Loop

log = logging.getLogger(__name__)

# The message or the channel is gone.
_LOST = frozenset({"message_not_found", "cant_update_message", "channel_not_found", "is_archived", "not_in_channel"})


class GapMessages:
    """Posts the messages of gaps and keeps them up to date."""

    def __init__(
        self,
        loop: Loop,
        curation: Curation,
        workspaces: Workspaces,
        snapshot: Callable[[], Snapshot],
        today: Callable[[], date],
    ) -> None:
        self._loop = loop
        self._curation = curation
        self._workspaces = workspaces
        self._snapshot = snapshot
        self._today = today

    async def show_all(self) -> None:
        """Show all gaps that have changed since they were shown. Raises StoreDown."""
        for gap in await self._loop.find_unshown():
            await self.show(gap)

    async def show(self, gap: Gap) -> None:
        """Show a gap as it is now; if Slack refuses, the next housekeeping shows it. Raises StoreDown."""
        try:
            address = await self._put(gap)
        except (SlackClientError, ClientError, TimeoutError) as error:
            log.error("a gap could not be shown to the reviewers: %s", describe_slack_error(error))
        else:
            await self._loop.set_gap_message(gap, address)

    async def _fixed(self, gap: Gap) -> Sequence[Changed]:
        """Return the changes of a reported fact that were published from Slack."""
        if gap.state is not GapState.FILLED or not gap.fact:
            return ()
        return to_fixed(await self._curation.list_changes(gap.team, gap.fact), gap.first_at)

    async def _put(self, gap: Gap) -> str:
        """Post or update the message of a gap, and return its address; "" where there is no channel to post it in."""
        waiting = await self._curation.find_for_gap(gap.team, gap.id) if gap.state is GapState.OPEN else None
        message = to_gap_message(
            gap,
            self._today(),
            self._snapshot(),
            proposer=waiting.author if waiting else "",
            changes=await self._fixed(gap),
        )
        client = await self._workspaces.client_of(gap.team)
        if gap.message:
            channel, _, ts = gap.message.partition("/")
            try:
                await send_reduced(_update(client, channel, ts), message, to_bare(message))
            except SlackApiError as error:
                if describe_slack_error(error) not in _LOST:
                    raise
            else:
                return gap.message
        channel = (await self._curation.find_settings(gap.team)).review_channel
        if gap.state is not GapState.OPEN or not channel:
            return ""
        try:
            posted = await send_reduced(_post(client, channel), message, to_bare(message))
        except SlackApiError as error:
            if describe_slack_error(error) not in _LOST:
                raise
            log.error("the review channel takes no messages: %s", describe_slack_error(error))
            return ""
        return f"{posted.get('channel')}/{posted.get('ts')}"


def _update(client: AsyncWebClient, channel: str, ts: str) -> Callable[[dict[str, Any]], Any]:
    async def update(message: dict[str, Any]) -> Any:
        return await client.chat_update(channel=channel, ts=ts, **message)

    return update


def _post(client: AsyncWebClient, channel: str) -> Callable[[dict[str, Any]], Any]:
    async def post(message: dict[str, Any]) -> Any:
        return await client.chat_postMessage(channel=channel, unfurl_links=False, unfurl_media=False, **message)

    return post
