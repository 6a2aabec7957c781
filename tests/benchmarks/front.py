"""A load balancer in front of several servers: each request goes to the next that is ready.

Like those in service it asks `/readyz` now and then, keeps connections open, and sends a request elsewhere only where it
could not be sent at all: one that was sent may have been answered.
"""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from types import TracebackType

import aiohttp
from aiohttp import web

from tests.benchmarks.server import free_port
from tests.patience import PATIENCE

SECONDS_BETWEEN_CHECKS = 0.2
# Shorter than the servers' own timeout of idle connections, on which a request could be lost.
SECONDS_KEPT_OPEN = 2.0
_HOP_BY_HOP = frozenset({"host", "connection", "keep-alive", "transfer-encoding", "content-length"})


class Front:
    """Passes requests on to the servers at `ports`, in turn; use it as an async context manager.

    `failed` counts those that got no response, or that of a server's failure; `passed` the rest by port.
    """

    def __init__(self, ports: Iterable[int]) -> None:
        self.ports = list(ports)
        self.port = free_port()
        self.failed: list[str] = []
        self.passed: dict[int, int] = {}
        self._ready: set[int] = set()
        self._turn = 0
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", self._pass_on)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)

    @property
    def url(self) -> str:
        """Return the address for Slack's requests."""
        return f"http://127.0.0.1:{self.port}/slack/events"

    async def __aenter__(self) -> "Front":
        connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=SECONDS_KEPT_OPEN)
        self._session = aiohttp.ClientSession(connector=connector)
        await asyncio.gather(*map(self._check, self.ports))
        self._checking = asyncio.create_task(self._keep_checking())
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._runner.cleanup()
        self._checking.cancel()
        with suppress(asyncio.CancelledError):
            await self._checking
        await self._session.close()

    async def wait_until_ready(self, port: int) -> None:
        """Wait until requests are passed on to a port."""
        async with asyncio.timeout(PATIENCE):
            while port not in self._ready:
                await asyncio.sleep(0.02)

    async def _keep_checking(self) -> None:
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_CHECKS)
            await asyncio.gather(*map(self._check, self.ports))

    async def _check(self, port: int) -> None:
        is_ready = False
        with suppress(aiohttp.ClientError, TimeoutError):
            async with self._session.get(f"http://127.0.0.1:{port}/readyz", timeout=_PATIENT) as response:
                is_ready = response.status == 200
        (self._ready.add if is_ready else self._ready.discard)(port)

    async def _pass_on(self, request: web.Request) -> web.Response:
        body = await request.read()
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _HOP_BY_HOP}
        for port in self._in_turn():
            try:
                async with self._session.request(
                    request.method, f"http://127.0.0.1:{port}{request.path_qs}", data=body, headers=headers
                ) as response:
                    content = await response.read()
                    self.passed[port] = self.passed.get(port, 0) + 1
                    if response.status >= 500:
                        self.failed.append(f"status {response.status}")
                    return web.Response(body=content, status=response.status, content_type=response.content_type)
            except aiohttp.ClientConnectorError:
                self._ready.discard(port)
            except aiohttp.ClientError as error:
                self.failed.append(f"{type(error).__name__}: {error}")
                return web.Response(status=502)
        self.failed.append("no server was ready")
        return web.Response(status=503)

    def _in_turn(self) -> list[int]:
        """Return the ready ports, in rotation."""
        ready = [port for port in self.ports if port in self._ready]
        self._turn += 1
        first = self._turn % len(ready) if ready else 0
        return ready[first:] + ready[:first]


_PATIENT = aiohttp.ClientTimeout(total=PATIENCE)
