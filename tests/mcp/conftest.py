"""Shared parts of the assistants' tests: the tests' base behind the SDK's own client."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from mcp import Client
from mcp.types import CallToolResult, TextContent

from bot.mcp import Answering, create_server
from bot.search import Index
from tests.bases import TODAY, index, texts, write_base
from tests.mcp.serving import listening

Call = Callable[..., Awaitable[CallToolResult]]


@asynccontextmanager
async def connect(base: Index | None = None, mode: str = "legacy") -> AsyncIterator[Client]:
    """Connect a client to a server in this process; `legacy` goes over streams, as nearly all clients still do."""
    served = base or index()
    answering = Answering(lambda: served, lambda: TODAY)
    async with Client(create_server(answering, "1.2.3"), mode=mode) as client:
        yield client


def text_of(result: CallToolResult) -> str:
    """Return the first text block."""
    return cast(TextContent, result.content[0]).text


def record_of(result: CallToolResult) -> dict[str, Any]:
    """Return the structured result."""
    record: dict[str, Any] = result.structured_content or {}
    return record


@pytest.fixture(autouse=True)
def kept_logs(restored_logs: None) -> None:
    """Undo how the SDK sets up the log."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_base(tmp_path / "knowledge", texts())


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = write_base(tmp_path_factory.mktemp("base") / "knowledge", texts())
    with listening(folder, AZREL_PUBLIC_URL="https://azrel.example.org") as (address, _):
        yield address
