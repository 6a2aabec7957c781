"""The `azrel` process: its version, help, settings, and streams that end."""

import importlib.metadata
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from unittest.mock import Mock

import pytest

from tests.cli.commands import ROOT, environment, run
from tests.patience import PATIENCE


@pytest.mark.parametrize("is_installed", [True, False])
def test_prints_version(
    is_installed: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_installed:  # as on a host that installs the requirements alone
        monkeypatch.setattr("importlib.metadata.version", Mock(side_effect=importlib.metadata.PackageNotFoundError))
    status, out, _ = run(capsys, "--version")

    assert status == 0
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert out == f"azrel {declared}\n"


def test_refuses_invalid_port_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert "'99999' is not a port: give a number from 0 to 65535" in run(capsys, "serve", "--port", "99999")[2]


def test_module_runs_as_the_command() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "bot", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert shown.stdout.startswith("usage: azrel ")


def test_server_names_missing_settings_with_cure(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SLACK_BOT_TOKEN", raising=False)
    monkeypatch.delenv("SLACK_SIGNING_SECRET", raising=False)

    status, _, err = run(capsys, "serve")

    assert status == 2
    assert "  SLACK_BOT_TOKEN is not set: the bot's token" in err
    assert "  SLACK_SIGNING_SECRET is not set: " in err


def test_server_refuses_invalid_port_setting(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment(folder, PORT="http").items():
        monkeypatch.setenv(name, value)

    assert run(capsys, "serve")[2] == (
        "azrel: invalid settings in the environment:\n"
        "  PORT is not a number from 0 to 65535: for HTTP: the port to listen on; for Socket Mode, where it is set: the "
        "port to serve the probes on\n"
    )


def test_closed_pipe_is_no_error(folder: Path) -> None:
    questions = '{"query": "sylvania"}\n' * 2_000
    asking = subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--batch", "-"],
        cwd=ROOT,
        env=environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert asking.stdin
    assert asking.stdout
    assert asking.stderr
    with asking.stdin, asking.stdout, asking.stderr:
        asking.stdout.close()
        try:
            asking.stdin.write(questions.encode())
            asking.stdin.close()
        except BrokenPipeError:
            pass
        assert asking.wait(timeout=PATIENCE) == 128 + signal.SIGPIPE
        assert asking.stderr.read() == b""


def test_pipe_closed_before_short_answer_is_no_error(folder: Path) -> None:
    settings = {name: value for name, value in environment(folder).items() if name != "PYTHONUNBUFFERED"}
    asking = subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "sylvania"],
        cwd=ROOT,
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert asking.stdout
    assert asking.stderr
    with asking.stdout, asking.stderr:
        asking.stdout.close()
        assert asking.wait(timeout=PATIENCE) == 128 + signal.SIGPIPE
        assert asking.stderr.read() == b""


def test_reports_unwritable_output_without_traceback(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "bot", "ask", "sylvania"],
            cwd=ROOT,
            env=environment(folder),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert (ended.returncode, ended.stderr) == (2, "azrel: [Errno 28] No space left on device\n")


@pytest.mark.parametrize(
    ("arguments", "status", "out", "err"),
    [
        (["ask", "sylvania"], 0, "Sylvania buys natural gas from Ruritania.", ""),
        (["ask", "--batch", "nowhere.jsonl"], 2, "", "azrel: cannot read nowhere.jsonl"),
        (["ask", "--nonsense"], 2, "", "unrecognized arguments: --nonsense"),
    ],
)
def test_exits_with_status_after_flushing_output(
    arguments: list[str], status: int, out: str, err: str, folder: Path
) -> None:
    settings = {name: value for name, value in environment(folder).items() if name != "PYTHONUNBUFFERED"}
    ended = subprocess.run(
        [sys.executable, "-m", "bot", *arguments], cwd=ROOT, env=settings, capture_output=True, text=True, check=False
    )

    assert ended.returncode == status
    assert out in ended.stdout
    assert err in ended.stderr


@pytest.mark.parametrize(
    "command",
    ["ask", "explain", "check", "cite", "stats", "verify", "init", "new", "serve", "sandbox", "manifest", "picture"],
)
def test_every_command_has_a_help_text(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, command, "--help")

    assert status == 0
    assert out.startswith(f"usage: azrel {command} ")
