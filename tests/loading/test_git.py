"""Git as a program: bounded in time, and nothing it says gives a password away."""

import shutil
from pathlib import Path

import pytest

from bot.loading.git import GitFailed, run_git

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def test_what_it_prints_is_returned(tmp_path: Path) -> None:
    assert run_git(tmp_path, "hash-object", "--stdin", given=b"abc\n") == b"8baef1b4abc478178b004d62031cf7fe6db6f903\n"


def test_a_status_that_is_allowed_is_no_failure(tmp_path: Path) -> None:
    run_git(tmp_path, "init", "--quiet")
    assert run_git(tmp_path, "rev-parse", "--verify", "--quiet", "HEAD", allowed=(0, 1)) == b""


def test_a_failure_says_why_without_passwords(tmp_path: Path) -> None:
    with pytest.raises(GitFailed, match=r"git hash-object: fatal: could not open 'https://…@example\.org/x'") as failed:
        run_git(tmp_path, "hash-object", "https://ada:secret@example.org/x")
    assert failed.value.status == 128
    assert "secret" not in str(failed.value)


def test_what_takes_too_long_is_ended_with_all_that_it_began(tmp_path: Path) -> None:
    slow = ["-c", "alias.slow=!echo $$ > pid; sleep 600", "slow"]
    with pytest.raises(GitFailed, match="took longer than 2 seconds") as failed:
        run_git(tmp_path, *slow, seconds=2)
    assert failed.value.status is None
    assert (tmp_path / "pid").exists()


def test_without_git_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(GitFailed, match="git is not installed"):
        run_git(tmp_path, "status")
