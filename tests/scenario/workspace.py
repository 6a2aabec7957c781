"""A workspace in miniature: the real app behind its real HTTP server, and Slack's side of both."""

import json
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette

from bot.sandbox import FakeSlack, sign
from bot.sandbox.delivery import FORM, JSON, Delivery, Response
from bot.sandbox.payloads import to_command, to_event, to_interaction, to_message_container
from bot.sandbox.user_actions import UserActions
from bot.sandbox.workspace import Message
from bot.sandbox.workspace import Workspace as Slack
from bot.search import Index
from bot.services import Directory
from bot.services.curating import Base
from bot.slack import EVENTS_PATH, Background, Dispatcher, Installing, TokenCheck, create_app, to_manifest
from bot.store import Store
from bot.web import Pictures, create_web_app
from bot.web.metrics import Metrics
from tests.bases import TODAY
from tests.patience import PATIENCE

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TOKEN = "xoxb-scenario"
# A direct message's event.
DIRECT = {"type": "message", "channel_type": "im", "user": "U1", "text": "sylvania gas", "ts": "1.5", "channel": "D1"}


class Workspace:
    """Sends Slack's requests, signed; `actions` sends those of people."""

    def __init__(
        self,
        app: Starlette,
        bot: Dispatcher,
        slack: FakeSlack,
        background: Background,
        index: Index,
        store: Store | None,
    ) -> None:
        self.app = app
        self.bot = bot
        self.slack = slack
        self.background = background
        delivery = Delivery(
            lambda body, headers: self.request("POST", EVENTS_PATH, body, headers),
            SECRET,
            time.time,
            ack_seconds=PATIENCE,
        )
        manifest = to_manifest(index.snapshot.about, url="https://azrel.example")
        self.actions = UserActions(slack, delivery, manifest, retry_seconds=())
        self.index = index
        self.revision: str | None = index.snapshot.revision
        self.store = store

    async def finish(self) -> None:
        """Wait for background tasks."""
        await self.background.finish(PATIENCE)

    def serve(self, index: Index) -> None:
        """Serve another state of the base from now on."""
        self.index = index

    async def interact(self, message: Message, action: dict[str, Any], **more: Any) -> Response:
        """Send an action, which need not be in the message, and wait for the effects."""
        workspace = self.slack.web_api.workspace
        where = to_message_container(message, workspace.channels[message.channel])
        response_url = self.slack.new_response_url("U1", message.channel, thread=message.thread, message=message.ts)
        payload = to_interaction(
            "block_actions",
            workspace.people["U1"],
            trigger_id="1.2",
            actions=[action],
            **{**where, "response_url": response_url, **more},
        )
        response = await self.post(urlencode({"payload": json.dumps(payload)}).encode())
        await self.finish()
        return response

    async def command(self, text: str, **more: str) -> Response:
        """Type a slash command as a person."""
        workspace = self.slack.web_api.workspace
        person, channel = workspace.people["U1"], workspace.channels["C1"]
        where = {"trigger_id": "1.2", "response_url": self.slack.new_response_url("U1", "C1")}
        fields = to_command(person, channel, "/ruri", text, **where) | more
        return await self.post(urlencode(fields, errors="surrogatepass").encode())

    async def event(self, event: dict[str, Any], *, headers: dict[str, str] | None = None, **more: Any) -> Response:
        """Send an event that the app is subscribed to."""
        envelope = to_event(event, id="Ev1", time=time.time()) | more
        return await self.post(json.dumps(envelope).encode(), content_type=JSON, headers=headers)

    async def mention(self, text: str, **more: Any) -> Response:
        """Mention the bot in a channel as a person."""
        return await self.event(
            {"type": "app_mention", "user": "U1", "text": text, "ts": "1.5", "channel": "C1", **more}
        )

    async def post(
        self,
        body: bytes,
        *,
        content_type: str = FORM,
        headers: dict[str, str] | None = None,
    ) -> Response:
        """Send a signed request; `headers` replace those that Slack would send."""
        signed = {"content-type": content_type, **sign(SECRET, int(time.time()), body), **(headers or {})}
        return await self.request("POST", EVENTS_PATH, body, signed)

    async def request(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Response:
        """Send an HTTP request through the ASGI app, with its body in two pieces."""
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

        path, _, query = path.partition("?")
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
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
async def open_workspace(
    index: Index,
    pictures: Pictures | None = None,
    store: Store | None = None,
    slack: FakeSlack | None = None,
    metrics: Metrics | None = None,
    base: Base | None = None,
    admins: Iterable[str] = (),
    directory: Directory | None = None,
    installing: Installing | None = None,
    scopes: frozenset[str] | None = None,
) -> AsyncIterator[Workspace]:
    """Yield the app over a searchable base, and a fake Slack that it calls: its own, or another's beside which it runs.

    With a `directory` it acts for the workspaces in it. `scopes` are those of its token, if Slack is asked for them.
    """
    background = Background()
    opened = time.time()
    async with AsyncExitStack() as stack:
        # Slack's clock does not advance, so that nothing expires on a busy machine.
        if slack is None:
            slack = await stack.enter_async_context(
                FakeSlack(TOKEN, workspace=Slack("ruri", clock=lambda: opened), scopes=scopes)
            )
        token_check = TokenCheck(TOKEN, slack.api_url)
        if scopes is not None:
            await token_check.check()
        served: list[Workspace] = []
        app = create_app(
            token="" if directory else TOKEN,
            directory=directory,
            secret="secret" if directory else "",
            api_url=slack.api_url,
            current=lambda: served[0].index,
            today=lambda: TODAY,
            background=background,
            picture=pictures.of if pictures else None,
            identity=lambda: token_check.identity,
            store=store,
            base=base,
            admins=admins,
            subscribers=[metrics.note] if metrics else [],
            note_failed_call=metrics.note_failed_call if metrics else lambda _: None,
        )
        http = create_web_app(
            app,
            signing_secret=SECRET,
            readiness=lambda: {"revision": served[0].revision, "refused": None},
            background=background,
            pictures=pictures,
            metrics=metrics,
            installing=installing,
        )
        served.append(Workspace(http, app, slack, background, index, store))
        yield served[0]
        await served[0].finish()
