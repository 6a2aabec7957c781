"""Direct messages: answered where they were written."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.reply.wording import LOOKING
from bot.slack.background import Background
from bot.slack.contexts import Contexts
from bot.slack.replies import is_from_person, post_answer
from bot.slack.responder import Responder


def register(app: AsyncApp, responder: Responder, contexts: Contexts, background: Background) -> None:
    """Answer what people write to the bot; edits, deletions, joins and the like have a subtype and are passed over."""

    @app.event("message")
    async def handle_message(event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient) -> None:
        is_direct = event.get("channel_type") == "im" and not event.get("subtype")
        if is_direct and is_from_person(event, body):
            thread, team = event.get("thread_ts"), str(body.get("team_id"))
            background.start(post_answer(event, client, responder, contexts, team=team, thread=thread, status=LOOKING))
