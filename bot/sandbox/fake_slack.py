"""Slack's Web API, response addresses and Socket Mode on loopback, as far as the bot uses them."""

import asyncio
import errno
import uuid
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from aiohttp import web

from bot.sandbox.arguments import read_arguments
from bot.sandbox.oauth import InstallTarget, OAuth
from bot.sandbox.refusals import Refused
from bot.sandbox.socket_mode import SocketMode
from bot.sandbox.webapi import WebApi, to_refusal
from bot.sandbox.workspace import Workspace

HOST = "127.0.0.1"
_MOST_CALLS = 2_000
# What an app sends to a response address and Slack does not take is answered with this status.
_GONE, _BAD = 404, 400
_HTTP, _RATE_LIMITED = 80, 429
# What a browser says of who asks: this page, or the person who typed the address.
_OWN_SITES = (None, "same-origin", "none")


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a Web API method: its arguments, its response, and the target its token was issued for, if known."""

    method: str
    arguments: dict[str, Any]
    response: dict[str, Any]
    target: InstallTarget | None = None


class FakeSlack:
    """A server that answers an app as Slack would; use it as an async context manager.

    `calls` holds the calls in order, the newest 2,000. For a fault, set `faults[method]` to the error that Slack would
    name, to an HTTP status, or to `unreadable`, `hangs` or `closes`, or to a list of these for the calls to come;
    `retry_after` is what goes with a status of 429. Response addresses know names and statuses alone, as those of the
    method `response_url`. It listens on `port`, or on a free one where
    that is taken. `scopes` are those that the token has, all where they are not given.
    """

    def __init__(
        self,
        token: str,
        app_token: str = "",
        *,
        workspace: Workspace | None = None,
        scopes: frozenset[str] | None = None,
        port: int = 0,
        oauth: OAuth | None = None,
    ) -> None:
        self._oauth = oauth
        self.calls: list[Call] = []
        self.faults: dict[str, str | int | list[str | int]] = {}
        self.retry_after = "0"
        self.sockets = SocketMode()
        self.web_api = WebApi(workspace or Workspace(), scopes)
        self._token = token
        self._app_token = app_token
        self._called = asyncio.Condition()
        self._ending = asyncio.Event()
        application = web.Application(middlewares=[self._refuse_strangers], client_max_size=4 * 1024 * 1024)
        application.router.add_route("*", "/api/{method}", self._handle)
        application.router.add_post("/response/{id}", self._respond)
        application.router.add_get("/link", self.sockets.handle)
        application.router.add_routes(self.web_api.uploads.routes())
        self._application = application
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        self.port = port

    @property
    def url(self) -> str:
        """The server's address, without a slash at the end."""
        return f"http://{HOST}:{self.port}"

    @property
    def api_url(self) -> str:
        """The value of `SLACK_API_URL` with which the bot calls this server."""
        return f"{self.url}/api/"

    def add_routes(self, routes: Iterable[web.AbstractRouteDef]) -> None:
        """Serve further routes; call this before the server is entered."""
        self._application.router.add_routes(routes)

    def new_response_url(self, user: str, channel: str, **where: Any) -> str:
        """Make a response address for something that somebody did in a channel."""
        return f"{self.url}/response/{self.web_api.responses.issue(user, channel, **where)}"

    async def __aenter__(self) -> "FakeSlack":
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, HOST, self.port).start()
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            await web.TCPSite(self._runner, HOST, 0).start()
        self.port = self._runner.addresses[0][1]
        self.web_api.uploads.address = self.url
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.set()
        await self.sockets.drop_connections()
        await self._runner.cleanup()

    async def wait_for(self, method: str, *, count: int = 1, seconds: float = 60.0) -> list[Call]:
        """Wait for so many calls of a method, and return them; TimeoutError if they do not come in time."""
        async with asyncio.timeout(seconds), self._called:
            await self._called.wait_for(lambda: len(self.calls_of(method)) >= count)
        return self.calls_of(method)

    def calls_of(self, method: str) -> list[Call]:
        """Return the calls of one method so far."""
        return [call for call in self.calls if call.method == method]

    @web.middleware
    async def _refuse_strangers(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Accept requests only from this machine and this page, not those that other pages make a browser send."""
        # At a scheme's own port, browsers leave the port out.
        port = "" if self.port == _HTTP else f":{self.port}"
        names = (f"{HOST}{port}", f"localhost{port}")
        origin = request.headers.get("origin")
        is_ours = origin is None or origin in [f"http://{name}" for name in names]
        # A link elsewhere may lead to the page itself; what the page is made of and asks for is its own alone.
        is_ours &= request.path == "/" or request.headers.get("sec-fetch-site") in _OWN_SITES
        if request.host.lower() not in names or not is_ours:
            raise web.HTTPForbidden(text="only this page itself may ask for that")
        return await handler(request)

    async def _handle(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        try:
            arguments, sent_token = await read_arguments(request)
        except (ValueError, LookupError, RecursionError):
            return web.json_response({"ok": False, "error": "invalid_json"})
        fault = self._next_fault(method)
        response = self._answer(method, sent_token, arguments, fault)
        await self._keep(Call(method, arguments, response, self._oauth.target_of(sent_token) if self._oauth else None))
        match fault:
            case int(status):
                headers = {"Retry-After": self.retry_after} if status == _RATE_LIMITED else None
                return web.Response(status=status, text="<html>", headers=headers)
            case "unreadable":
                return web.Response(text="<html>", content_type="application/json")
            case "hangs":
                await self._ending.wait()
            case "closes":
                assert request.transport is not None  # noqa: S101 - it is connected, for it has just asked
                request.transport.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
                )
                request.transport.close()
        scopes = {} if self.web_api.scopes is None else {"X-OAuth-Scopes": ",".join(sorted(self.web_api.scopes))}
        return web.json_response(response, headers=scopes)

    def _next_fault(self, method: str) -> str | int | None:
        fault = self.faults.get(method)
        if isinstance(fault, list):
            return fault.pop(0) if fault else None
        return fault

    async def _respond(self, request: web.Request) -> web.Response:
        """Take a message sent to a response address; it is kept as a call of the method `response_url`."""
        try:
            message = await request.json()
        except (ValueError, LookupError, RecursionError):
            message = None
        if not isinstance(message, dict):
            return web.Response(status=_BAD, text="invalid_payload")
        fault = self._next_fault("response_url")
        if fault is not None:
            await self._keep(Call("response_url", message, {"ok": False, "error": fault}))
            if isinstance(fault, int):
                return web.Response(status=fault, text="<html>", headers={"Retry-After": self.retry_after})
            return web.Response(status=_BAD, text=fault)
        try:
            self.web_api.respond(request.match_info["id"], message)
        except Refused as refused:
            await self._keep(Call("response_url", message, to_refusal(refused)))
            is_gone = refused.error in ("expired_url", "used_url")
            return web.Response(status=_GONE if is_gone else _BAD, text=refused.error)
        await self._keep(Call("response_url", message, {"ok": True}))
        return web.Response(text="ok")

    async def _keep(self, call: Call) -> None:
        async with self._called:
            self.calls.append(call)
            del self.calls[:-_MOST_CALLS]
            self._called.notify_all()
        if not call.response["ok"]:
            details = call.response.get("response_metadata", {}).get("messages", [])
            words = "".join(f"\n• {detail}" for detail in details[:5])
            notice = {"text": f"{call.method} was refused: {call.response['error']}{words}"}
            self.web_api.workspace.notify("notice", notice)

    def _is_good(self, method: str, token: str) -> bool:
        """Return whether a token is valid for a method: each step of a workflow has its own token."""
        if method.startswith("functions."):
            return token in self.web_api.step_tokens
        if self._oauth and self._oauth.target_of(token):
            return True
        return token == (self._app_token if method == "apps.connections.open" else self._token)

    def _answer(self, method: str, token: str, arguments: dict[str, Any], fault: str | int | None) -> dict[str, Any]:
        if self._oauth and (answer := self._oauth.answer(method, token, arguments, fault)):
            return answer
        if not token:
            return {"ok": False, "error": "not_authed"}
        if not self._is_good(method, token):
            return {"ok": False, "error": "invalid_auth"}
        if fault is not None:
            return {"ok": False, "error": fault}
        if method == "apps.connections.open":
            return {"ok": True, "url": f"ws://{HOST}:{self.port}/link?ticket={uuid.uuid4().hex}"}
        return self.web_api.call(method, arguments)
