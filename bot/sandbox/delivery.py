"""Requests to the app as Slack sends them: signed, and with Slack's timeout for the acknowledgement."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.sandbox.refusals import Refused
from bot.sandbox.signing import sign
from bot.sandbox.workspace import Clock

ACK_SECONDS = 3.0
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True, slots=True)
class Response:
    """The app's response to a request."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body decoded; ValueError where it is no JSON."""
        return json.loads(self.body)

    def decode(self) -> dict[str, Any]:
        """Decode the JSON object of the body, an empty one where there is no body; refused where it is neither."""
        try:
            decoded = self.json if self.body else {}
        except ValueError:
            raise Refused("invalid_command_response", ["not JSON"]) from None
        if not isinstance(decoded, dict):
            raise Refused("invalid_command_response", ["not a JSON object"])
        return decoded


# A body and headers, posted to the app.
Post = Callable[[bytes, dict[str, str]], Awaitable[Response]]


class Delivery:
    """Signs what is sent to the app, and refuses what it does not acknowledge within `ack_seconds`."""

    def __init__(self, post: Post, signing_secret: str, clock: Clock, *, ack_seconds: float = ACK_SECONDS) -> None:
        self._post = post
        self._secret = signing_secret
        self._clock = clock
        self._ack_seconds = ack_seconds

    async def send(self, body: bytes, content_type: str, headers: dict[str, str] | None = None) -> Response:
        """Send a signed request and return the response of status 200; refused by Slack's name where there is none.

        `operation_timeout` after `ack_seconds`, `dispatch_failed` for any other status and where nobody listens.
        """
        signed = {"content-type": content_type, **sign(self._secret, int(self._clock()), body), **(headers or {})}
        try:
            async with asyncio.timeout(self._ack_seconds):
                response = await self._post(body, signed)
        except TimeoutError:
            raise Refused("operation_timeout") from None
        except aiohttp.ClientError as error:
            raise Refused("dispatch_failed", [repr(error)]) from None
        if response.status != 200:
            raise Refused("dispatch_failed", [f"status {response.status}"])
        return response

    async def send_form(self, fields: dict[str, str]) -> Response:
        """Send a slash command."""
        return await self.send(urlencode(fields, errors="surrogatepass").encode(), FORM)

    async def send_interaction(self, payload: dict[str, Any]) -> Response:
        """Send an interaction: a form whose one field is JSON."""
        return await self.send_form({"payload": json.dumps(payload)})

    async def send_event(self, envelope: dict[str, Any], *, attempt: int = 0, reason: str = "") -> Response:
        """Send an event; from the second attempt on with the headers of a retry."""
        headers = {"x-slack-retry-num": str(attempt), "x-slack-retry-reason": reason} if attempt else {}
        return await self.send(json.dumps(envelope).encode(), JSON, headers)


class HttpPost:
    """Posts to an address; call `close` in the end."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session: aiohttp.ClientSession | None = None

    async def __call__(self, body: bytes, headers: dict[str, str]) -> Response:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        async with self._session.post(self._url, data=body, headers=headers) as response:
            return Response(
                response.status,
                {name.lower(): value for name, value in response.headers.items()},
                await response.read(),
            )

    async def close(self) -> None:
        """End its connections."""
        if self._session:
            await self._session.close()
