"""The App Home: published when somebody opens it and has not yet seen this state of the base."""

import logging
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.background import Background
from bot.slack.causes import cause_of
from bot.slack.responder import Responder

log = logging.getLogger(__name__)


def register(app: AsyncApp, responder: Responder, background: Background) -> None:
    """Publish the home of who opens it."""

    @app.event("app_home_opened")
    async def handle_home(event: dict[str, Any], client: AsyncWebClient) -> None:
        if event.get("tab") == "home" and isinstance(event.get("user"), str):
            background.start(_publish(event, client, responder))


async def _publish(event: dict[str, Any], client: AsyncWebClient, responder: Responder) -> None:
    home = responder.home()
    seen = event.get("view")
    if isinstance(seen, dict) and seen.get("private_metadata") == home["private_metadata"]:
        return
    try:
        await client.views_publish(user_id=event["user"], view=home)
    except (SlackClientError, ClientError, TimeoutError) as error:
        log.error("the App Home could not be published: %s", cause_of(error))
