"""Answers to what people write in conversations: posted after Slack has its response, changed on an edit."""

import logging
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.reply import FAILED, to_message
from bot.slack.agent import Statuses
from bot.slack.background import Background
from bot.slack.contexts import Contexts, to_noted
from bot.slack.errors import describe_slack_error
from bot.slack.exchanges import Exchange, Exchanges
from bot.slack.reduction import send_reduced, to_bare
from bot.slack.responder import MAX_ASKED, Responder
from bot.slack.texts import to_typed

log = logging.getLogger(__name__)


class Replies:
    """Answers each message once, in its conversation; updates the answer when the message is edited."""

    def __init__(self, responder: Responder, contexts: Contexts, background: Background) -> None:
        self._responder = responder
        self._contexts = contexts
        self._background = background
        self._exchanges = Exchanges()
        self._statuses = Statuses()

    def take(
        self, event: dict[str, Any], client: AsyncWebClient, *, thread: str | None, shows_status: bool = False
    ) -> None:
        """Start to answer a message, in a thread if one is named, unless it was answered before."""
        edit = event.get("edited")
        edited = str(edit.get("ts") or "") if isinstance(edit, dict) else ""
        text = to_typed(str(event.get("text") or ""))[:MAX_ASKED]
        exchange = self._exchanges.claim(event["channel"], event["ts"], text, edited)
        if exchange:
            self._background.start(self._answer(event, client, exchange, thread, shows_status=shows_status))

    async def _answer(
        self,
        event: dict[str, Any],
        client: AsyncWebClient,
        exchange: Exchange,
        thread: str | None,
        *,
        shows_status: bool,
    ) -> None:
        async with exchange.lock:
            if exchange.text == exchange.answered:
                return  # edited again meanwhile, and answered as it is now
            if shows_status:
                await self._statuses.begin(client, event["channel"], thread or event["ts"])
            await self._reply(event, client, exchange, thread)
            if shows_status:
                has_reply = thread is not None
                await self._statuses.end(client, event["channel"], thread or event["ts"], has_reply=has_reply)

    async def _reply(
        self, event: dict[str, Any], client: AsyncWebClient, exchange: Exchange, thread: str | None
    ) -> None:
        channel, text, is_first = event["channel"], exchange.text, exchange.is_first
        conversation = (channel, thread or "")
        # What was asked before an edited message that begins a thread could only be its own earlier version.
        if is_first and not (exchange.edited and thread == event["ts"]):
            exchange.before = self._contexts.recall(conversation)
        is_last = is_first or self._contexts.recall(conversation) == exchange.left
        try:
            response = self._responder.respond(text, exchange.before)
            message = to_message(response, picture=self._responder.picture(response))
            if is_last:
                exchange.left = to_noted(response, exchange.before)
                self._contexts.note(exchange.left, conversation)
        except Exception:
            # Whatever failed, the person who asked is told; the cause is the operator's.
            log.exception("a question could not be answered")
            message, is_last = {"text": FAILED}, False
        exchange.answered = text
        try:
            exchange.reply = await _deliver(client, message, exchange.reply, channel, thread)
        except (SlackClientError, ClientError, TimeoutError) as error:
            log.error("an answer could not be posted: %s", describe_slack_error(error))
            return
        if is_last and thread is None:
            # A thread may begin below the question or below the answer.
            self._contexts.note(exchange.left, (channel, event["ts"]), (channel, exchange.reply))


async def _deliver(
    client: AsyncWebClient, message: dict[str, Any], earlier: str | None, channel: str, thread: str | None
) -> str:
    """Update the earlier answer, or post one where there is none or it has been deleted; return its `ts`."""

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
    """Whether a person wrote it, and no bot or this app: two bots that answer each other never stop."""
    ours = [authorization.get("user_id") for authorization in body.get("authorizations") or ()]
    is_whole = all(isinstance(event.get(key), str) for key in ("user", "channel", "ts"))
    return is_whole and not event.get("bot_id") and event["user"] not in ours
