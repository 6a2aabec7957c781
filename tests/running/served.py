"""Requests to a running azrel, as an operator and Slack send them."""

import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.sandbox import check_message, sign
from tests.benchmarks.server import NOWHERE, SECRET, TOKEN, to_command
from tests.patience import PATIENCE

SLACK = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": NOWHERE}


def get(port: int, path: str) -> bytes:
    """Return the response to a path of a server on loopback. Raises URLError or ConnectionError."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE) as response:
        return bytes(response.read())


def ask(port: int, question: str) -> dict[str, Any]:
    """Return the valid reply to a signed slash command."""
    body = to_command(question)
    address = f"http://127.0.0.1:{port}/slack/events"
    with urllib.request.urlopen(
        urllib.request.Request(address, body, sign(SECRET, int(time.time()), body)), timeout=PATIENCE
    ) as response:
        message = dict(json.load(response))
    assert check_message(message) == []
    return message


@contextmanager
def serving(
    command: Sequence[str | Path], port: int, environment: dict[str, str], folder: Path
) -> Iterator[dict[str, Any]]:
    """Run a command that serves on a port; yield the report of `/readyz` once it is ready; then stop it by SIGTERM.

    Ready is also that its store is open. It must exit with 0, and all that it logs must be JSON.
    """
    log = folder / f"{port}.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **environment}, stderr=stream, start_new_session=True
        )
    try:
        yield _wait_until_ready(port, process, log)
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # what began it in a namespace of its own does not pass it on
        status = process.wait(timeout=PATIENCE)
    assert (status, [line for line in log.read_text("utf-8").splitlines() if not line.startswith("{")]) == (0, [])


def _wait_until_ready(port: int, process: subprocess.Popen[bytes], log: Path) -> dict[str, Any]:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            ready = dict(json.loads(get(port, "/readyz")))
            if ready["store"]["state"] != "opening":
                return ready
        except (urllib.error.URLError, ConnectionError):
            pass  # it does not listen yet
        time.sleep(0.05)
    raise AssertionError(f"it did not start:\n{log.read_text('utf-8')[-2_000:]}")
