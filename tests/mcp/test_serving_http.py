"""`azrel mcp` over HTTP: tokens, sites, sizes, probes and the log."""

import signal
from pathlib import Path

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from tests.mcp.conftest import record_of
from tests.mcp.serving import HELLO, OTHER, TOKEN, listening, post
from tests.patience import PATIENCE


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stops_on_signal(number: signal.Signals, folder: Path) -> None:
    with listening(folder) as (_, server):
        server.send_signal(number)
        _, log = server.communicate(timeout=PATIENCE)

    assert server.returncode == 0
    assert "Traceback" not in log


@pytest.mark.parametrize("token", [TOKEN, OTHER])
async def test_answers_over_http_with_any_token(served: str, token: str) -> None:
    async with (
        httpx2.AsyncClient(headers={"authorization": f"Bearer {token}"}, timeout=PATIENCE) as http,
        Client(streamable_http_client(f"{served}/mcp", http_client=http)) as client,
    ):
        result = await client.call_tool("ask", {"question": "sylvania gas"})

    assert record_of(result)["facts"][0]["id"] == "sylvania-gas"


def test_an_older_client_needs_no_session(served: str) -> None:
    hello = post(served)
    tools = post(served, {"jsonrpc": "2.0", "id": 2, "method": "tools/list"})

    assert hello.json()["result"]["protocolVersion"] == "2025-03-26"
    assert "mcp-session-id" not in hello.headers
    assert len(tools.json()["result"]["tools"]) == 8


@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer", "Bearer x", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", f"Basic {TOKEN}", "Bearer caf\xe9", f"Bearer {OTHER}, {TOKEN}"],
)  # fmt: skip
def test_refuses_requests_without_a_token(served: str, authorization: str) -> None:
    for method, path in (("POST", "/mcp"), ("GET", "/mcp"), ("DELETE", "/mcp"), ("GET", "/"), ("GET", "/mcp/x")):
        headers = [(b"authorization", authorization.encode("latin-1"))] if authorization else []
        refused = httpx2.request(method, f"{served}{path}", headers=headers, timeout=PATIENCE)

        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("Bearer ")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 421),
        ({"host": "azrel.example.org"}, 200),
        ({"host": "azrel.example.org:443"}, 200),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "https://azrel.example.org"}, 200),
        ({"origin": "http://localhost:6274"}, 200),
        ({"content-type": "text/plain"}, 400),
    ],
)
def test_refuses_requests_of_other_sites(served: str, headers: dict[str, str], status: int) -> None:
    assert post(served, **headers).status_code == status


def test_refuses_large_bodies(served: str) -> None:
    assert post(served, {**HELLO, "params": {"much": "x" * 70_000}}).status_code == 413


def test_unknown_paths_are_not_found(served: str) -> None:
    bearer = {"authorization": f"Bearer {TOKEN}"}

    assert httpx2.get(f"{served}/else", headers=bearer, timeout=PATIENCE).status_code == 404


def test_probes_need_no_token(served: str) -> None:
    assert httpx2.get(f"{served}/healthz", timeout=PATIENCE).text == "ok"
    assert len(httpx2.get(f"{served}/readyz", timeout=PATIENCE).json()["revision"]) == 12


def test_logs_neither_tokens_nor_questions(folder: Path) -> None:
    ask = {"jsonrpc": "2.0", "id": 2, "method": "tools/call"}
    with listening(folder, AZREL_LOG_LEVEL="debug") as (address, server):
        post(address, {**ask, "params": {"name": "ask", "arguments": {"question": "whales"}}})
        post(address, {**ask, "params": {"name": "ask", "arguments": {"whales": "whales"}}})
        post(address, {**ask, "method": "resources/read", "params": {"uri": "azrel://fact/whales"}})
        post(address, authorization="Bearer whales")
        server.send_signal(signal.SIGTERM)
        _, log = server.communicate(timeout=PATIENCE)

    assert "serving revision" in log
    assert "refused a request with 401: its bearer token is none of those that are given out" in log
    assert "whales" not in log
    assert TOKEN not in log
