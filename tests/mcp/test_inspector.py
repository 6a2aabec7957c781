"""The protocol's own inspector lists and calls the tools."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import ROOT
from tests.mcp.serving import TOKEN
from tests.patience import PATIENCE

INSPECTOR = shutil.which("mcp-inspector")
needs_inspector = pytest.mark.skipif(not INSPECTOR, reason="npm install --global @modelcontextprotocol/inspector")


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
