"""Where things stand in a text: lines and columns, which count from 1 as editors count them."""

import yaml
from yaml._yaml import Mark as CMark

from bot.domain.problems import Location

Mark = yaml.Mark | CMark


def location_of(path: str, mark: Mark) -> Location:
    """Where a mark of PyYAML's stands; those count from 0."""
    return Location(path, mark.line + 1, mark.column + 1)


def location_after(path: str, before: str) -> Location:
    """Where that stands which follows the beginning of a text."""
    return Location(path, count_breaks(before) + 1, len(before) - last_break(before, 0, len(before)))


def count_breaks(text: str) -> int:
    """How many lines end in a text."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def last_break(text: str, start: int, end: int) -> int:
    """Where the last line before `end` ends; -1 where none does from `start` on."""
    return max(text.rfind("\n", start, end), text.rfind("\r", start, end))
