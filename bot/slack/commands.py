"""Slash commands: the HTTP response itself carries the reply."""

import logging
import time
from collections.abc import Callable
from typing import Any

import orjson
from slack_bolt.response import BoltResponse

from bot.reply import FAILED, Surface, to_message
from bot.search import as_answer
from bot.services import MISSED, Asker, EntryPoint, Responder
from bot.slack.askers import to_asker
from bot.slack.reply_cache import CachedReply, ReplyCache
from bot.slack.texts import to_typed
from bot.slack.typed import TypedActs

log = logging.getLogger(__name__)


class Commands:
    """Answers slash commands, visible only to the user who typed them.

    Not a listener of Bolt: its dispatch takes 0.3 ms, nearly as long as finding an answer, and two workers would miss
    the promised throughput. Slack sends an app only its own command, whatever name the workspace gave it.
    """

    def __init__(
        self,
        responder: Responder,
        typed: TypedActs | None = None,
        *,
        is_curator: Callable[[Asker], bool] | None = None,
        keeps_replies: bool = True,
    ) -> None:
        self._responder = responder
        self._typed = typed
        self._is_curator = is_curator or (lambda _: False)
        self._cache = ReplyCache() if keeps_replies else None
        self._cache_for_curators = ReplyCache() if keeps_replies else None

    async def answer(self, command: dict[str, Any]) -> BoltResponse:
        """Return the reply to a command; log a failure and notify the user."""
        try:
            text, asker = to_typed(str(command.get("text") or "")), to_asker(EntryPoint.COMMAND, command)
            if self._typed and self._typed.take(text, asker, command):
                return BoltResponse(status=200, body="")
            body = self._reply_to(text, asker)
        except Exception:
            log.exception("a command could not be answered")
            body = _encode({"text": FAILED})
        return BoltResponse(
            status=200, headers={"content-type": ["application/json;charset=utf-8"]}, body=body.decode()
        )

    def _reply_to(self, text: str, asker: Asker) -> bytes:
        began = time.perf_counter()
        is_curated = self._is_curator(asker)
        cache = self._cache_for_curators if is_curated else self._cache
        default = self._responder.default_of(asker)
        if cache and (cached := cache.find(text, default, *self._responder.as_of)):
            self._responder.announce_repeated(asker, cached.outcome, began, cached.missed)
            return cached.body
        response = self._responder.respond(text, asker)
        picture = self._responder.picture(response)
        message = to_message(
            response,
            Surface.PRIVATE,
            picture=picture,
            is_curated=is_curated,
            takes_feedback=self._responder.takes_feedback,
        )
        body = _encode(message)
        if cache:
            outcome = as_answer(response).outcome
            compact = bytes(memoryview(body))  # orjson allocates twice the size
            cache.keep(text, default, CachedReply(compact, outcome, response if outcome in MISSED else None))
        return body


def _encode(message: dict[str, Any]) -> bytes:
    # Bolt's json takes twelve times as long, which is a tenth of the time of an answer.
    return orjson.dumps({"response_type": "ephemeral", **message})
