"""An app in miniature behind the fake Slack: keeps what it is sent, and answers as a test says."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qsl

from bot.sandbox import FakeSlack
from bot.sandbox.delivery import Delivery, Response
from bot.sandbox.user_actions import UserActions
from bot.sandbox.workspace import Message, Workspace
from tests.blocks import plain
from tests.clocks import Clock
from tests.patience import PATIENCE

TOKEN, SECRET = "xoxb-1", "s3cret"
MANIFEST: dict[str, Any] = {
    "features": {
        "slash_commands": [{"command": "/ruri", "should_escape": True}],
        "app_home": {"home_tab_enabled": True},
        "shortcuts": [{"name": "Find", "type": "message", "callback_id": "find", "description": "Find"}],
    },
    "settings": {"event_subscriptions": {"bot_events": ["app_mention", "message.im", "app_home_opened"]}},
}


def button(action_id: str, value: str = "v") -> dict[str, Any]:
    return {"type": "button", "action_id": action_id, "text": plain("Press"), "value": value}


def message(text: str = "hello", **more: Any) -> dict[str, Any]:
    return {"text": text, "blocks": [{"type": "actions", "block_id": "b", "elements": [button("a")]}], **more}


def modal(title: str = "One", **more: Any) -> dict[str, Any]:
    blocks = [{"type": "section", "block_id": "s", "text": plain("text"), "accessory": button("a")}]
    return {"type": "modal", "title": plain(title), "blocks": blocks, **more}


class App:
    """`sent` are what came, decoded; `answer` makes the response: a value for JSON, text, a status, or None."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answer: Callable[[dict[str, Any]], Any] = lambda _: None

    async def post(self, body: bytes, headers: dict[str, str]) -> Response:
        if headers["content-type"] == "application/json":
            sent = json.loads(body)
        else:
            form = dict(parse_qsl(body.decode(), keep_blank_values=True))
            sent = json.loads(form["payload"]) if "payload" in form else form
        self.sent.append(sent)
        self.headers.append(headers)
        match self.answer(sent):
            case None:
                return Response(200, {}, b"")
            case int(status):
                return Response(status, {}, b"no")
            case str(text):
                return Response(200, {"content-type": "text/plain"}, text.encode())
            case "late", seconds:
                await asyncio.sleep(seconds)
                return Response(200, {}, b"")
            case value:
                return Response(200, {"content-type": "application/json"}, json.dumps(value).encode())


class Room:
    """A fake Slack with an app and people."""

    def __init__(self, slack: FakeSlack, app: App, actions: UserActions, clock: Clock) -> None:
        self.slack = slack
        self.app = app
        self.actions = actions
        self.clock = clock
        self.workspace = slack.web_api.workspace
        self.views = slack.web_api.views

    def seen(self, user: str = "U1", channel: str = "C1") -> list[Message]:
        """Return the messages that a person sees in a channel."""
        found = self.workspace.messages.values()
        return [item for item in found if item.channel == channel and user in self.workspace.viewers(item)]

    def texts(self, user: str = "U1", channel: str = "C1") -> list[str]:
        return [item.text for item in self.seen(user, channel)]


@asynccontextmanager
async def open_room(*, retry_seconds: tuple[float, ...] = (), ack_seconds: float = PATIENCE) -> AsyncIterator[Room]:
    """Open a room with a clock that tests set."""
    clock, app = Clock(), App()
    async with FakeSlack(TOKEN, workspace=Workspace("ruri", clock=clock)) as slack:
        delivery = Delivery(app.post, SECRET, clock, ack_seconds=ack_seconds)
        actions = UserActions(slack, delivery, MANIFEST, retry_seconds=retry_seconds)
        yield Room(slack, app, actions, clock)
        await actions.close()


async def reply(room: Room, *, response_type: str = "ephemeral") -> dict[str, str]:
    """Post a reply with a button in the channel; return its channel and `ts`."""
    room.app.answer = lambda sent: message(response_type=response_type) if "command" in sent else None
    await room.actions.say("U1", "C1", "/ruri x")
    return {"channel": "C1", "ts": room.seen()[-1].ts}
