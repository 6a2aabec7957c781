"""Mentions in a channel: answered in their thread."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.replies import Replies, is_from_person


def register(app: AsyncApp, replies: Replies) -> None:
    """Answer mentions."""

    @app.event("app_mention")
    async def handle_mention(event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient) -> None:
        if is_from_person(event, body):
            replies.take(event, client, thread=event.get("thread_ts") or event["ts"])
