"""A base in a folder, and a reloader that serves it."""

from pathlib import Path

import pytest

from bot.domain.knowledge import Snapshot
from bot.loading.reload import Reloader
from tests.bases import texts, write_base


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_base(tmp_path / "base", texts())


@pytest.fixture
def served(root: Path) -> Reloader[Snapshot]:
    reloader = Reloader(root, lambda snapshot, _: snapshot)
    reloader.poll()
    return reloader
