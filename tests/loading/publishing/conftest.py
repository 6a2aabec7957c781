"""A base in a folder and in a checkout."""

import shutil
from pathlib import Path

import pytest

from tests.bases import texts, write_base
from tests.loading.publishing.repositories import git


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Write the base's files to a folder."""
    root = tmp_path / "work/knowledge"
    write_base(root, texts())
    return root


@pytest.fixture
def checkout(root: Path) -> Path:
    """Commit the folder to a checkout, beside another file."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    (root.parent / "code.py").write_text("one\n", "utf-8")
    git(root.parent, "init", "-b", "main")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "-m", "Begin")
    return root


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"
