"""Helpers of the commands' tests: a command run in this process, or a server as a process of its own."""

import asyncio
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from bot import cli
from bot.sandbox import FakeSlack
from tests.bases import write_base
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]


SECRET = "0123456789abcdef0123456789abcdef"


def write(folder: Path, files: dict[str, bytes]) -> None:
    write_base(folder, files)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Return the command's exit status, standard output and standard error."""
    with pytest.raises(SystemExit) as stopped:
        cli.main(list(arguments))
    out, err = capsys.readouterr()
    return int(stopped.value.code or 0), out, err


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)  # noqa: S607


def environment(folder: Path, **more: str) -> dict[str, str]:
    slack = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": "http://127.0.0.1:9/api/"}
    return {**os.environ, "AZREL_KNOWLEDGE_DIR": str(folder), **slack, **more}


async def serve_beside(
    slack: FakeSlack, folder: Path, *options: str, **settings: str
) -> tuple[asyncio.subprocess.Process, dict[str, str]]:
    """Start `azrel serve` that calls a fake Slack; return its process and its environment."""
    given = environment(folder, SLACK_API_URL=slack.api_url, **settings)
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "serve", *options, cwd=ROOT, env=given, stderr=subprocess.PIPE
    )
    return server, given


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(base: str) -> bytes:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{base}/readyz", timeout=PATIENCE) as response:
                return bytes(response.read())
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError("the server did not become ready")
