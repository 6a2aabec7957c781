"""The revision that a reloader serves, and an edit."""

from pathlib import Path

from bot.domain.knowledge import Snapshot
from bot.loading.reload import Reloader
from tests.bases import FACT, relation

ZENDA = relation(FACT).encode()


def revision(reloader: Reloader[Snapshot]) -> str:
    return str(reloader.readiness()["revision"])


def save_by_rename(path: Path, content: bytes) -> None:
    swap = path.with_name(f".{path.name}.swp")
    swap.write_bytes(content)
    swap.rename(path)
