"""`azrel mcp` as assistants start or reach it: real processes, the SDK's own client, and its inspector's command line."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from bot import cli
from tests.bases import FACT, relation, texts, write_base
from tests.cli.commands import ROOT, environment, free_port, run, wait_until_ready
from tests.mcp.conftest import record_of, text_of
from tests.patience import PATIENCE

TOKEN, OTHER = "t" * 40, "o" * 40
COMMAND = [sys.executable, "-m", "tests.patience", "mcp"]
HELLO: dict[str, Any] = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-03-26",
        "capabilities": {},
        "clientInfo": {"name": "older", "version": "1"},
    },
}
INSPECTOR = shutil.which("mcp-inspector")
needs_inspector = pytest.mark.skipif(not INSPECTOR, reason="npm install --global @modelcontextprotocol/inspector")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_base(tmp_path / "knowledge", texts())


def without_slack(folder: Path, **more: str) -> dict[str, str]:
    """Return the environment of an assistant's server, without Slack's settings."""
    given = environment(folder, **more)
    return {name: value for name, value in given.items() if not name.startswith("SLACK_")}


@asynccontextmanager
async def started(folder: Path, **settings: str) -> AsyncIterator[Client]:
    """Yield a client that starts its server as assistants do, over standard input and output."""
    server = StdioServerParameters(
        command=COMMAND[0], args=COMMAND[1:], env=without_slack(folder, **settings), cwd=ROOT
    )
    async with Client(server) as client:
        yield client


@contextmanager
def listening(folder: Path, *options: str, **settings: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """Yield a server over HTTP, and its address."""
    port = free_port()
    settings = {"AZREL_MCP_TOKENS": f"{OTHER}, {TOKEN}", **settings}
    server = subprocess.Popen(
        [*COMMAND, "--http", "--port", str(port), *options],
        cwd=ROOT, env=without_slack(folder, **settings), stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        wait_until_ready(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}", server
    finally:
        server.kill()
        server.wait()
        assert server.stderr
        server.stderr.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = write_base(tmp_path_factory.mktemp("base") / "knowledge", texts())
    with listening(folder, AZREL_PUBLIC_URL="https://azrel.example.org") as (address, _):
        yield address


def post(address: str, body: Any = HELLO, **headers: str) -> httpx2.Response:
    given = {"accept": "application/json, text/event-stream", "authorization": f"Bearer {TOKEN}", **headers}
    return httpx2.post(f"{address}/mcp", json=body, headers=given, timeout=PATIENCE)


async def test_answers_assistant_over_standard_streams(folder: Path) -> None:
    async with started(folder) as client:
        result = await client.call_tool("ask", {"question": "sylvania gas"})
        fact = await client.read_resource("azrel://fact/sylvania-gas")

    assert record_of(result)["facts"][0]["id"] == "sylvania-gas"
    assert "   Excerpt: “the gas flows to Sylvania day and night”" in text_of(result)
    assert fact.contents


async def test_serves_edits_and_keeps_last_good_revision(folder: Path) -> None:
    async def facts_about_zenda(revision: str) -> dict[str, Any]:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            record = record_of(await client.call_tool("facts", {"partner": "zenda"}))
            if record["revision"] != revision:
                return record
        raise AssertionError("the edit was not served")

    async with started(folder) as client:
        before = record_of(await client.call_tool("facts", {"partner": "zenda"}))
        write_base(folder, {"relations/zenda.yaml": b"partner: ["})
        broken = record_of(await client.call_tool("facts", {"partner": "zenda"}))
        write_base(folder, {"relations/zenda.yaml": relation(FACT).encode()})
        after = await facts_about_zenda(before["revision"])

    assert (before["total"], broken["revision"], after["total"]) == (0, before["revision"], 1)


async def test_serves_newest_revision_of_database(folder: Path, tmp_path: Path) -> None:
    settings = {"AZREL_KNOWLEDGE": "database", "AZREL_STATE_DIR": str(tmp_path / "store")}
    publish = [sys.executable, "-m", "bot", "publish", str(folder)]
    given = without_slack(folder, **settings)

    def start(command: list[str]) -> None:
        subprocess.run(command, cwd=ROOT, env=given, check=True, capture_output=True)

    write_base(folder, {"relations/zenda.yaml": relation(FACT).encode()})
    start([sys.executable, "-m", "bot", "migrate"])
    start(publish)
    write_base(folder, {"relations/zenda.yaml": texts()["relations/zenda.yaml"]})

    async with started(folder, **settings) as client:
        first = record_of(await client.call_tool("facts", {"partner": "zenda"}))
        start(publish)
        end, second = time.monotonic() + PATIENCE, first
        while second["revision"] == first["revision"] and time.monotonic() < end:
            second = record_of(await client.call_tool("facts", {"partner": "zenda"}))

    assert (first["total"], second["total"]) == (1, 0)


def test_prints_only_the_protocol_and_logs_no_question(folder: Path) -> None:
    ask = {"jsonrpc": "2.0", "id": 2, "method": "tools/call"}
    asked = {**ask, "params": {"name": "ask", "arguments": {"question": "sylvania whales"}}}
    wrong = {**ask, "id": 3, "params": {"name": "ask", "arguments": {"query": "sylvania whales"}}}
    lines = [HELLO, {"jsonrpc": "2.0", "method": "notifications/initialized"}, asked, wrong]
    given = without_slack(folder, AZREL_LOG_LEVEL="debug")
    with subprocess.Popen(
        COMMAND, cwd=ROOT, env=given, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as server:
        assert server.stdin
        assert server.stdout
        replies = []
        for line in lines:
            server.stdin.write(f"{json.dumps(line)}\n")
            server.stdin.flush()
            replies += [json.loads(server.stdout.readline())] if "id" in line else []
        out, log = server.communicate(timeout=PATIENCE)  # leaving closes its input, which ends it

    assert (out, server.returncode) == ("", 0)
    assert [reply["id"] for reply in replies] == [1, 2, 3]
    assert "No fact on Sylvania mentions “whales”" in replies[1]["result"]["content"][0]["text"]
    assert replies[2]["result"]["isError"]
    assert "whales" not in log
    assert all(json.loads(line) for line in log.splitlines())


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


@pytest.fixture
def refusal(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return what runs `azrel mcp`, which must end at once, and returns its message."""
    monkeypatch.setattr(cli, "_prepare_streams", lambda: None)
    monkeypatch.setenv("AZREL_KNOWLEDGE_DIR", str(folder))

    def refuse(*options: str, **settings: str) -> str:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        status, out, err = run(capsys, "mcp", *options)
        assert (status, out) == (2, "")
        return err

    return refuse


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ({}, "AZREL_MCP_TOKENS is not set, and without a token anybody who reaches the port could ask: make one"),
        ({"AZREL_MCP_TOKENS": "hunter2"}, "AZREL_MCP_TOKENS is not tokens of at least 32 letters"),
        ({"AZREL_MCP_TOKENS": TOKEN, "AZREL_MCP_TOKENS_FILE": "/x"}, "are both set: keep one of the two"),
    ],
)
def test_requires_a_strong_token(refusal: Callable[..., str], settings: dict[str, str], fault: str) -> None:
    said = refusal("--http", "--port", str(free_port()), **settings)

    assert fault in said
    assert "hunter2" not in said


@pytest.mark.parametrize("options", [["--port", "3001"], ["--host", "127.0.0.1"]])
def test_refuses_http_options_without_http(refusal: Callable[..., str], options: list[str]) -> None:
    assert refusal(*options) == "azrel: --host and --port are for HTTP: add --http\n"


def test_names_missing_package(folder: Path) -> None:
    refused = run_without_the_package("mcp", folder)

    assert refused.returncode == 2
    assert "serving assistants needs the package mcp: install azrel with its extra, as in pip install" in refused.stderr


def test_serving_slack_does_not_import_mcp(folder: Path) -> None:
    port = free_port()
    script = "import sys; sys.modules['mcp'] = None; from bot.cli import main; main()"
    command = [sys.executable, "-c", script, "serve", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environment(folder), stderr=subprocess.PIPE, text=True) as server:
        try:
            wait_until_ready(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            _, log = server.communicate(timeout=PATIENCE)

    assert server.returncode == 0
    assert "ImportError" not in log


def run_without_the_package(command: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    hidden = "import importlib.util as u; find = u.find_spec; u.find_spec = lambda n, *r: None if n == 'mcp' else find(n, *r);"
    script = f"{hidden} from bot.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", script, command],
        cwd=ROOT, env=without_slack(folder), capture_output=True, text=True, check=False,
    )  # fmt: skip


def inspect(*arguments: str) -> dict[str, Any]:
    assert INSPECTOR
    found = subprocess.run(
        [INSPECTOR, "--cli", *arguments], capture_output=True, text=True, check=False, timeout=PATIENCE, cwd=ROOT
    )
    assert found.returncode == 0, found.stderr
    shown: dict[str, Any] = json.loads(found.stdout)
    return shown


@needs_inspector
def test_inspector_lists_and_calls_tools_over_standard_streams(folder: Path) -> None:
    server = [sys.executable, "-m", "bot", "mcp", "--knowledge", str(folder)]
    tools = inspect(*server, "--method", "tools/list")
    called = inspect(
        *server, "--method", "tools/call", "--tool-name", "ask", "--tool-arg", "question=sylvania gas"
    )  # fmt: skip
    fact = inspect(*server, "--method", "resources/read", "--uri", "azrel://fact/sylvania-gas")

    assert len(tools["tools"]) == 8
    assert all(tool["annotations"]["readOnlyHint"] for tool in tools["tools"])
    assert called["structuredContent"]["facts"][0]["id"] == "sylvania-gas"
    assert "Excerpt: “the gas flows" in fact["contents"][0]["text"]


@needs_inspector
def test_inspector_calls_tools_over_http(served: str) -> None:
    bearer = f"Authorization: Bearer {TOKEN}"
    called = inspect(
        f"{served}/mcp", "--transport", "http", "--header", bearer,
        "--method", "tools/call", "--tool-name", "compare", "--tool-arg", 'partners=["sylvania","graustark"]',
    )  # fmt: skip

    assert called["structuredContent"]["outcome"] == "answer"
    assert called["structuredContent"]["comparison"]
