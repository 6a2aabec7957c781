"""The ASGI app: routes for Slack's requests, the two probes, metrics, installs and pictures."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.logs import make_request_id, request_id
from bot.slack import EVENTS_PATH, SECONDS_TO_LEAVE, Background, Dispatcher, Installing
from bot.web.events import Events
from bot.web.installs import to_install_routes
from bot.web.pictures import PATH, Pictures
from bot.web.probes import PROBES, answer_probe
from bot.web.refusals import Refusals, Refused

if TYPE_CHECKING:
    from bot.web.metrics import Metrics

log = logging.getLogger(__name__)

_FOR_EVER = {"cache-control": "public, max-age=31536000, immutable"}
_PLAIN_ID = re.compile(r"[\w-]{1,64}", re.ASCII)


def create_web_app(
    dispatcher: Dispatcher,
    *,
    signing_secret: str,
    readiness: Callable[[], dict[str, Any]],
    background: Background,
    pictures: Pictures | None = None,
    metrics: "Metrics | None" = None,
    installing: Installing | None = None,
    services: tuple[Callable[[], Coroutine[Any, Any, None]], ...] = (),
) -> Starlette:
    """Create the ASGI app that serves a dispatcher over HTTP.

    `readiness` returns the body of `/readyz`. `pictures`, `metrics` and the pages of `installing` are served too, if
    given. Each of `services` runs as a task from startup to shutdown. `state.refusals` counts the requests that are
    refused, here or by the server.
    """
    refusals = Refusals(count=metrics.note_refusal) if metrics else Refusals()

    async def probe(request: Request) -> Response:
        status, content_type, body = answer_probe(request.scope["path"], readiness)
        return Response(body, status, media_type=content_type)

    async def refuse(_: Request, refused: Exception) -> Response:
        assert isinstance(refused, Refused)  # noqa: S101 - it handles no other
        refusals.note(refused.status, str(refused))
        return PlainTextResponse(str(refused), refused.status)

    @asynccontextmanager
    async def run_services(_: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(service()) for service in services]
        yield
        await background.finish()
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=SECONDS_TO_LEAVE)

    routes = [Route(EVENTS_PATH, Events(dispatcher, signing_secret, refusals.count).respond, methods=["POST"])]
    routes += [Route(path, probe) for path in PROBES]
    if metrics:
        services = (*services, metrics.keep_measuring)
        routes.append(_to_metrics_route(metrics))
    if installing:
        routes += to_install_routes(installing)
    if pictures:
        routes.append(Route(PATH + "{name}", _to_picture_route(pictures)))
    served = Starlette(
        routes=routes,
        middleware=[Middleware(_Requests)],
        exception_handlers={Refused: refuse},
        lifespan=run_services,
    )
    served.router.redirect_slashes = False
    served.state.refusals = refusals
    return served


def _to_metrics_route(metrics: "Metrics") -> Route:
    from bot.web.metrics import CONTENT_TYPE, METRICS

    async def send_metrics(_: Request) -> Response:
        return Response(await metrics.render(), headers={"content-type": CONTENT_TYPE})

    return Route(METRICS, send_metrics)


def _to_picture_route(pictures: Pictures) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    async def send_picture(request: Request) -> Response:
        path = request.scope["path"]
        png = await pictures.read(path)
        if png is not None:
            return Response(png, headers=_FOR_EVER, media_type="image/png")
        if seconds := pictures.seconds_to_wait(path):
            return PlainTextResponse("too many pictures are asked for", 503, {"retry-after": str(seconds)})
        return PlainTextResponse("not found", 404)

    return send_picture


class _Requests:
    """Gives each request an id for the log, and a response even where the server stops before it is complete."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, _until_cancelled(receive), send)
            return
        request_id.set(_id_of(Headers(scope=scope)))
        try:
            await self._app(scope, receive, send)
        except asyncio.CancelledError:
            log.warning("the server stops: a request that was not complete in time is not answered")
            await PlainTextResponse("stopping", 503)(scope, receive, send)


def _until_cancelled(receive: Receive) -> Receive:
    """Turn a cancelled wait into a shutdown: after a second signal the server announces none, and cancels all tasks."""

    async def receive_or_stop() -> Message:
        try:
            return await receive()
        except asyncio.CancelledError:
            return {"type": "lifespan.shutdown"}

    return receive_or_stop


def _id_of(headers: Headers) -> str:
    """Return the request id that a proxy assigned, if it is a plain one, or a new one."""
    given = headers.get("x-request-id", "")
    return given if _PLAIN_ID.fullmatch(given) else make_request_id()
