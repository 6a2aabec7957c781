"""Slash commands: the HTTP response itself carries the reply."""

import logging
from collections.abc import Sequence
from typing import Any

import orjson
from slack_bolt.response import BoltResponse

from bot.domain.responses import Response
from bot.reply import FAILED, Surface, to_message
from bot.slack.responder import Responder
from bot.slack.second import SecondProcess
from bot.slack.texts import to_typed

log = logging.getLogger(__name__)

_JSON: dict[str, str | Sequence[str]] = {"content-type": ["application/json;charset=utf-8"]}


class Commands:
    """Answers slash commands, to the one who asked, together with a second process if there is one.

    They are no listener of Bolt's, for to prepare what a listener may ask for takes Bolt nearly as long as to find an
    answer. Slack sends an app no command but its own, whatever its admins called it.
    """

    def __init__(self, responder: Responder, second: SecondProcess | None = None) -> None:
        self._responder = responder
        self._second = second

    async def answer(self, command: dict[str, Any]) -> BoltResponse:
        """The reply to a command; a failure is logged, and told."""
        try:
            text = to_typed(str(command.get("text") or ""))
            body = await self._second.answer(text, self) if self._second else self.reply(text)
        except Exception:
            log.exception("a command could not be answered")
            body = _encode({"text": FAILED})
        response = BoltResponse(status=200, headers=_JSON)
        # As it is: a long text need not be decoded here to be encoded again there.
        response.body = body  # type: ignore[assignment]
        return response

    def reply(self, text: str) -> bytes:
        """The reply to a text, encoded."""
        return self._encode_reply(self._responder.respond(text))

    def revision(self) -> str:
        """The revision that replies are of."""
        return self._responder.revision()

    def reply_if_of(self, text: str, revision: str) -> bytes | None:
        """The reply to a text, if it is of that revision."""
        if self.revision() != revision:
            return None
        found = self._responder.respond(text)
        return self._encode_reply(found) if found.snapshot.revision == revision else None

    def _encode_reply(self, found: Response) -> bytes:
        return _encode(to_message(found, Surface.PRIVATE, picture=self._responder.picture(found)))


def _encode(message: dict[str, Any]) -> bytes:
    return orjson.dumps({"response_type": "ephemeral", **message})
