"""`azrel mcp` as a process, and requests to it."""

import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import httpx2
from mcp import Client, StdioServerParameters

from tests.cli.commands import ROOT, environment, free_port, wait_until_ready
from tests.patience import PATIENCE

TOOLS = [
    "ask", "facts", "get_fact", "timeline", "compare", "list_partners", "list_topics", "list_sources",
]  # fmt: skip
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


def post(address: str, body: Any = HELLO, **headers: str) -> httpx2.Response:
    given = {"accept": "application/json, text/event-stream", "authorization": f"Bearer {TOKEN}", **headers}
    return httpx2.post(f"{address}/mcp", json=body, headers=given, timeout=PATIENCE)
