"""Slash commands: the HTTP response itself carries the reply."""

from collections.abc import Awaitable, Callable, Sequence

import orjson
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.reply import Surface, to_message
from bot.slack.responder import Responder
from bot.slack.texts import to_typed

_JSON: dict[str, str | Sequence[str]] = {"content-type": ["application/json;charset=utf-8"]}


class Commands(AsyncMiddleware):
    """Answers slash commands, to the one who asked.

    Slack sends an app no command but its own, whatever its admins called it. It stands ahead of Bolt's listeners, for
    to prepare what they may ask for takes Bolt longer than to find an answer.
    """

    def __init__(self, responder: Responder) -> None:
        self._responder = responder

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - the name is the library's
    ) -> BoltResponse:
        """Answer a command; whatever else it is goes on."""
        if "command" not in req.body:
            return await next()
        response = self._responder.respond(to_typed(str(req.body.get("text") or "")))
        message = to_message(response, Surface.PRIVATE, picture=self._responder.picture(response))
        body = orjson.dumps({"response_type": "ephemeral", **message}).decode()
        return BoltResponse(status=200, body=body, headers=_JSON)
