"""A folder's state in git: its changed files, and the address that it was cloned from."""

import shutil
import subprocess
from pathlib import Path

from bot.cli.common import Failure


def changed_files(folder: Path, since: str | None) -> frozenset[str]:
    """List files that are new, or differ from the last commit or from the base of this branch on another commit.

    Paths are relative to the folder. Raises Failure where the folder is in no git repository, or has no such commit.
    """
    new = _paths(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    if since is None and not _has_commits(folder):
        return new | _paths(folder, "ls-files", "-z", "--", ".")
    base = ["--merge-base", since] if since else ["HEAD"]
    return new | _paths(folder, "diff", "--name-only", "--relative", "-z", *base, "--", ".")


def remote_of(folder: Path) -> str | None:
    """Find the public address that a folder was cloned from, if it is one."""
    if shutil.which("git") is None or not folder.is_dir():
        return None
    url = _git(folder, "remote", "get-url", "origin").stdout.strip()
    return url if url.startswith("https://") and "@" not in url else None


def _has_commits(folder: Path) -> bool:
    return _git(folder, "rev-parse", "--verify", "--quiet", "HEAD").returncode == 0


def _paths(folder: Path, *arguments: str) -> frozenset[str]:
    done = _git(folder, *arguments)
    if done.returncode:
        raise Failure(f"cannot tell which files changed: {done.stderr.strip() or 'git failed'}")
    return frozenset(path for path in done.stdout.split("\0") if path)


def _git(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    git = shutil.which("git")
    if git is None:
        raise Failure("cannot tell which files changed: git is not installed")
    return subprocess.run(  # noqa: S603 - the arguments are ours, and a commit's name behind an option of git's
        [git, "-C", str(folder), *arguments],
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
    )
