"""A workspace in miniature: the real app behind its real HTTP door, and Slack's side of both."""

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from bot.sandbox import StandIn, sign
from bot.search import Index
from bot.slack import Background, HttpApp, create_app
from tests.bases import TODAY

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TOKEN = "xoxb-scenario"


@dataclass(frozen=True, slots=True)
class Response:
    """What Slack gets back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Workspace:
    """Sends what Slack would send, signed as Slack signs it."""

    def __init__(self, app: HttpApp, slack: StandIn, background: Background) -> None:
        self.app = app
        self.slack = slack
        self.background = background

    async def command(self, text: str, **more: str) -> Response:
        """A person types a slash command."""
        fields = {
            "command": "/ruri",
            "text": text,
            "team_id": "T1",
            "user_id": "U1",
            "channel_id": "C1",
            "trigger_id": "1.2",
            **more,
        }
        return await self.post(urlencode(fields, errors="surrogatepass").encode())

    async def event(self, event: dict[str, Any], **more: Any) -> Response:
        """Something happens that the app is subscribed to."""
        envelope = {
            "type": "event_callback",
            "team_id": "T1",
            "api_app_id": "A1",
            "event_id": "Ev1",
            "event": event,
            **more,
        }
        return await self.post(json.dumps(envelope).encode(), content_type="application/json")

    async def mention(self, text: str, **more: Any) -> Response:
        """A person mentions the bot in a channel."""
        return await self.event(
            {"type": "app_mention", "user": "U1", "text": text, "ts": "1.5", "channel": "C1", **more}
        )

    async def post(
        self,
        body: bytes,
        *,
        content_type: str = "application/x-www-form-urlencoded",
        headers: dict[str, str] | None = None,
    ) -> Response:
        """A signed request; `headers` replace those that Slack would send."""
        signed = {"content-type": content_type, **sign(SECRET, int(time.time()), body), **(headers or {})}
        return await self.request("POST", "/slack/events", body, signed)

    async def request(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Response:
        """One HTTP request through the ASGI app, its body in two pieces."""
        pieces = [body[: len(body) // 2], body[len(body) // 2 :]]
        incoming = [
            {"type": "http.request", "body": piece, "more_body": more}
            for piece, more in zip(pieces, (True, False), strict=True)
        ]
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            return incoming.pop(0) if incoming else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": b"",
            "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in (headers or {}).items()],
        }
        await self.app(scope, receive, send)
        start, *chunks = sent
        return Response(
            start["status"],
            {name.decode(): value.decode() for name, value in start["headers"]},
            b"".join(chunk["body"] for chunk in chunks),
        )


@asynccontextmanager
async def open_workspace(index: Index) -> AsyncIterator[Workspace]:
    """The app over a searchable base, and a stand-in for Slack that it calls."""
    background = Background()
    async with StandIn(TOKEN) as slack:
        app = create_app(
            token=TOKEN, api_url=slack.api_url, current=lambda: index, today=lambda: TODAY, background=background
        )
        http = HttpApp(
            app,
            signing_secret=SECRET,
            readiness=lambda: {"revision": index.snapshot.revision, "refused": None},
            background=background,
        )
        yield Workspace(http, slack, background)
        await background.finish(5.0)
