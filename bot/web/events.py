"""Slack's requests over HTTP: verified, decoded, and passed to the dispatcher."""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from bot.slack import RETRY_HEADER, Dispatcher, is_payload
from bot.web.refusals import Refused

MAX_BODY = 1024 * 1024
_TIMESTAMP = re.compile(r"\d{1,12}", re.ASCII)
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
# https://docs.slack.dev/interactivity/implementing-slash-commands/#ssl
_SSL_CHECK = re.compile(r"(?:token=[\w-]{0,64}&)?ssl_check=1(?:&token=[\w-]{0,64})?", re.ASCII)


class Events:
    """Responds to Slack's commands, events and interactions. Raises Refused for requests of anybody else.

    `count_refusal` is called with the status of each request that the dispatcher refuses.
    """

    def __init__(
        self, dispatcher: Dispatcher, signing_secret: str, count_refusal: Callable[[int], None] = lambda _: None
    ) -> None:
        self._dispatcher = dispatcher
        self._count_refusal = count_refusal
        self._verifier = SignatureVerifier(signing_secret)

    async def respond(self, request: Request) -> Response:
        """Verify a request's signature and pass its payload to the dispatcher."""
        body = await _read_body(request)
        if _SSL_CHECK.fullmatch(body):
            # Slack checks the certificate of the address like this from time to time, signed or unsigned.
            return PlainTextResponse("")
        self._verify(request, body)
        payload = _decode(request.headers.get("content-type", ""), body)
        if not is_payload(payload):
            raise Refused(400, "the body is not one that Slack sends")
        answer = await self._dispatcher.dispatch(payload, is_retry=RETRY_HEADER in request.headers)
        if answer.status >= 400:
            self._count_refusal(answer.status)
        response = Response(answer.body, answer.status)
        for name, values in answer.headers.items():
            for value in values:
                response.headers.append(name, value)
        return response

    def _verify(self, request: Request, body: str) -> None:
        timestamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        if not _TIMESTAMP.fullmatch(timestamp) or not _SIGNATURE.fullmatch(signature):
            raise Refused(401, "the request is not signed")
        if not self._verifier.is_valid(body, timestamp, signature):
            raise Refused(401, "the signature or its time is not valid")


async def _read_body(request: Request) -> str:
    chunks = bytearray()
    try:
        async for chunk in request.stream():
            chunks += chunk
            if len(chunks) > MAX_BODY:
                raise Refused(413, f"the body is larger than {MAX_BODY} bytes")
        return chunks.decode()
    except ClientDisconnect:
        raise Refused(400, "the client went away") from None
    except UnicodeDecodeError:
        raise Refused(400, "the body is not UTF-8") from None


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
        raise Refused(400, "the body is not JSON") from None
    raise Refused(415, "the body is neither JSON nor a form")
