"""`azrel mcp` over standard streams, and its settings."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.bases import FACT, relation, texts, write_base
from tests.cli.commands import ROOT, environment, free_port, run, wait_until_ready
from tests.mcp.conftest import record_of, text_of
from tests.mcp.serving import COMMAND, HELLO, TOKEN, started, without_slack
from tests.patience import PATIENCE


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


@pytest.fixture
def refusal(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return what runs `azrel mcp`, which must end at once, and returns its message."""
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
