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
    """The reason why a command cannot run, worded for whoever typed it."""


_FOLDER = "AZREL_KNOWLEDGE_DIR"


def folder_of(given: Path | None) -> Path:
    """Find the folder that was given, or that the settings name; else `knowledge` here, or the one around here.

    Failure, with its cure, where there is none.
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
    """Return a folder that was named, by a setting if it has a source."""
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
    """Return this azrel's version, as it was installed, or as the clone says where it runs from one uninstalled."""
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
    """Return the day in the base's time zone: people in Baku ask of today when it is still yesterday in UTC."""
    return today_in(snapshot.about.time_zone)


def today_in(zone: str) -> date:
    """Return the day in a time zone, given by its IANA name."""
    if zone == "UTC":
        return now().date()  # which needs no data on time zones
    from zoneinfo import ZoneInfo

    return now().astimezone(ZoneInfo(zone)).date()


def follow_today(current: "Callable[[], Index]") -> Callable[[], date]:
    """Return the day in the time zone of whatever base is served when it is asked for."""
    return lambda: today(current().snapshot)


def to_line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)


def to_json(value: Any) -> str:
    """Lay a report out as JSON that people can read too."""
    return json.dumps(value, ensure_ascii=False, indent=2)
