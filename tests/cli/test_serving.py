"""`azrel serve` as a process: starts, answers, stops, and refuses to start."""

import asyncio
import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import FakeSlack, check_message, sign
from tests.benchmarks.server import wait_until_read, wait_until_stopping
from tests.cli.commands import ROOT, SECRET, environment, free_port, run, serve_beside, wait_until_ready, write
from tests.patience import PATIENCE


def test_reports_unavailable_metrics(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": SECRET, "AZREL_METRICS": "ON"}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("bot.cli.measuring.find_spec", lambda _: None)

    status, _, err = run(capsys, "serve", "--port", "0")
    assert (status, "AZREL_METRICS asks for metrics" in err, "azrel[metrics]" in err) == (2, True, True)


def test_answers_signed_command_and_stops_on_signal(folder: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "bot", "serve", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(folder), stderr=subprocess.PIPE, text=True)
    try:
        base = f"http://127.0.0.1:{port}"
        ready = json.loads(wait_until_ready(base))
        body = b"command=%2Fruri&text=sylvania+gas&team_id=T1&user_id=U1&channel_id=C1"
        request = urllib.request.Request(f"{base}/slack/events", body, sign(SECRET, int(time.time()), body))
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            message = json.loads(response.read())
    finally:
        server.send_signal(signal.SIGTERM)
        _, log = server.communicate(timeout=PATIENCE)

    assert len(ready["revision"]) == 12
    assert check_message(message) == []
    assert message["blocks"][0]["text"]["text"] == ":flag-sy: Sylvania"
    assert server.returncode == 0
    assert "sylvania" not in log.replace(str(folder), "")
    (warning,) = [json.loads(line)["message"] for line in log.splitlines() if "WARNING" in line]
    assert warning.startswith("the bot's token could not be checked yet, Slack is asked again in a minute: ")


@pytest.mark.parametrize("options", [("--host", "127.0.0.1", "--port", "0"), ("--socket",)])
def test_fails_on_refused_bot_token(folder: Path, options: tuple[str, ...]) -> None:
    async def run_server() -> tuple[int | None, str]:
        async with FakeSlack("xoxb-other", "xapp-1") as slack:
            server, _ = await serve_beside(slack, folder, *options, SLACK_APP_TOKEN="xapp-1")
            _, log = await server.communicate()
            return server.returncode, log.decode()

    code, log = asyncio.run(run_server())

    assert code == 2
    assert "azrel: Slack refuses SLACK_BOT_TOKEN (invalid_auth): take the one in the app's pages" in log
    assert "xoxb-1" not in log
    assert "Traceback" not in log


def test_logs_requests_at_debug_without_words(folder: Path) -> None:
    async def run_server() -> list[dict[str, Any]]:
        async with FakeSlack("xoxb-1") as slack:
            port = free_port()
            options = ("--host", "127.0.0.1", "--port", str(port))
            server, _ = await serve_beside(slack, folder, *options, AZREL_LOG_LEVEL="debug")
            base = f"http://127.0.0.1:{port}"
            await asyncio.to_thread(wait_until_ready, base)
            body = b"command=%2Fruri&text=sylvania+gas&team_id=T1&user_id=U1&channel_id=C1"
            request = urllib.request.Request(f"{base}/slack/events", body, sign(SECRET, int(time.time()), body))
            await asyncio.to_thread(urllib.request.urlopen, request, timeout=PATIENCE)
            server.send_signal(signal.SIGTERM)
            _, log = await server.communicate()
            return [json.loads(line) for line in log.decode().splitlines()]

    lines = asyncio.run(run_server())

    (line,) = [line for line in lines if line["level"] == "DEBUG" and line["logger"] == "bot.slack.dispatch"]
    assert line["message"].startswith("slash_command: status 200 after ")
    assert "sylvania" not in json.dumps([line["message"] for line in lines])
    assert "Slack accepts the bot's token" in [line["message"] for line in lines]


def test_socket_mode_serves_probes_on_the_port(folder: Path) -> None:
    async def run_server() -> tuple[bytes, bytes, int | None]:
        async with FakeSlack("xoxb-1", "xapp-1") as slack:
            port = str(free_port())
            served = ("--socket", "--host", "127.0.0.1")
            server, settings = await serve_beside(slack, folder, *served, SLACK_APP_TOKEN="xapp-1", PORT=port)
            ready = await asyncio.to_thread(wait_until_ready, f"http://127.0.0.1:{port}")
            second = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "serve", *served, cwd=ROOT, env=settings, stderr=subprocess.PIPE
            )
            _, refusal = await second.communicate()
            server.send_signal(signal.SIGTERM)
            await server.communicate()
            return ready, refusal, server.returncode

    ready, refusal, code = asyncio.run(run_server())

    assert len(json.loads(ready)["revision"]) == 12
    assert b"azrel: " in refusal.splitlines()[-1]
    assert b"in use" in refusal
    assert code == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("times", [1, 2])
def test_stops_cleanly_during_half_sent_request(number: signal.Signals, times: int, folder: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "bot", "serve", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(folder), stderr=subprocess.PIPE, text=True)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}")
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as half_sent:
            half_sent.sendall(b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf")
            wait_until_read(port)
            for _ in range(times):
                server.send_signal(number)
                wait_until_stopping(port)
            answered = half_sent.recv(1_000)
    finally:
        _, log = server.communicate(timeout=PATIENCE)

    assert server.returncode == 0
    assert answered.startswith(b"HTTP/1.1 503") or (times == 2 and answered == b"")
    assert "Traceback" not in log
    assert all(json.loads(line) for line in log.splitlines())


_HANGING = """
import sys, time
from bot.loading.reload import Reloader
poll = Reloader.poll
def hang(self):
    if self.readiness()["revision"]:
        print("hanging", file=sys.stderr, flush=True)
        time.sleep(1e6)
    poll(self)
Reloader.poll = hang
from bot.cli import main
main()
"""


def test_stops_while_reloading_hangs(folder: Path) -> None:
    port = free_port()
    command = [sys.executable, "-c", _HANGING, "serve", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(folder), stderr=subprocess.PIPE, text=True)
    wait_until_ready(f"http://127.0.0.1:{port}")
    assert server.stderr
    assert "hanging\n" in iter(server.stderr.readline, "")  # once the folder is looked at again
    server.send_signal(signal.SIGTERM)
    _, log = server.communicate(timeout=PATIENCE)

    assert server.returncode == 0
    assert "Traceback" not in log


def test_child_processes_inherit_no_secrets(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("xoxb-1\n", "utf-8")
    settings = environment(folder, SLACK_BOT_TOKEN_FILE=str(tmp_path / "token"))
    del settings["SLACK_BOT_TOKEN"]
    shown = (
        "import os, bot.cli.http as s; s.start_knowledge = lambda *_, **__: print(sorted(os.environ)) or exit();"
        "from bot.cli import main; main(['serve'])"
    )
    served = subprocess.run(
        [sys.executable, "-c", shown], cwd=ROOT, env=settings, capture_output=True, text=True, check=True
    )

    assert "AZREL_KNOWLEDGE_DIR" in served.stdout
    assert "SLACK_BOT_TOKEN" not in served.stdout
    assert "SLACK_SIGNING_SECRET" not in served.stdout


def test_socket_mode_answers_and_stops_on_signal(folder: Path) -> None:
    async def run_server() -> tuple[int | None, dict[str, Any], str]:
        async with FakeSlack("xoxb-1", "xapp-1") as slack:
            settings = environment(folder, SLACK_APP_TOKEN="xapp-1", SLACK_API_URL=slack.api_url)
            server = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "serve", "--socket", cwd=ROOT, env=settings, stderr=subprocess.PIPE
            )
            command = {"command": "/ruri", "text": "sylvania gas", "team_id": "T1", "user_id": "U1", "channel_id": "C1"}
            acknowledged = await slack.sockets.deliver("slash_commands", command)
            server.send_signal(signal.SIGTERM)
            _, log = await server.communicate()
            return server.returncode, acknowledged["payload"], log.decode()

    code, message, log = asyncio.run(run_server())

    assert message["blocks"][0]["text"]["text"] == ":flag-sy: Sylvania"
    assert code == 0, log
    lines = [json.loads(line) for line in log.splitlines()]
    assert {line["level"] for line in lines} == {"INFO"}
    assert "sylvania" not in log.replace(str(folder), "")


def test_socket_mode_fails_on_refused_token(folder: Path) -> None:
    async def run_server() -> tuple[int | None, str]:
        async with FakeSlack("xoxb-1", "xapp-1") as slack:
            settings = environment(folder, SLACK_APP_TOKEN="xapp-wrong", SLACK_API_URL=slack.api_url)
            server = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "serve", "--socket", cwd=ROOT, env=settings, stderr=subprocess.PIPE
            )
            _, log = await server.communicate()
            return server.returncode, log.decode()

    code, log = asyncio.run(run_server())

    assert code == 2
    assert "azrel: Slack refuses SLACK_APP_TOKEN (invalid_auth): get one with connections:write" in log
    assert "xapp-wrong" not in log
    assert "Traceback" not in log


def test_fails_on_knowledge_with_problems(folder: Path) -> None:
    write(folder, {"relations/zenda.yaml": b"oops: ["})
    started = subprocess.run(
        [sys.executable, "-m", "bot", "serve"],
        cwd=ROOT,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )

    assert started.returncode == 2
    assert "refused the knowledge: relations/zenda.yaml:2:1: not YAML" in started.stderr
    assert f"azrel: the knowledge in {folder} cannot be served: fix what is logged above" in started.stderr
