"""The one way into the app, whichever way a request came."""

import logging
import traceback
from pathlib import Path
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack.commands import Commands

log = logging.getLogger(__name__)


class App:
    """What answers requests: slash commands by themselves, and whatever else comes by the listeners of a Bolt app."""

    def __init__(self, bolt: AsyncApp, commands: Commands) -> None:
        self._bolt = bolt
        self._commands = commands

    async def dispatch(self, payload: dict[str, Any]) -> BoltResponse:
        """The response to a request of Slack's shape (`is_payload`), given as decoded JSON or the fields of a form.

        Failures of listeners are dealt with inside, so whatever else comes out of Bolt is a request in a form that
        Slack does not send: mistyped, or without what every request has. It gets 400.
        """
        if "command" in payload:
            return await self._commands.answer(payload)
        # Bolt looks into a view or an event wherever the name is there, though it be null.
        body = {name: value for name, value in payload.items() if value is not None}
        try:
            # In this mode Bolt takes what is decoded.
            response = await self._bolt.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
        except Exception as error:
            # The error's own words, or a whole traceback, could repeat what a person wrote.
            place = traceback.extract_tb(error.__traceback__)[-1]
            log.error(
                "could not read a request: %s at %s:%s", type(error).__name__, Path(place.filename).name, place.lineno
            )
            return BoltResponse(status=400, body="the request is not one that Slack sends")
        if response.status == 404:
            log.warning("nothing handles a request that came: is the app's manifest that of this version?")
        return response
