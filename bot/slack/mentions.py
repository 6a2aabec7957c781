"""Mentions in a channel: answered in their thread."""

from collections.abc import Callable
from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.search import Index
from bot.slack.background import Background
from bot.slack.replies import is_from_person, post_answer


def register(app: AsyncApp, current: Callable[[], Index], today: Callable[[], date], background: Background) -> None:
    """Answer mentions."""

    @app.event("app_mention")
    async def handle_mention(event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient) -> None:
        if is_from_person(event, body):
            thread = event.get("thread_ts") or event["ts"]
            background.start(post_answer(event, client, current, today, thread=thread))
