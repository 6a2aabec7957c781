"""The two probes of hosts: over HTTP beside Slack's requests, with Socket Mode on a port of their own.

Metrics, where they are turned on, are served beside them.
"""

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

if TYPE_CHECKING:
    from bot.web.metrics import Metrics

HEALTH = "/healthz"
PROBES = (HEALTH, "/readyz")


def answer_probe(path: str, readiness: Callable[[], dict[str, Any]]) -> tuple[int, str, str]:
    """Return the status, content type and body for a probe's path, one of PROBES.

    `readiness` returns the body of `/readyz`: ready once it has a revision, until the process stops.
    """
    if path == HEALTH:
        return 200, "text/plain", "ok"
    ready = readiness()
    return 200 if ready["revision"] and not ready.get("stopping") else 503, "application/json", json.dumps(ready)


class ProbeServer:
    """Serves the probes, and metrics if given; use it as an async context manager.

    Raises OSError where the port cannot be bound.
    """

    def __init__(
        self, host: str, port: int, readiness: Callable[[], dict[str, Any]], metrics: "Metrics | None" = None
    ) -> None:
        self._host, self._port, self._readiness = host, port, readiness
        application = web.Application()
        for path in PROBES:
            application.router.add_get(path, self._respond)
        if metrics:
            application.router.add_get(*_to_metrics_route(metrics))
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._runner.addresses[0][1])

    async def __aenter__(self) -> "ProbeServer":
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _respond(self, request: web.Request) -> web.Response:
        status, content_type, body = answer_probe(request.path, self._readiness)
        return web.Response(status=status, text=body, content_type=content_type)


def _to_metrics_route(metrics: "Metrics") -> tuple[str, Callable[[web.Request], Awaitable[web.Response]]]:
    from bot.web.metrics import CONTENT_TYPE, METRICS

    async def send_metrics(_: web.Request) -> web.Response:
        return web.Response(body=await metrics.render(), headers={"content-type": CONTENT_TYPE})

    return METRICS, send_metrics
