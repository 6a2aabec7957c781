"""The protocol over HTTP: bearer tokens, allowed host names, limits, and the two probes."""

import asyncio
import hmac
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from mcp.server.auth.middleware.bearer_auth import BearerAuthBackend, RequireAuthMiddleware
from mcp.server.auth.provider import AccessToken
from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route

from bot.web.probes import PROBES, answer_probe
from bot.web.refusals import Refusals

PATH = "/mcp"
MAX_BODY = 64 * 1024
_LOCAL = ("127.0.0.1", "localhost", "[::1]")


class _Tokens:
    """Accepts the given tokens, each compared in constant time."""

    def __init__(self, tokens: Sequence[str], refusals: Refusals) -> None:
        self._tokens = [token.encode() for token in tokens]
        self._refusals = refusals

    async def verify_token(self, token: str) -> AccessToken | None:
        """Return the scope of a token, which is to read; None for an unknown token."""
        fits = [hmac.compare_digest(token.encode(), known) for known in self._tokens]
        if any(fits):
            return AccessToken(token="", client_id="assistant", scopes=[])
        self._refusals.note(401, "its bearer token is none of those that are given out")
        return None


def create_http_app(
    server: MCPServer,
    tokens: Sequence[str],
    *,
    public_url: str,
    host: str,
    readiness: Callable[[], dict[str, Any]],
    services: Sequence[Callable[[], Coroutine[Any, Any, None]]] = (),
) -> Starlette:
    """Create the ASGI app that serves the protocol at `/mcp`, without sessions, for older clients and replicas.

    Only requests that name this machine, `host` or the host of the public address are answered, so that no other site's
    page can reach it through a name that points here. Each of `services` runs as a task meanwhile.
    """
    inner = server.streamable_http_app(
        streamable_http_path=PATH,
        stateless_http=True,
        json_response=True,
        max_request_body_size=MAX_BODY,
        transport_security=_to_security(public_url, host),
    )
    refusals = Refusals()
    opened = Starlette(routes=[Route(PATH, _refuse_stream, methods=["GET"]), Mount("/", inner)])
    guarded = AuthenticationMiddleware(RequireAuthMiddleware(opened, []), BearerAuthBackend(_Tokens(tokens, refusals)))

    async def probe(request: Request) -> Response:
        status, content_type, body = answer_probe(request.scope["path"], readiness)
        return Response(body, status, media_type=content_type)

    @asynccontextmanager
    async def run_services(_: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(service()) for service in services]
        async with server.session_manager.run():
            yield
        for task in tasks:
            task.cancel()

    routes = [*[Route(path, probe) for path in PROBES], Mount("/", guarded)]
    served = Starlette(routes=routes, lifespan=run_services)
    served.state.refusals = refusals
    return served


async def _refuse_stream(_: Request) -> Response:
    """Refuse a stream of events: nothing would ever be sent on it, and each would hold a connection."""
    return PlainTextResponse("there are no events to wait for", 405, {"allow": "POST"})


def _to_security(public_url: str, host: str) -> TransportSecuritySettings:
    address = urlsplit(public_url)
    named = [f"[{host}]" if ":" in host else host, *([address.hostname] if address.hostname else [])]
    hosts = [*_LOCAL, *named]
    return TransportSecuritySettings(
        allowed_hosts=[*hosts, *[f"{one}:*" for one in hosts]],
        allowed_origins=[
            *[f"http://{one}:*" for one in _LOCAL],
            *([f"{address.scheme}://{address.netloc}"] if address.netloc else []),
        ],
    )
