"""The ASGI app: Slack's requests, verified before anything reads them, the two probes, and pictures."""

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable, Coroutine, MutableMapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

from slack_sdk.signature import SignatureVerifier

from bot.slack.background import Background
from bot.slack.dispatch import App
from bot.slack.logs import make_request_id, request_id
from bot.slack.pictures import PATH, Pictures
from bot.slack.probes import PLAIN, answer_probe
from bot.slack.refusals import Refusals
from bot.slack.shapes import is_payload

log = logging.getLogger(__name__)

EVENTS_PATH = "/slack/events"
MAX_BODY = 1024 * 1024
_PLAIN = [("content-type", PLAIN)]
_PNG = [("content-type", "image/png"), ("cache-control", "public, max-age=31536000, immutable")]
_TIMESTAMP = re.compile(r"\d{1,12}", re.ASCII)
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
# https://docs.slack.dev/interactivity/implementing-slash-commands/#ssl
_SSL_CHECK = re.compile(r"(?:token=[\w-]{0,64}&)?ssl_check=1(?:&token=[\w-]{0,64})?", re.ASCII)
_PLAIN_ID = re.compile(r"[\w-]{1,64}", re.ASCII)

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class _Refused(Exception):
    """A request that is refused with a status, for a reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class HttpApp:
    """Serve an app over HTTP.

    `readiness` returns the body of `/readyz`. `pictures`, if given, are served too. Each of `services` runs as a task
    from startup to shutdown. `refusals` counts the requests that are refused, here or by the server.
    """

    def __init__(
        self,
        app: App,
        *,
        signing_secret: str,
        readiness: Callable[[], dict[str, Any]],
        background: Background,
        pictures: Pictures | None = None,
        services: tuple[Callable[[], Coroutine[Any, Any, None]], ...] = (),
    ) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)
        self._readiness = readiness
        self._background = background
        self._pictures = pictures
        self._services = services
        self.refusals = Refusals()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request, or the server's startup and shutdown, as ASGI defines it."""
        if scope["type"] == "lifespan":
            with suppress(asyncio.CancelledError):  # after a second signal the server does not wait for the shutdown
                await self._run_lifespan(receive, send)
            return
        if scope["type"] != "http":
            return
        given = dict(scope["headers"])
        request_id.set(_id_of(given))
        try:
            status, headers, body = await self._respond(scope, given, receive)
        except _Refused as refused:
            self.refusals.note(refused.status, str(refused))
            status, headers, body = refused.status, _PLAIN, str(refused)
        except asyncio.CancelledError:
            log.warning("the server stops: a request that was not complete in time is not answered")
            status, headers, body = 503, _PLAIN, "stopping"
        content = body.encode() if isinstance(body, str) else body
        headers = [*headers, ("content-length", str(len(content)))]
        start = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        await send({"type": "http.response.start", "status": status, "headers": start})
        await send({"type": "http.response.body", "body": content})

    async def _respond(
        self, scope: Scope, headers: dict[bytes, bytes], receive: Receive
    ) -> tuple[int, list[tuple[str, str]], str | bytes]:
        match scope["method"], scope["path"]:
            case "POST", path if path == EVENTS_PATH:
                return await self._dispatch(headers, receive)
            case (("GET" | "HEAD"), path) if probed := answer_probe(path, self._readiness):
                status, content_type, answer = probed
                return status, [("content-type", content_type)], answer
            case (("GET" | "HEAD"), path) if self._pictures and path.startswith(PATH):
                png = await self._pictures.read(path)
                if png is not None:
                    return 200, _PNG, png
                if seconds := self._pictures.seconds_to_wait(path):
                    return 503, [*_PLAIN, ("retry-after", str(seconds))], "too many pictures are asked for"
        return 404, _PLAIN, "not found"

    async def _dispatch(
        self, headers: dict[bytes, bytes], receive: Receive
    ) -> tuple[int, list[tuple[str, str]], str | bytes]:
        body = await _read_body(receive)
        if _SSL_CHECK.fullmatch(body):
            # Slack checks the address's certificate like this from time to time, signed or not.
            return 200, _PLAIN, ""
        self._verify(headers, body)
        payload = _decode(headers.get(b"content-type", b"").decode("latin-1"), body)
        if not is_payload(payload):
            raise _Refused(400, "the body is not one that Slack sends")
        response = await self._app.dispatch(payload)
        names = [(name, value) for name, values in response.headers.items() for value in values]
        return response.status, names, response.body

    def _verify(self, headers: dict[bytes, bytes], body: str) -> None:
        timestamp = headers.get(b"x-slack-request-timestamp", b"").decode("latin-1")
        signature = headers.get(b"x-slack-signature", b"").decode("latin-1")
        if not _TIMESTAMP.fullmatch(timestamp) or not _SIGNATURE.fullmatch(signature):
            raise _Refused(401, "the request is not signed")
        if not self._verifier.is_valid(body, timestamp, signature):
            raise _Refused(401, "the signature or its time is not valid")

    async def _run_lifespan(self, receive: Receive, send: Send) -> None:
        await receive()  # startup
        tasks = [asyncio.create_task(service()) for service in self._services]
        await send({"type": "lifespan.startup.complete"})
        await receive()  # shutdown
        for task in tasks:
            task.cancel()
        await self._background.finish()
        await send({"type": "lifespan.shutdown.complete"})


def _id_of(headers: dict[bytes, bytes]) -> str:
    """Return the request id that a proxy assigned, if it is a plain one, or a new one."""
    given = headers.get(b"x-request-id", b"").decode("latin-1")
    return given if _PLAIN_ID.fullmatch(given) else make_request_id()


def _decode(content_type: str, body: str) -> Any:
    """Return a body's payload: JSON, JSON in a form's `payload` field (interactions), or a form's fields (commands)."""
    try:
        match content_type.partition(";")[0].strip().lower():
            case "application/json":
                return json.loads(body)
            case "application/x-www-form-urlencoded":
                fields = dict(parse_qsl(body, keep_blank_values=True))
                return json.loads(fields["payload"]) if "payload" in fields else fields
    except (ValueError, RecursionError):
        raise _Refused(400, "the body is not JSON") from None
    raise _Refused(415, "the body is neither JSON nor a form")


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
