"""`azrel sandbox` as a process: starts, waits for sound knowledge, and stops."""

import asyncio
import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from starlette.applications import Starlette

from bot.cli.draining import Draining
from bot.cli.http import serve_asgi
from tests.bases import FACT, relation
from tests.cli.commands import ROOT, environment, write
from tests.patience import PATIENCE


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_prints_address_and_stops_on_signal(number: signal.Signals, folder: Path) -> None:
    command = [sys.executable, "-m", "bot", "sandbox", "--no-browser", "--port", "0", "--knowledge", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as sandbox:
        assert sandbox.stdout
        url = sandbox.stdout.readline().split()[4]
        # An open page does not keep it from stopping.
        with urllib.request.urlopen(f"{url}sandbox/stream?as=U1", timeout=PATIENCE) as stream:
            assert stream.readline() == b"event: state\n"
            sandbox.send_signal(number)
            _, log = sandbox.communicate(timeout=PATIENCE)

    assert sandbox.returncode == 0
    assert {json.loads(line)["level"] for line in log.splitlines()} == {"INFO"}


def test_stops_on_signal_while_it_shows_problems(folder: Path) -> None:
    write(folder, {"relations/zenda.yaml": b"oops: ["})
    command = [sys.executable, "-m", "bot", "sandbox", "--no-browser", "--port", "0", "--knowledge", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as sandbox:
        assert sandbox.stdout
        sandbox.stdout.readline()
        sandbox.send_signal(signal.SIGTERM)
        rest, _ = sandbox.communicate(timeout=PATIENCE)

    assert (sandbox.returncode, rest) == (0, "")


async def test_server_stops_on_signal_noted_before_it_started() -> None:
    happened = []

    @asynccontextmanager
    async def note(_: Starlette) -> AsyncIterator[None]:
        happened.append("startup")
        yield
        happened.append("shutdown")

    async with asyncio.timeout(PATIENCE):
        await serve_asgi(Starlette(lifespan=note), host="127.0.0.1", port=0, draining=Draining(is_requested=True))

    assert happened == ["startup", "shutdown"]


def test_opens_browser_on_a_screen(folder: Path, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {tmp_path}/part && mv {tmp_path}/part {tmp_path}/opened\n')
    browser.chmod(0o755)
    screen = {"DISPLAY": ":0", "BROWSER": f"{browser} %s"}
    command = [sys.executable, "-m", "bot", "sandbox", "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(folder) | screen, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as sandbox:
        assert sandbox.stdout
        url = sandbox.stdout.readline().split()[4]
        end = time.monotonic() + PATIENCE
        while not (tmp_path / "opened").exists() and time.monotonic() < end:
            time.sleep(0.05)
        sandbox.terminate()
        sandbox.communicate(timeout=PATIENCE)

    assert (tmp_path / "opened").read_text() == url


def test_shows_problems_before_it_opens(folder: Path) -> None:
    write(folder, {"relations/zenda.yaml": b"oops: ["})
    command = [sys.executable, "-m", "bot", "sandbox", "--no-browser", "--port", "0", "--knowledge", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as sandbox:
        assert sandbox.stdout
        first = sandbox.stdout.readline()
        url = first.split()[4]
        with urllib.request.urlopen(url, timeout=PATIENCE) as page:
            assert b"/page/waiting.js" in page.read()
        with urllib.request.urlopen(f"{url}sandbox/problems", timeout=PATIENCE) as problems:
            reported = json.load(problems)
        write(folder, {"relations/zenda.yaml": relation(FACT).encode()})
        fixed, second = sandbox.stdout.readline(), sandbox.stdout.readline()
        with urllib.request.urlopen(url, timeout=PATIENCE) as page:
            assert b"/page/main.js" in page.read()
        sandbox.terminate()
        sandbox.communicate(timeout=PATIENCE)

    assert first.endswith("(Ctrl-C stops it): its page shows what to fix first\n")
    assert len(reported) == 1
    assert reported[0].startswith("relations/zenda.yaml:")
    assert fixed == "The knowledge is fixed\n"
    assert second == f"The sandbox is at {url} (Ctrl-C stops it)\n"


def test_fails_on_missing_folder(tmp_path: Path) -> None:
    started = subprocess.run(
        [sys.executable, "-m", "bot", "sandbox", "--no-browser", "--knowledge", str(tmp_path / "nowhere")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert started.returncode == 2
    assert started.stderr.startswith(f"azrel: {tmp_path}/nowhere is no folder that there is; ")
