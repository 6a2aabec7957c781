"""Helpers that commands share: finding the knowledge, the day, and failures."""

import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.settings import read_setting

if TYPE_CHECKING:
    from bot.domain.knowledge import Snapshot
    from bot.search import Index


class Failure(Exception):
    """A command cannot run; the message says why, and the cure."""


_FOLDER = "AZREL_KNOWLEDGE_DIR"


def folder_of(given: Path | None) -> Path:
    """Find the folder that was given, or that the settings name; else `knowledge` here, or the enclosing base.

    Raises Failure if there is none.
    """
    if given is not None:
        return _existing(given)
    usual = Path(read_setting(_FOLDER, os.environ))
    if os.environ.get(_FOLDER, "").strip():
        return _existing(usual, _FOLDER)
    here = Path.cwd()
    for parent in (here, *here.parents):
        for folder in (parent, parent / usual):
            if (folder / "knowledge.yaml").is_file():
                return Path(os.path.relpath(folder, here))
    if not usual.is_dir():
        raise Failure(f"there is no base here: {_CURE}")
    return usual


_CURE = "change to the folder of one, name it with --knowledge DIR, or begin one with 'azrel init DIR'"


def _existing(folder: Path, source: str = "") -> Path:
    """Return an existing folder; `source` is the setting that names it, "" for an option. Raises Failure."""
    if not folder.is_dir():
        what = "a file" if folder.exists() else "no folder that there is"
        named = f"{source} names {folder}, which is" if source else f"{folder} is"
        raise Failure(f"{named} {what}; a base is a folder that holds knowledge.yaml: {_CURE}")
    return folder


def load(folder: Path) -> "Snapshot":
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
    return Failure(f"cannot read the knowledge in {folder}: {error}; name its folder with --knowledge DIR")


def find_version() -> str:
    """Return the installed version, or that of the clone from which azrel runs uninstalled."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("azrel")
    except PackageNotFoundError:  # hosts that read the Procfile install the requirements alone
        import tomllib

        declared = tomllib.loads(Path(__file__).parents[2].joinpath("pyproject.toml").read_text("utf-8"))
        return str(declared["project"]["version"])


def now() -> datetime:
    return datetime.now(UTC)


def today(snapshot: "Snapshot") -> date:
    """Return the day in the base's time zone: in Baku it is today already when it is still yesterday in UTC."""
    return today_in(snapshot.about.time_zone)


def today_in(zone: str) -> date:
    """Return the day in a time zone, given by its IANA name."""
    if zone == "UTC":
        return now().date()  # needs no time zone data
    from zoneinfo import ZoneInfo

    return now().astimezone(ZoneInfo(zone)).date()


def follow_today(current: "Callable[[], Index]") -> Callable[[], date]:
    """Make a function that returns the day in the time zone of the base that is served then."""
    return lambda: today(current().snapshot)


def to_line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)


def to_json(value: Any) -> str:
    """Render a report as indented JSON."""
    return json.dumps(value, ensure_ascii=False, indent=2)
