"""The page for knowledge that cannot be served yet: its problems, until they are fixed."""

from collections.abc import Callable
from types import TracebackType

from aiohttp import web

from bot.sandbox.fake_slack import FakeSlack
from bot.sandbox.pages import Files


class WaitingPage:
    """A page that lists the problems that `problems` returns; use it as an async context manager.

    Once something else answers at its port, the page gives way to it.
    """

    def __init__(self, problems: Callable[[], list[str]], port: int = 0) -> None:
        self._problems = problems
        self._files = Files()
        self._server = FakeSlack("", port=port)
        self._server.add_routes(
            [
                web.get("/", self._index),
                web.get("/page/{name}", self._files.handle),
                web.get("/sandbox/problems", self._list),
            ]
        )

    @property
    def url(self) -> str:
        """The page's address."""
        return f"{self._server.url}/"

    @property
    def port(self) -> int:
        """The port of the page: the wanted one, or a free one where that is taken."""
        return self._server.port

    async def __aenter__(self) -> "WaitingPage":
        await self._server.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._server.__aexit__(kind, error, trace)

    async def _index(self, _: web.Request) -> web.Response:
        return self._files.serve("waiting.html")

    async def _list(self, _: web.Request) -> web.Response:
        return web.json_response(self._problems())
