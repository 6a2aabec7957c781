"""Slack's Web API and Socket Mode on loopback, as far as the bot uses them.

Checks what Slack checks, and keeps what was sent.
"""

import asyncio
import json
import uuid
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from aiohttp import web

from bot.sandbox.limits import check_message

BOT_USER = "U0BOT"
TEAM = "T0SANDBOX"


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a Web API method: what was asked and what was answered."""

    method: str
    arguments: dict[str, Any]
    response: dict[str, Any]


class StandIn:
    """A server that stands in for Slack; use it as an async context manager.

    `calls` holds every call in order. For a fault, set `faults[method]` to the error that Slack would name, to an HTTP
    status, or to `unreadable`; `refused_handshakes` is how many websockets are refused before one is taken.
    """

    def __init__(self, token: str, app_token: str = "") -> None:
        self.calls: list[Call] = []
        self.faults: dict[str, str | int] = {}
        self.refused_handshakes = 0
        self._token = token
        self._app_token = app_token
        self._sockets: list[web.WebSocketResponse] = []
        self._acknowledged: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._messages = 0
        self._called = asyncio.Condition()
        application = web.Application()
        application.router.add_route("*", "/api/{method}", self._handle)
        application.router.add_get("/link", self._link)
        self._runner = web.AppRunner(application)
        self._port = 0

    @property
    def api_url(self) -> str:
        """What `SLACK_API_URL` is set to so that the bot calls this server."""
        return f"http://127.0.0.1:{self._port}/api/"

    async def __aenter__(self) -> "StandIn":
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.drop_connections()
        await self._runner.cleanup()

    async def deliver(self, kind: str, payload: dict[str, Any], *, seconds: float = 5.0) -> dict[str, Any]:
        """Send a request over Socket Mode, of kind `slash_commands` or `events_api`; what the app acknowledged it with.

        TimeoutError if no app is connected, or if it does not acknowledge, in time.
        """
        envelope = uuid.uuid4().hex
        async with asyncio.timeout(seconds):
            async with self._called:
                await self._called.wait_for(lambda: bool(self._sockets))
            self._acknowledged[envelope] = asyncio.get_running_loop().create_future()
            await self._sockets[-1].send_json(
                {"type": kind, "envelope_id": envelope, "payload": payload, "accepts_response_payload": True}
            )
            return await self._acknowledged[envelope]

    async def drop_connections(self) -> None:
        """Close every websocket, as Slack does from time to time."""
        for socket in self._sockets.copy():
            await socket.close()

    async def wait_for(self, method: str, *, count: int = 1, seconds: float = 5.0) -> list[Call]:
        """The calls of a method once there are so many; TimeoutError if there are not in time."""
        async with asyncio.timeout(seconds), self._called:
            await self._called.wait_for(lambda: len(self.calls_of(method)) >= count)
        return self.calls_of(method)

    def calls_of(self, method: str) -> list[Call]:
        """The calls of one method so far."""
        return [call for call in self.calls if call.method == method]

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        if self.refused_handshakes:
            self.refused_handshakes -= 1
            raise web.HTTPForbidden
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": len(self._sockets) + 1})
        async with self._called:
            self._sockets.append(socket)
            self._called.notify_all()
        async for message in socket:
            acknowledged = json.loads(message.data)
            waiting = self._acknowledged.pop(acknowledged["envelope_id"], None)
            if waiting and not waiting.done():
                waiting.set_result(acknowledged)
        self._sockets.remove(socket)
        return socket

    async def _handle(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        arguments = await _read_arguments(request)
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        response = self._answer(method, token, arguments)
        async with self._called:
            self.calls.append(Call(method, arguments, response))
            self._called.notify_all()
        match self.faults.get(method):
            case int(status):
                return web.Response(status=status, text="<html>")
            case "unreadable":
                return web.Response(text="<html>", content_type="application/json")
        return web.json_response(response)

    def _answer(self, method: str, token: str, arguments: dict[str, Any]) -> dict[str, Any]:
        if not token:
            return {"ok": False, "error": "not_authed"}
        if token != (self._app_token if method == "apps.connections.open" else self._token):
            return {"ok": False, "error": "invalid_auth"}
        if method in self.faults:
            return {"ok": False, "error": self.faults[method]}
        match method:
            case "auth.test":
                return {"ok": True, "team_id": TEAM, "user_id": BOT_USER, "bot_id": "B0BOT"}
            case "apps.connections.open":
                return {"ok": True, "url": f"ws://127.0.0.1:{self._port}/link?ticket={uuid.uuid4().hex}"}
            case "chat.postMessage":
                return self._post(arguments)
        return {"ok": False, "error": "unknown_method"}

    def _post(self, arguments: dict[str, Any]) -> dict[str, Any]:
        if not arguments.get("channel"):
            return {"ok": False, "error": "channel_not_found"}
        if not arguments.get("text") and not arguments.get("blocks"):
            return {"ok": False, "error": "no_text"}
        problems = check_message(arguments)
        if problems:
            return {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": problems}}
        self._messages += 1
        return {"ok": True, "channel": arguments["channel"], "ts": f"1700000000.{self._messages:06d}"}


async def _read_arguments(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    form = dict(await request.post())
    # In a form, Slack takes structured arguments as JSON text.
    return {
        name: json.loads(value) if name == "blocks" and isinstance(value, str) else value
        for name, value in form.items()
    }
