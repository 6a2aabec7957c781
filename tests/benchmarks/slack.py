"""A stand-in for Slack that only counts the messages posted to it, fast enough for many thousands."""

from collections import Counter
from types import TracebackType

from aiohttp import web

from tests.benchmarks.server import free_port


class Posts:
    """Accept every call, on loopback; `answered` counts the messages by the thread they were posted in.

    Use it as an async context manager.
    """

    def __init__(self) -> None:
        self.answered: Counter[str] = Counter()
        self.port = free_port()
        application = web.Application(client_max_size=4 * 1024 * 1024)
        application.router.add_route("*", "/{path:.*}", self._take)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)

    @property
    def api_url(self) -> str:
        """Return the value for `SLACK_API_URL`."""
        return f"http://127.0.0.1:{self.port}/api/"

    async def __aenter__(self) -> "Posts":
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        if request.path.endswith("/chat.postMessage"):
            sent = await request.json() if request.content_type == "application/json" else await request.post()
            self.answered[str(sent.get("thread_ts"))] += 1
        return web.json_response({"ok": True, "ts": "9.9"})
