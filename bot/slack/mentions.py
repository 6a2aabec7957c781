"""Mentions in a channel: answered in their thread."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.background import Background
from bot.slack.contexts import Contexts
from bot.slack.replies import is_from_person, post_answer
from bot.slack.responder import Responder


def register(app: AsyncApp, responder: Responder, contexts: Contexts, background: Background) -> None:
    """Answer mentions."""

    @app.event("app_mention")
    async def handle_mention(event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient) -> None:
        if is_from_person(event, body):
            thread = event.get("thread_ts") or event["ts"]
            team = str(body.get("team_id"))
            background.start(post_answer(event, client, responder, contexts, team=team, thread=thread))
