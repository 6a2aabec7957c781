"""Run git with a clean environment and a time limit, and without prompts."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from bot.domain.publishing import GitRefused
from bot.domain.text import escape

SECONDS = 20.0
_MOST_SHOWN = 300
# Hooks may prompt, wait or change the commit; a file system monitor may be any program.
_OPTIONS = ("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
_PASSWORD = re.compile(r"(?<=://)[^/@\s]+@")
_HINT = re.compile(r"^(hint|warning):")


class GitFailed(GitRefused):
    """A git command failed: its message, and its exit status, None after a timeout."""

    def __init__(self, message: str, status: int | None) -> None:
        super().__init__(message)
        self.status = status


def has_git() -> bool:
    """Return whether git is installed."""
    return shutil.which("git") is not None


def run_git(
    folder: Path,
    *arguments: str,
    given: bytes = b"",
    environment: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
    allowed: Sequence[int] = (0,),
) -> bytes:
    """Run git in a folder, with bytes for its standard input, and return its standard output.

    Git's own variables in our environment would lead it to another checkout, and are dropped. Raises GitFailed if its
    exit status is not among those `allowed`, or if it takes longer than so many seconds: then it is killed with its
    child processes.
    """
    git = shutil.which("git")
    if git is None:
        raise GitFailed("git is not installed", None)
    process = subprocess.Popen(  # noqa: S603 - no shell, and foreign text comes after "--" or in an object's name
        [git, *_OPTIONS, "-C", str(folder), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=git_environment() | dict(environment or {}),
        start_new_session=True,
    )
    try:
        printed, said = process.communicate(given, timeout=seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        raise GitFailed(f"git {arguments[0]} took longer than {seconds:g} seconds", None) from None
    except BaseException:
        _end(process)
        raise
    if process.returncode not in allowed:
        raise GitFailed(f"git {arguments[0]}: {_shown(said)}", process.returncode)
    return printed


def git_environment() -> dict[str, str]:
    """Return the environment in which git runs: it asks nobody, and no variable of its own leads it elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "SSH_ASKPASS"))}
    return kept | {
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
    }


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Kill git and its child processes, such as ssh, which would keep its streams open."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()


def _shown(said: bytes) -> str:
    """Return git's error message in one line, without hints and passwords."""
    lines = said.decode(errors="replace").splitlines()
    text = " ".join(line.strip() for line in lines if line.strip() and not _HINT.match(line)) or "it failed"
    return escape(_PASSWORD.sub("…@", text)[:_MOST_SHOWN])
