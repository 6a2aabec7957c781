"""Slash commands: the HTTP response itself carries the reply."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.reply import Surface, to_message
from bot.slack.responder import Responder
from bot.slack.texts import to_typed

# Slack sends an app no command but its own, whatever its admins called it.
_ANY = re.compile("/.*")


def register(app: AsyncApp, responder: Responder) -> None:
    """Answer slash commands, to the one who asked."""

    @app.command(_ANY)
    async def handle_command(ack: AsyncAck, command: dict[str, Any]) -> None:
        response = responder.respond(to_typed(str(command.get("text") or "")))
        message = to_message(response, Surface.PRIVATE, picture=responder.picture(response))
        await ack(response_type="ephemeral", **message)
