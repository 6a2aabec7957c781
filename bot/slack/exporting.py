"""*Export*: all facts of an answer as a file for the user, where the app has the scope for files."""

import logging
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.reply import ANY_EXPORT, Export, escape_mrkdwn, to_export, to_export_window, to_exported, wording
from bot.search import as_answer
from bot.services import Responder
from bot.services.curating import NotAllowed
from bot.slack.addresses import Addresses
from bot.slack.background import Background
from bot.slack.errors import describe_slack_error
from bot.slack.interactions import Interaction, to_interaction
from bot.slack.manifest import FILES_SCOPE
from bot.slack.trying import try_act

log = logging.getLogger(__name__)


def may_send_files(context: AsyncBoltContext) -> bool:
    """Return whether a request's workspace has granted the scope for files."""
    authorized = context.authorize_result
    return bool(authorized and FILES_SCOPE in (authorized.bot_scopes or ()))


def register(app: AsyncApp, responder: Responder, addresses: Addresses, background: Background) -> None:
    """Handle the buttons of *Export*."""

    @app.action(ANY_EXPORT)
    async def handle_press(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        action = body["actions"][0]
        background.start(
            try_act(
                to_interaction(body, client, addresses), lambda interaction: _export(interaction, action, responder)
            )
        )


async def _export(interaction: Interaction, action: dict[str, Any], responder: Responder) -> None:
    """Send the file. The window opens first, since Slack's trigger would expire during the upload."""
    request, kind = to_exported(action, interaction.view)
    if request is None:
        raise NotAllowed(wording.BUTTON_EXPIRED)
    response = responder.answer(request, interaction.asker)
    export = to_export(response, as_answer(response), kind)
    opened = await interaction.client.views_push(
        trigger_id=interaction.trigger, view=to_export_window(wording.exporting(export.facts, kind.label))
    )
    try:
        await _send(
            interaction.client, interaction.asker.user, export, wording.exported(export.facts, export.title, kind.label)
        )
        words = wording.EXPORTED
    except (SlackClientError, ClientError, TimeoutError) as error:
        log.error("a file could not be sent: %s", describe_slack_error(error))
        words = wording.EXPORT_NOT_ALLOWED if describe_slack_error(error) == "missing_scope" else wording.FAILED_TO_ACT
    await interaction.client.views_update(view_id=opened["view"]["id"], view=to_export_window(words))


async def _send(client: AsyncWebClient, user: str, export: Export, words: str) -> None:
    """Send a file in a direct message, below a line that describes it.

    A file needs a conversation's id, which the message's response has: a user's id is not one, and opening the
    conversation would need another scope.
    """
    posted = await client.chat_postMessage(channel=user, text=escape_mrkdwn(words))
    try:
        await client.files_upload_v2(
            channel=posted["channel"], filename=export.name, title=export.title, content=export.content
        )
    except (SlackClientError, ClientError, TimeoutError):
        await client.chat_delete(channel=posted["channel"], ts=posted["ts"])
        raise
