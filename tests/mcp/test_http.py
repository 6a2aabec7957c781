"""The protocol over HTTP, in this process; `test_serving` runs it in a process of its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest

from bot.mcp import Answering, create_server
from bot.mcp.http import create_http_app
from tests.bases import TODAY, index
from tests.mcp.serving import HELLO, TOKEN


@asynccontextmanager
async def served(public_url: str = "", host: str = "127.0.0.1", **readiness: Any) -> AsyncIterator[httpx2.AsyncClient]:
    running, stopped = asyncio.Event(), asyncio.Event()

    async def follow() -> None:
        running.set()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    answering = Answering(index, lambda: TODAY)
    report = {"revision": "r1", **readiness}
    app = create_http_app(
        create_server(answering, "1"),
        [TOKEN],
        public_url=public_url,
        host=host,
        readiness=lambda: report,
        services=[follow],
    )
    headers = {"authorization": f"Bearer {TOKEN}", "accept": "application/json, text/event-stream"}
    transport = httpx2.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:3000", headers=headers) as client,
    ):
        await running.wait()
        yield client
    await stopped.wait()


@pytest.mark.parametrize(
    ("public_url", "host", "named", "status"),
    [
        ("", "127.0.0.1", "127.0.0.1:3000", 200),
        ("", "127.0.0.1", "localhost", 200),
        ("", "127.0.0.1", "[::1]:3000", 200),
        ("", "127.0.0.1", "127.0.0.1.evil.example", 421),
        ("", "fd00::7", "[fd00::7]:3000", 200),
        ("", "azrel.lan", "azrel.lan:3000", 200),
        ("", "::", "azrel.lan:3000", 421),
        ("https://azrel.example.org/bot", "::", "azrel.example.org", 200),
        ("https://azrel.example.org/bot", "::", "example.org", 421),
    ],
)
async def test_refuses_requests_for_other_hosts(public_url: str, host: str, named: str, status: int) -> None:
    async with served(public_url, host) as client:
        assert (await client.post("/mcp", json=HELLO, headers={"host": named})).status_code == status


@pytest.mark.parametrize(("revision", "status"), [("r1", 200), (None, 503)])
async def test_is_ready_once_knowledge_is_served(revision: str | None, status: int) -> None:
    async with served(revision=revision) as client:
        ready = await client.get("/readyz", headers={"authorization": ""})

    assert (ready.status_code, ready.json()) == (status, {"revision": revision})


async def test_refuses_streams_of_events() -> None:
    async with served() as client:
        refused = await client.get("/mcp")

    assert (refused.status_code, refused.headers["allow"]) == (405, "POST")


async def test_distinguishes_wrong_token_from_right_one() -> None:
    async with served() as client:
        statuses = [
            (await client.post("/mcp", json=HELLO, headers={"authorization": f"Bearer {token}"})).status_code
            for token in (TOKEN, TOKEN[1:], f"{TOKEN}t")
        ]

    assert statuses == [200, 401, 401]
