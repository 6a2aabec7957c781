"""Slash commands: the HTTP response itself carries the reply."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.reply import to_message
from bot.search import Index, answer
from bot.slack.texts import to_typed

# Slack sends an app no command but its own, whatever its admins called it.
_ANY = re.compile("/.*")


def register(app: AsyncApp, current: Callable[[], Index], today: Callable[[], date]) -> None:
    """Answer slash commands, to the one who asked."""

    @app.command(_ANY)
    async def handle_command(ack: AsyncAck, command: dict[str, Any]) -> None:
        found = answer(to_typed(str(command.get("text") or "")), current(), today())
        await ack(response_type="ephemeral", **to_message(found))
