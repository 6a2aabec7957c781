"""The App Home, published to a user who opens it and has not seen this revision of the base."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.services import Asker, EntryPoint, Responder
from bot.slack.agent import suggest_prompts
from bot.slack.askers import to_asker
from bot.slack.background import Background
from bot.slack.errors import describe_slack_error
from bot.slack.interactions import Interaction
from bot.slack.reduction import send_reduced

log = logging.getLogger(__name__)

# The blocks that one user sees, above those that everybody sees.
HomeBlocks = Callable[[Asker], Awaitable[list[dict[str, Any]]]]


class Homes:
    """Publishes the App Home again after an act in it; `more` makes the blocks above the common ones."""

    def __init__(self, responder: Responder) -> None:
        self._responder = responder
        self.more: list[HomeBlocks] = []

    async def publish(self, interaction: Interaction) -> None:
        """Publish the home again, if the interaction was in it."""
        if interaction.view.get("type") != "home":
            return
        home = self._responder.home()
        more = [block for blocks_of in self.more for block in await blocks_of(interaction.asker)]
        home["blocks"] = [*more, *home["blocks"]]
        try:
            await interaction.client.views_publish(user_id=interaction.asker.user, view=home)
        except (SlackClientError, ClientError, TimeoutError) as error:
            log.error("the App Home could not be published: %s", describe_slack_error(error))


def register(app: AsyncApp, responder: Responder, background: Background, more: Sequence[HomeBlocks] = ()) -> None:
    """Publish the home when a user opens it, with the blocks of `more` first; suggest prompts for the messages."""

    @app.event("app_home_opened")
    async def handle_home(event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient) -> None:
        if event.get("tab") == "home" and isinstance(event.get("user"), str):
            background.start(_publish(event, body, client, responder, more))
        elif event.get("tab") == "messages" and isinstance(event.get("channel"), str):
            background.start(suggest_prompts(client, event["channel"], responder))


async def _publish(
    event: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    responder: Responder,
    more: Sequence[HomeBlocks],
) -> None:
    home = responder.home()
    asker = to_asker(EntryPoint.HOME, body)
    if blocks := [block for blocks_of in more for block in await blocks_of(asker)]:
        home = {**home, "blocks": [*blocks, *home["blocks"]], "private_metadata": ""}  # never taken for seen
    seen = event.get("view")
    if home["private_metadata"] and isinstance(seen, dict) and seen.get("private_metadata") == home["private_metadata"]:
        return

    async def send(view: dict[str, Any]) -> Any:
        return await client.views_publish(user_id=event["user"], view=view)

    try:
        await send_reduced(send, home, responder.bare_home())
    except (SlackClientError, ClientError, TimeoutError) as error:
        log.error("the App Home could not be published: %s", describe_slack_error(error))
