"""Answers to messages in conversations: posted after Slack has its response, and updated after an edit."""

import asyncio
import logging
from typing import Any

from aiohttp import ClientError
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.reply import FAILED, to_message
from bot.services import Claim, Conversations, Inbox, Responder, to_noted
from bot.slack.agent import Statuses
from bot.slack.background import Background
from bot.slack.errors import describe_slack_error
from bot.slack.exchanges import Exchange, Exchanges
from bot.slack.incoming import IncomingMessage, from_stored, to_stored
from bot.slack.reduction import send_reduced, to_bare
from bot.slack.workspaces import NoToken, Workspaces
from bot.store import Taken

log = logging.getLogger(__name__)

# https://docs.slack.dev/apis/events-api/#retries
RETRY_HEADER = "x-slack-retry-num"
# More answers than these wait, so that claims, which Slack waits for, find the store free.
MOST_ANSWERS_AT_ONCE = 16


class Replies:
    """Answers each message once, in its conversation; updates the answer when the message is edited."""

    def __init__(
        self,
        responder: Responder,
        conversations: Conversations,
        inbox: Inbox,
        background: Background,
        workspaces: Workspaces,
    ) -> None:
        self._responder = responder
        self._conversations = conversations
        self._inbox = inbox
        self._background = background
        self._workspaces = workspaces
        self._exchanges = Exchanges()
        self._statuses = Statuses()
        self._slots = asyncio.Semaphore(MOST_ANSWERS_AT_ONCE)

    async def take(self, incoming: IncomingMessage, *, is_retry: bool = False) -> BoltResponse | None:
        """Start to answer a message, unless it was answered before.

        Returns 503, so that Slack delivers it again, for a repeated delivery while the store is down, since another
        process may be answering it.
        """
        is_known = self._exchanges.knows(incoming.channel, incoming.ts)
        exchange = self._exchanges.claim(incoming.channel, incoming.ts, incoming.text, incoming.edited)
        if exchange is None:
            return None
        claim = await self._inbox.claim(to_stored(incoming), is_retry=is_retry)
        if claim is Claim.UNKNOWN and is_retry and not is_known and self._inbox.is_shared:
            self._exchanges.forget(incoming.channel, incoming.ts)
            self._inbox.give_back(incoming.id)
            return BoltResponse(status=503, body="")
        if claim is not Claim.OTHERS:
            self._background.start(self._answer(incoming, exchange))
        return None

    def resume(self, taken: Taken) -> None:
        """Start to answer a message that another process left; mark the answer where there may already be one."""
        self._inbox.hold(taken.event)
        incoming = from_stored(taken.event)
        if incoming is None:
            log.error("a message that another version took in is left unanswered")
            self._background.start(self._inbox.end(taken.event.event_id))
            return
        exchange = Exchange(incoming.text, incoming.edited)
        self._exchanges.keep(incoming.channel, incoming.ts, exchange)
        log.warning("a message is answered that another process left")
        answering = self._answer(incoming, exchange, may_be_second=taken.may_be_answered)
        self._background.start(answering)

    async def _answer(self, incoming: IncomingMessage, exchange: Exchange, *, may_be_second: bool = False) -> None:
        async with self._slots, exchange.lock:
            if exchange.text != exchange.answered:  # a later edit may have been answered already
                try:
                    client = await self._workspaces.client_of(incoming.team, incoming.asker.enterprise)
                except NoToken:
                    log.error("a question is left unanswered: there is no token for its workspace")
                else:
                    await self._answer_with(client, incoming, exchange, may_be_second=may_be_second)
        await self._inbox.end(incoming.id, exchange.reply)

    async def _answer_with(
        self, client: AsyncWebClient, incoming: IncomingMessage, exchange: Exchange, *, may_be_second: bool
    ) -> None:
        where = (client, incoming.channel, incoming.thread or incoming.ts)
        if incoming.shows_status:
            await self._statuses.begin(*where)
        message, is_last = await self._respond(incoming, exchange, may_be_second=may_be_second)
        if await self._inbox.may_post(incoming.id):
            await self._post(client, incoming, exchange, message, is_last=is_last)
        if incoming.shows_status:
            await self._statuses.end(*where, has_reply=incoming.thread is not None)

    async def _respond(
        self, incoming: IncomingMessage, exchange: Exchange, *, may_be_second: bool
    ) -> tuple[dict[str, Any], bool]:
        """Return the answer, and whether it is the last in its conversation."""
        text, is_first = exchange.text, exchange.is_first
        conversation = (incoming.channel, incoming.thread or "")
        # Before an edited message that begins a thread, only its own earlier version can have been asked.
        if is_first and not (exchange.edited and incoming.thread == incoming.ts):
            exchange.before = await self._conversations.recall(conversation)
        is_last = is_first or await self._conversations.recall(conversation) == exchange.left
        try:
            response = self._responder.respond(text, incoming.asker, exchange.before)
            picture = self._responder.picture(response)
            message = to_message(
                response,
                picture=picture,
                may_be_second=may_be_second,
                takes_feedback=self._responder.takes_feedback,
            )
            if is_last:
                exchange.left = to_noted(response, exchange.before)
                await self._conversations.note(exchange.left, conversation)
        except Exception:
            # The user learns that it failed; the log has the cause, for the operator.
            log.exception("a question could not be answered")
            message, is_last = {"text": FAILED}, False
        exchange.answered = text
        return message, is_last

    async def _post(
        self,
        client: AsyncWebClient,
        incoming: IncomingMessage,
        exchange: Exchange,
        message: dict[str, Any],
        *,
        is_last: bool,
    ) -> None:
        if exchange.edited and exchange.reply is None:
            exchange.reply = await self._inbox.find_reply(incoming.channel, incoming.ts)
        try:
            exchange.reply = await _deliver(client, message, exchange.reply, incoming.channel, incoming.thread)
        except (SlackClientError, ClientError, TimeoutError) as error:
            log.error("an answer could not be posted: %s", describe_slack_error(error))
            return
        if is_last and incoming.thread is None:
            # A thread may begin below the question or below the answer.
            below = (incoming.channel, incoming.ts), (incoming.channel, exchange.reply)
            await self._conversations.note(exchange.left, *below)


async def _deliver(
    client: AsyncWebClient, message: dict[str, Any], earlier: str | None, channel: str, thread: str | None
) -> str:
    """Update the earlier answer, or post one where there is none or it was deleted; return its `ts`."""

    async def post(sent: dict[str, Any]) -> Any:
        return await client.chat_postMessage(
            channel=channel, thread_ts=thread, unfurl_links=False, unfurl_media=False, **sent
        )

    async def update(sent: dict[str, Any]) -> Any:
        return await client.chat_update(channel=channel, ts=str(earlier), **{"blocks": [], **sent})

    if earlier:
        try:
            await send_reduced(update, message, to_bare(message))
        except SlackApiError as error:
            log.warning("an answer could not be changed, so a new one is posted: %s", describe_slack_error(error))
        else:
            return earlier
    return str((await send_reduced(post, message, to_bare(message))).get("ts"))


def is_from_person(event: dict[str, Any], body: dict[str, Any]) -> bool:
    """Return whether a person wrote a message: two bots that answered each other would never stop."""
    ours = [authorization.get("user_id") for authorization in body.get("authorizations") or ()]
    is_whole = all(isinstance(event.get(key), str) for key in ("user", "channel", "ts"))
    return is_whole and not event.get("bot_id") and event["user"] not in ours


def is_retry(request: Any) -> bool:
    """Return whether Slack delivers a request once more, because it had no response in time."""
    return bool(request.headers.get(RETRY_HEADER))
