"""Git runs within a time limit, and its messages reveal no password."""

import shutil
from pathlib import Path

import pytest

from bot.loading.git import GitFailed, run_git

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def test_returns_standard_output(tmp_path: Path) -> None:
    assert run_git(tmp_path, "hash-object", "--stdin", given=b"abc\n") == b"8baef1b4abc478178b004d62031cf7fe6db6f903\n"


def test_accepts_allowed_exit_status(tmp_path: Path) -> None:
    run_git(tmp_path, "init", "--quiet")
    assert run_git(tmp_path, "rev-parse", "--verify", "--quiet", "HEAD", allowed=(0, 1)) == b""


def test_failure_message_has_no_password(tmp_path: Path) -> None:
    with pytest.raises(GitFailed, match=r"git hash-object: fatal: could not open 'https://…@example\.org/x'") as failed:
        run_git(tmp_path, "hash-object", "https://ada:secret@example.org/x")
    assert failed.value.status == 128
    assert "secret" not in str(failed.value)


def test_timeout_kills_child_processes(tmp_path: Path) -> None:
    slow = ["-c", "alias.slow=!echo $$ > pid; sleep 600", "slow"]
    with pytest.raises(GitFailed, match="took longer than 2 seconds") as failed:
        run_git(tmp_path, *slow, seconds=2)
    assert failed.value.status is None
    assert (tmp_path / "pid").exists()


def test_fails_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(GitFailed, match="git is not installed"):
        run_git(tmp_path, "status")
