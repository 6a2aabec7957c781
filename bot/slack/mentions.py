"""Mentions in a channel: answered in their thread."""

import logging
from collections.abc import Callable
from datetime import date
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.reply import FAILED, to_message
from bot.search import Index, answer
from bot.slack.background import Background
from bot.slack.texts import to_typed

log = logging.getLogger(__name__)


def register(app: AsyncApp, current: Callable[[], Index], today: Callable[[], date], background: Background) -> None:
    """Answer mentions; Slack has its response before the answer is posted."""

    @app.event("app_mention")
    async def handle_mention(event: dict[str, Any], client: AsyncWebClient) -> None:
        if event.get("bot_id"):
            return  # another bot, or this one: two that answer each other never stop
        background.start(_reply(event, client, current, today))


async def _reply(
    event: dict[str, Any], client: AsyncWebClient, current: Callable[[], Index], today: Callable[[], date]
) -> None:
    place = {"channel": event["channel"], "thread_ts": event.get("thread_ts") or event["ts"]}
    try:
        message = to_message(answer(to_typed(event.get("text") or ""), current(), today()))
    except Exception:
        # Whatever failed, the person who asked is told; the cause is the operator's.
        log.exception("a mention could not be answered")
        message = {"text": FAILED}
    try:
        await client.chat_postMessage(**place, **message, unfurl_links=False, unfurl_media=False)
    except (SlackClientError, ClientError, TimeoutError) as error:
        log.error("the reply to a mention could not be posted: %s", _cause(error))


def _cause(error: Exception) -> str:
    # The text of a refusal would repeat what was posted; its name is enough.
    return str(error.response["error"]) if isinstance(error, SlackApiError) else repr(error)
