"""Answers to what was said in a conversation: posted there, after Slack has its response."""

import logging
from collections.abc import Callable
from datetime import date
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.reply import FAILED, to_message
from bot.search import Index, answer
from bot.slack.causes import cause_of
from bot.slack.texts import to_typed

log = logging.getLogger(__name__)


async def post_answer(
    event: dict[str, Any],
    client: AsyncWebClient,
    current: Callable[[], Index],
    today: Callable[[], date],
    *,
    thread: str | None,
) -> None:
    """Answer an event's text in its conversation, in a thread if one is named."""
    try:
        message = to_message(answer(to_typed(str(event.get("text") or "")), current(), today()))
    except Exception:
        # Whatever failed, the person who asked is told; the cause is the operator's.
        log.exception("a question could not be answered")
        message = {"text": FAILED}
    try:
        await client.chat_postMessage(
            channel=event["channel"], thread_ts=thread, **message, unfurl_links=False, unfurl_media=False
        )
    except (SlackClientError, ClientError, TimeoutError) as error:
        log.error("an answer could not be posted: %s", cause_of(error))


def is_from_person(event: dict[str, Any], body: dict[str, Any]) -> bool:
    """Whether a person wrote it: no bot, and not this app, for two that answer each other never stop."""
    ours = [authorization.get("user_id") for authorization in body.get("authorizations") or ()]
    is_whole = all(isinstance(event.get(key), str) for key in ("user", "channel", "ts"))
    return is_whole and not event.get("bot_id") and event["user"] not in ours
