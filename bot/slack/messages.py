"""Direct messages, answered in the same conversation."""

from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack.incoming import to_incoming
from bot.slack.replies import Replies, is_from_person, is_retry

# The subtypes of messages that people write: with a file, broadcast from a thread, or by /me. Others report edits,
# deletions, joins and the like. https://docs.slack.dev/reference/events/message/
_WRITTEN = (None, "file_share", "me_message", "thread_broadcast")


def register(app: AsyncApp, replies: Replies) -> None:
    """Answer the messages that people write to the bot."""

    @app.event("message")
    async def handle_message(
        event: dict[str, Any], body: dict[str, Any], request: AsyncBoltRequest
    ) -> BoltResponse | None:
        is_direct = event.get("channel_type") == "im" and event.get("subtype") in _WRITTEN
        if not is_direct or not is_from_person(event, body):
            return None
        incoming = to_incoming(body, thread=event.get("thread_ts"), shows_status=True)
        return await replies.take(incoming, is_retry=is_retry(request))
