"""Slash commands: the HTTP response itself carries the reply."""

import logging
from collections.abc import Sequence
from typing import Any

import orjson
from slack_bolt.response import BoltResponse

from bot.reply import FAILED, Surface, to_message
from bot.slack.responder import Responder
from bot.slack.texts import to_typed

log = logging.getLogger(__name__)

_JSON: dict[str, str | Sequence[str]] = {"content-type": ["application/json;charset=utf-8"]}


class Commands:
    """Answers slash commands, to the one who asked.

    They are no listener of Bolt's, for to prepare what a listener may ask for takes Bolt nearly as long as to find an
    answer. Slack sends an app no command but its own, whatever its admins called it.
    """

    def __init__(self, responder: Responder) -> None:
        self._responder = responder

    def answer(self, command: dict[str, Any]) -> BoltResponse:
        """The reply to a command; a failure is logged, and told."""
        try:
            found = self._responder.respond(to_typed(str(command.get("text") or "")))
            message = to_message(found, Surface.PRIVATE, picture=self._responder.picture(found))
        except Exception:
            log.exception("a command could not be answered")
            message = {"text": FAILED}
        response = BoltResponse(status=200, headers=_JSON)
        # As it is: a long text need not be decoded here to be encoded again there.
        response.body = orjson.dumps({"response_type": "ephemeral", **message})  # type: ignore[assignment]
        return response
