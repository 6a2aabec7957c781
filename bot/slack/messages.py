"""Direct messages: answered where they were written."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.replies import Replies, is_from_person

# The subtypes of what people write: with a file, from a thread also to the conversation, by /me. Others tell of edits,
# deletions, joins and the like. https://docs.slack.dev/reference/events/message/
_WRITTEN = (None, "file_share", "me_message", "thread_broadcast")


def register(app: AsyncApp, replies: Replies) -> None:
    """Answer what people write to the bot."""

    @app.event("message")
    async def handle_message(event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient) -> None:
        is_direct = event.get("channel_type") == "im" and event.get("subtype") in _WRITTEN
        if is_direct and is_from_person(event, body):
            replies.take(event, client, thread=event.get("thread_ts"), shows_status=True)
