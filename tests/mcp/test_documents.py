"""Checks of docs/assistants.md: its configurations start the server, and its example is the server's answer."""

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

from mcp import Client, StdioServerParameters

from bot.mcp import Answering
from bot.search import Index
from tests.bases import TODAY
from tests.mcp.serving import TOOLS, without_slack

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs/assistants.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)\n```", DOCUMENT, re.DOTALL)


async def test_configurations_start_the_server() -> None:
    configurations = [json.loads(block) for block in blocks("json")]
    servers: list[dict[str, Any]] = [
        server for one in configurations for server in (one.get("mcpServers") or one["servers"]).values()
    ]
    started = [server for server in servers if "command" in server]
    reached = [server for server in servers if "url" in server]

    assert (len(started), len(reached)) == (2, 2)
    assert all(server["headers"]["Authorization"].startswith("Bearer ${") for server in reached)
    for server in started:
        assert server["command"] == "/path/to/azrel/.venv/bin/azrel"
        arguments = ["-m", "bot", *[argument.replace("/path/to/azrel", str(ROOT)) for argument in server["args"]]]
        given = StdioServerParameters(command=sys.executable, args=arguments, env=without_slack(ROOT), cwd=ROOT)
        async with Client(given) as client:
            assert len((await client.list_tools()).tools) == 8


def test_table_has_every_tool() -> None:
    assert all(f"`{name}(" in DOCUMENT for name in TOOLS)


def test_example_equals_the_answer(shipped_index: Index) -> None:
    (example,) = blocks("text")
    answered = Answering(lambda: shipped_index, lambda: TODAY).facts("turkey", "border", "since 2018").text.splitlines()

    assert [line for line in example.splitlines() if line and not line.endswith(" …") and line not in answered] == []


def test_codex_is_configured_like_the_others() -> None:
    (block,) = blocks("toml")
    started, reached = tomllib.loads(block)["mcp_servers"].values()

    assert started == {
        "command": "/path/to/azrel/.venv/bin/azrel",
        "args": ["mcp", "--knowledge", "/path/to/azrel/knowledge"],
    }
    assert reached["url"].endswith("/mcp")
