"""A stand-in for Slack that only counts the messages posted to it, fast enough for many thousands."""

import asyncio
from collections import Counter
from types import TracebackType

from aiohttp import web

from bot.reply.sentences import MAY_BE_SECOND
from tests.benchmarks.server import free_port


class Posts:
    """Accept every call, at `host`; `answered` counts the messages by the thread they were posted in.

    `marked` counts those that say that they may be a second answer. While it is not `open`, messages wait uncounted.
    Use it as an async context manager.
    """

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.host = host
        self.answered: Counter[str] = Counter()
        self.marked: Counter[str] = Counter()
        self.waiting: set[str] = set()
        self.open = asyncio.Event()
        self.open.set()
        self.port = free_port()
        application = web.Application(client_max_size=4 * 1024 * 1024)
        application.router.add_route("*", "/{path:.*}", self._take)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)

    @property
    def api_url(self) -> str:
        """Return the value for `SLACK_API_URL`."""
        return f"http://{self.host}:{self.port}/api/"

    async def __aenter__(self) -> "Posts":
        await self._runner.setup()
        await web.TCPSite(self._runner, self.host, self.port).start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        if request.path.endswith("/chat.postMessage"):
            sent = await request.json() if request.content_type == "application/json" else await request.post()
            thread = str(sent.get("thread_ts"))
            if not self.open.is_set():
                self.waiting.add(thread)
                await self.open.wait()
                if request.transport is None or request.transport.is_closing():
                    return web.json_response({"ok": False})  # the process that posted it was killed
            self.answered[thread] += 1
            self.marked[thread] += MAY_BE_SECOND in str(sent.get("text"))
        return web.json_response({"ok": True, "ts": "9.9"})
