"""Fixtures of the commands' tests: the base in a folder, and streams as pytest has them."""

from pathlib import Path

import pytest

from tests.bases import texts
from tests.cli.commands import write


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the base's files in a folder, which the settings name."""
    folder = tmp_path / "base"
    write(folder, texts())
    monkeypatch.setenv("AZREL_KNOWLEDGE_DIR", str(folder))
    return folder
