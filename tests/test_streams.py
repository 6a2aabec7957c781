"""Standard streams that were closed before the process began, as some supervisors leave them."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from bot.sandbox import sign
from tests.bases import texts, write_base
from tests.benchmarks.server import SECRET, free_port, to_command
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[1]
OFTEN_CLOSED = (
    "2>&-",
    pytest.param(">&-", marks=pytest.mark.slow),
    pytest.param(">&- 2>&-", marks=pytest.mark.slow),
    "<&- >&- 2>&-",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_base(tmp_path, texts())
    return tmp_path


def start(folder: Path, closed: str, *arguments: str) -> "subprocess.Popen[str]":
    """Start azrel by a shell that closes some of its streams."""
    slack = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": "http://127.0.0.1:9/api/"}
    command = shlex.join([sys.executable, "-m", "bot", *arguments])
    return subprocess.Popen(
        ["/bin/sh", "-c", f"exec {command} {closed}"],
        cwd=ROOT,
        env={**os.environ, **slack, "AZREL_KNOWLEDGE_DIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def get(process: "subprocess.Popen[str]", url: str) -> bytes:
    """Get an address once the process serves it."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as response:
                return bytes(response.read())
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise AssertionError(f"nothing is served; status {process.poll()}")


@pytest.mark.parametrize("closed", OFTEN_CLOSED)
def test_serves_with_streams_closed(closed: str, folder: Path) -> None:
    port = free_port()
    server = start(folder, closed, "serve", "--host", "127.0.0.1", "--port", str(port))
    try:
        ready = json.loads(get(server, f"http://127.0.0.1:{port}/readyz"))
        body = to_command("sylvania gas").replace(b"azrel", b"ruri")
        signed = sign(SECRET, int(time.time()), body)
        request = urllib.request.Request(f"http://127.0.0.1:{port}/slack/events", body, signed)
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            message = json.load(response)
        # A request that is refused is logged, to no stream; the next is answered all the same.
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/slack/events", b"x", timeout=PATIENCE)
        assert json.loads(get(server, f"http://127.0.0.1:{port}/readyz")) == ready
    finally:
        server.send_signal(signal.SIGTERM)
        out, err = server.communicate(timeout=PATIENCE)

    assert message["blocks"][0]["text"]["text"] == ":flag-sy: Sylvania"
    assert server.returncode == 0
    assert out == ""
    assert "Traceback" not in err


@pytest.mark.parametrize("closed", OFTEN_CLOSED)
def test_sandbox_opens_with_streams_closed(closed: str, folder: Path) -> None:
    port = free_port()
    sandbox = start(folder, closed, "sandbox", "--no-browser", "--port", str(port))
    try:
        page = get(sandbox, f"http://127.0.0.1:{port}/")
    finally:
        sandbox.send_signal(signal.SIGTERM)
        out, err = sandbox.communicate(timeout=PATIENCE)

    assert b"<html" in page
    assert sandbox.returncode == 0
    assert out == "" or closed == "2>&-"
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("closed", "arguments", "status", "out"),
    [
        ("2>&-", ["ask", "sylvania"], 0, "Sylvania buys natural gas from Ruritania."),
        ("2>&-", ["ask", "--batch", "nowhere.jsonl"], 2, ""),
        (">&-", ["ask", "sylvania"], 0, ""),
        ("<&-", ["ask", "--batch", "-"], 0, ""),
        (">&- 2>&-", ["check"], 0, ""),
    ],
)
def test_commands_run_with_streams_closed(
    closed: str, arguments: list[str], status: int, out: str, folder: Path
) -> None:
    process = start(folder, closed, *arguments)
    said, err = process.communicate(timeout=PATIENCE)

    assert process.returncode == status
    assert out in said
    assert bool(said) is bool(out), "what is for standard error does not go to standard output"
    assert err == ""
