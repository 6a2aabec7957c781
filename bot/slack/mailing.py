"""Notifications from the outbox, each sent once to a follower, watcher or owner, across failures and restarts."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.watching import QueuedMessage
from bot.reply.loop import to_marked
from bot.slack.errors import describe_slack_error
from bot.slack.reduction import send_reduced, to_bare
from bot.slack.workspaces import Workspaces
from bot.store import StoreDown
from bot.store.loop import Loop

log = logging.getLogger(__name__)

# Longer than all retries of one call take.
SECONDS_TO_SEND = 180.0
SECONDS_BETWEEN_TRIES, LONGEST_WAIT, MOST_TRIES = 60.0, 3_600.0, 12
# Slack's errors for a recipient, and for a conversation, that nothing can be sent to.
_NOBODY = frozenset({"account_inactive", "cannot_dm_bot", "user_disabled", "user_not_found", "users_not_found"})
_NOWHERE = frozenset(
    {"cannot_reply_to_message", "channel_not_found", "is_archived", "message_not_found", "not_in_channel"}
    | {"no_permission", "restricted_action", "thread_not_found"}
)


@dataclass(frozen=True, slots=True)
class Mail:
    """A composed message: its recipient, its channel and thread ("" for a direct message), and its content."""

    user: str
    channel: str
    thread: str
    message: dict[str, Any]


Compose = Callable[[dict[str, Any]], Awaitable[Mail | None]]
Gone = Callable[[dict[str, Any]], Awaitable[None]]


class Mailing:
    """Sends the queued messages that are due, each by one process; retries those that Slack refuses.

    `compose` makes the message of each kind when it is sent, or None if there is nothing left to report; `gone`
    handles, by kind, a recipient who has left. A message that a killed process may have sent is marked as such, since
    Slack cannot be asked.
    """

    def __init__(
        self,
        loop: Loop,
        workspaces: Workspaces,
        compose: Mapping[str, Compose],
        gone: Mapping[str, Gone],
        clock: Callable[[], float],
    ) -> None:
        self._loop = loop
        self._workspaces = workspaces
        self._compose = compose
        self._gone = gone
        self._clock = clock

    async def send_due(self) -> None:
        """Send the queued messages that are due. Raises StoreDown."""
        for queued in await self._loop.take_queued(SECONDS_TO_SEND):
            try:
                await self._send(queued)
            except StoreDown:
                raise
            except Exception:
                # The others are still sent, and this one is retried.
                log.exception("a message of kind %s could not be composed", queued.kind)
                await self._put_off(queued, "failed")

    async def _send(self, queued: QueuedMessage) -> None:
        payload = orjson.loads(queued.payload)
        compose = self._compose.get(queued.kind)
        mail = await compose(payload) if compose else None
        if mail is None:
            await self._loop.mark_sent(queued.id)
            return
        if not await self._loop.mark_sending(queued.id):
            return
        message = to_marked(mail.message) if queued.may_be_sent else mail.message
        try:
            await _post(await self._workspaces.client_of(str(payload["team"])), mail, message)
        except SlackApiError as error:
            await self._give_up_or_put_off(queued, payload, error)
        except (SlackClientError, ClientError, TimeoutError) as error:
            await self._put_off(queued, describe_slack_error(error))
        else:
            await self._loop.mark_sent(queued.id)

    async def _give_up_or_put_off(self, queued: QueuedMessage, payload: dict[str, Any], error: SlackApiError) -> None:
        cause = describe_slack_error(error)
        if cause not in _NOBODY | _NOWHERE:
            await self._put_off(queued, cause)
            return
        log.info("a message of kind %s has no recipient any more: %s", queued.kind, cause)
        if cause in _NOBODY and (deal := self._gone.get(queued.kind)):
            await deal(payload)
        await self._loop.give_up(queued.id, cause)

    async def _put_off(self, queued: QueuedMessage, cause: str) -> None:
        if queued.attempts >= MOST_TRIES:
            log.error("a message of kind %s is given up after %d tries: %s", queued.kind, queued.attempts, cause)
            await self._loop.give_up(queued.id, cause)
            return
        pause = min(SECONDS_BETWEEN_TRIES * 2 ** max(queued.attempts - 1, 0), LONGEST_WAIT)
        log.warning("a message of kind %s is sent again in %d s: %s", queued.kind, pause, cause)
        await self._loop.put_off(queued.id, self._clock() + pause, cause)


async def _post(client: AsyncWebClient, mail: Mail, message: dict[str, Any]) -> None:
    """Post a message in its thread; where that is gone, to the person directly."""
    if mail.channel:
        try:
            await post_in(client, mail.channel, mail.thread, message)
        except SlackApiError as error:
            if describe_slack_error(error) not in _NOWHERE:
                raise
        else:
            return
    await post_in(client, mail.user, "", message)


async def post_in(client: AsyncWebClient, channel: str, thread: str, message: dict[str, Any]) -> None:
    """Post a message in a channel, or in a thread of it; a plainer one where Slack refuses its blocks."""

    async def post(sent: dict[str, Any]) -> Any:
        return await client.chat_postMessage(
            channel=channel, thread_ts=thread or None, unfurl_links=False, unfurl_media=False, **sent
        )

    await send_reduced(post, message, to_bare(message))
