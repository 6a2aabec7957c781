"""What commands share: the knowledge they load, the day, and how they fail."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.domain.knowledge import Snapshot


class Failure(Exception):
    """What keeps a command from running, worded for whoever typed it."""


def folder_of(given: Path | None) -> Path:
    return (
        given if given is not None else Path(read_settings(os.environ, ["AZREL_KNOWLEDGE_DIR"])["AZREL_KNOWLEDGE_DIR"])
    )


def load(folder: Path) -> "Snapshot":
    # No plugin has a part in how knowledge is checked, and for pydantic to look for some takes 20 ms.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from bot.loading import load_folder

    try:
        result = load_folder(folder)
    except OSError as error:
        raise unreadable(folder, error) from None
    if result.snapshot is None:
        problems = "\n".join(str(problem) for problem in result.problems)
        raise Failure(f"the knowledge in {folder} has problems:\n{problems}")
    return result.snapshot


def unreadable(folder: Path, error: OSError) -> Failure:
    return Failure(f"cannot read the knowledge in {folder}: {error}; name its folder (see --help)")


def today() -> date:
    return datetime.now(UTC).date()


def to_line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)
