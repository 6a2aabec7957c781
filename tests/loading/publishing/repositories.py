"""A base in a repository, and edits of it."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bot.domain.publishing import Edition

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
PATH = "relations/sylvania.yaml"
OLD, NEW = "name: Sylvania\n", "name: Greater Sylvania\n"
ADA = Edition("Ada Lovelace", "ada@example.org", "Ben", "Edit sylvania: its new name", "The Gazette says so.")
HUMAN = ["-c", "user.name=Hugh", "-c", "user.email=hugh@example.org", "-c", "commit.gpgsign=false"]


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *HUMAN, *arguments], check=True, capture_output=True, text=True)  # noqa: S607
    return done.stdout


def rename(old: str = OLD, new: str = NEW, path: str = PATH) -> Callable[[Mapping[str, str]], Mapping[str, str]]:
    """Make an edit that replaces one text by another, and does nothing once that is done."""

    def edit(files: Mapping[str, str]) -> Mapping[str, str]:
        if old not in files[path] and new not in files[path]:
            raise LookupError("a conflict")
        return {path: files[path].replace(old, new)}

    return edit


def status_of(top: Path) -> dict[str, str]:
    """Return the state of a checkout as a person sees it."""
    return {
        command: git(top, *command.split())
        for command in ("status --porcelain=v2", "diff", "diff --cached", "stash list")
    }
