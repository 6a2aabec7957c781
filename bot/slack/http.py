"""The ASGI app: Slack's requests, verified before anything reads them, and the two probes."""

import json
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.slack.background import Background

log = logging.getLogger(__name__)

EVENTS_PATH = "/slack/events"
MAX_BODY = 1024 * 1024
_SECONDS_TO_FINISH = 5.0

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class _Refused(Exception):
    """A request that is not answered: the status to refuse it with, and why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class HttpApp:
    """Serves a Bolt app over HTTP. `readiness` is what `/readyz` tells, called once for each request."""

    def __init__(
        self, app: AsyncApp, *, signing_secret: str, readiness: Callable[[], dict[str, Any]], background: Background
    ) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)
        self._readiness = readiness
        self._background = background

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection, as ASGI has it."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        if scope["type"] != "http":
            return
        try:
            status, headers, body = await self._respond(scope, receive)
        except _Refused as refused:
            log.warning("refused a request: %s", refused)
            status, headers, body = refused.status, _PLAIN, str(refused)
        start = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        await send({"type": "http.response.start", "status": status, "headers": start})
        await send({"type": "http.response.body", "body": body.encode()})

    async def _respond(self, scope: Scope, receive: Receive) -> tuple[int, list[tuple[str, str]], str]:
        match scope["method"], scope["path"]:
            case (("GET" | "HEAD"), "/healthz"):
                return 200, _PLAIN, "ok"
            case (("GET" | "HEAD"), "/readyz"):
                return 200, [("content-type", "application/json")], json.dumps(self._readiness())
            case "POST", path if path == EVENTS_PATH:
                return await self._dispatch(scope, receive)
        return 404, _PLAIN, "not found"

    async def _dispatch(self, scope: Scope, receive: Receive) -> tuple[int, list[tuple[str, str]], str]:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        body = await _read_body(receive)
        self._verify(headers, body)
        response = await self._app.async_dispatch(AsyncBoltRequest(body=body, headers=headers))
        names = [(name, value) for name, values in response.headers.items() for value in values]
        return response.status, names, response.body

    def _verify(self, headers: dict[str, str], body: str) -> None:
        timestamp = headers.get("x-slack-request-timestamp", "")
        signature = headers.get("x-slack-signature", "")
        if not timestamp.isdecimal() or not signature:
            raise _Refused(401, "the request is not signed")
        if not self._verifier.is_valid(body, timestamp, signature):
            raise _Refused(401, "the signature or its time is not valid")

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                await self._background.finish(_SECONDS_TO_FINISH)
                await send({"type": "lifespan.shutdown.complete"})
                return
            await send({"type": "lifespan.startup.complete"})


_PLAIN = [("content-type", "text/plain; charset=utf-8")]


async def _read_body(receive: Receive) -> str:
    chunks = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Refused(400, "the client went away")
        chunks += message.get("body", b"")
        if len(chunks) > MAX_BODY:
            raise _Refused(413, f"the body is larger than {MAX_BODY} bytes")
        if not message.get("more_body"):
            break
    try:
        return chunks.decode()
    except UnicodeDecodeError:
        raise _Refused(400, "the body is not UTF-8") from None
