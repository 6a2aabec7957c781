"""Mentions in channels, answered in a thread."""

from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack.incoming import to_incoming
from bot.slack.replies import Replies, is_from_person, is_retry


def register(app: AsyncApp, replies: Replies) -> None:
    """Answer mentions."""

    @app.event("app_mention")
    async def handle_mention(
        event: dict[str, Any], body: dict[str, Any], request: AsyncBoltRequest
    ) -> BoltResponse | None:
        if not is_from_person(event, body):
            return None
        incoming = to_incoming(body, thread=event.get("thread_ts") or event["ts"])
        return await replies.take(incoming, is_retry=is_retry(request))
