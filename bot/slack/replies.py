"""Answers to what was said in a conversation: posted there, after Slack has its response."""

import logging
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.responses import Response
from bot.reply import FAILED, to_message
from bot.slack.addresses import without_pictures
from bot.slack.agent import show_status
from bot.slack.causes import cause_of
from bot.slack.contexts import Contexts
from bot.slack.responder import Responder
from bot.slack.texts import to_typed

log = logging.getLogger(__name__)


async def post_answer(
    event: dict[str, Any],
    client: AsyncWebClient,
    responder: Responder,
    contexts: Contexts,
    *,
    team: str,
    thread: str | None,
    status: str = "",
) -> None:
    """Answer an event's text in its conversation, in a thread if one is named; meanwhile show a status, if any."""
    channel = event["channel"]
    conversation = (team, channel, thread or "")
    if status:
        await show_status(client, channel, thread or event["ts"], status)
    response: Response | None = None
    try:
        asked = to_typed(str(event.get("text") or ""))
        response = responder.respond(asked, contexts.recall(conversation))
        message = to_message(response, asked=asked, picture=responder.picture(response))
        contexts.note(response, conversation)
    except Exception:
        # Whatever failed, the person who asked is told; the cause is the operator's.
        log.exception("a question could not be answered")
        message = {"text": FAILED}
    try:
        posted = await _post(client, message, channel=channel, thread_ts=thread)
    except (SlackClientError, ClientError, TimeoutError) as error:
        log.error("an answer could not be posted: %s", cause_of(error))
        return
    if status and thread is None:
        # The answer is none in the thread that the status was shown in, so it does not take it away.
        await show_status(client, channel, event["ts"], "")
    if response and thread is None:
        # A thread may begin below the question or below the answer.
        contexts.note(response, (team, channel, event["ts"]), (team, channel, str(posted.get("ts"))))


async def _post(client: AsyncWebClient, message: dict[str, Any], **where: Any) -> Any:
    """Post a message; if Slack does not take it with its picture, which it fetches meanwhile, without."""
    try:
        return await client.chat_postMessage(**where, **message, unfurl_links=False, unfurl_media=False)
    except SlackApiError as error:
        bare = without_pictures(message)
        if bare == message:
            raise
        log.warning("an answer is posted without its picture: %s", cause_of(error))
        return await client.chat_postMessage(**where, **bare, unfurl_links=False, unfurl_media=False)


def is_from_person(event: dict[str, Any], body: dict[str, Any]) -> bool:
    """Whether a person wrote it: no bot, and not this app, for two that answer each other never stop."""
    ours = [authorization.get("user_id") for authorization in body.get("authorizations") or ()]
    is_whole = all(isinstance(event.get(key), str) for key in ("user", "channel", "ts"))
    return is_whole and not event.get("bot_id") and event["user"] not in ours
