from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bot.slack.addresses import Addresses

SLACK = "https://slack.com/api/"


class Elsewhere:
    """A server that records requests, and redirects to itself."""

    def __init__(self) -> None:
        self.got: list[str] = []
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.got.append(request.path)
        assert "authorization" not in request.headers
        if request.path == "/redirect":
            raise web.HTTPTemporaryRedirect(f"{self.url}/stolen")
        return web.Response(text="ok")


@asynccontextmanager
async def elsewhere() -> AsyncIterator[Elsewhere]:
    server = Elsewhere()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", server.take)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield server
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("url", "is_slacks"),
    [
        ("https://hooks.slack.com/actions/T1/2/3", True),
        ("https://hooks.slack-gov.com/actions/T1/2/3", True),
        ("https://hooks.slack.com:443/x", True),
        ("http://127.0.0.1:8123/response/1", True),
        ("http://hooks.slack.com/x", False),
        ("https://hooks.slack.com:8443/x", False),
        ("https://hooks.slack.com.evil.example/x", False),
        ("https://hooks.slack.com@evil.example/x", False),
        ("https://user:word@hooks.slack.com/x", False),
        ("http://127.0.0.1:8124/response/1", False),
        ("https://127.0.0.1:8123/response/1", False),
        ("http://169.254.169.254/latest/meta-data", False),
        ("file:///etc/passwd", False),
        ("https:///x", False),
        ("//hooks.slack.com/x", False),
        ("http://[::1", False),
        ("", False),
    ],
)
def test_sends_only_to_slacks_addresses(url: str, is_slacks: bool) -> None:
    assert Addresses([], "http://127.0.0.1:8123/api/").is_slacks(url) is is_slacks


async def test_sends_nothing_to_other_addresses(caplog: pytest.LogCaptureFixture) -> None:
    async with elsewhere() as server:
        await Addresses([], SLACK).send(f"{server.url}/x", {"text": "private"})

    assert server.got == []
    assert "not Slack's" in caplog.text
    assert server.url not in caplog.text


async def test_follows_no_redirect(caplog: pytest.LogCaptureFixture) -> None:
    async with elsewhere() as server:
        addresses = Addresses([], f"{server.url}/api/")
        await addresses.send(f"{server.url}/redirect", {"text": "private"})
        await addresses.send(f"{server.url}/plain", {"text": "private"})

    assert server.got == ["/redirect", "/plain"]
    assert "could not be delivered: ClientError" in caplog.text
