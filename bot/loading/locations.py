"""Convert positions in a text to locations: lines and columns count from 1, as in editors."""

import yaml
from yaml._yaml import Mark as CMark

from bot.domain.problems import Location

Mark = yaml.Mark | CMark


def location_of(path: str, mark: Mark) -> Location:
    """Convert a mark of PyYAML, which counts from 0, to a location."""
    return Location(path, mark.line + 1, mark.column + 1)


def location_after(path: str, before: str) -> Location:
    """Return the location of the character after the beginning of a text."""
    return Location(path, count_breaks(before) + 1, len(before) - last_break(before, 0, len(before)))


def count_breaks(text: str) -> int:
    """Count the line breaks in a text."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def last_break(text: str, start: int, end: int) -> int:
    """Return the index of the last line break between `start` and `end`; -1 if there is none."""
    return max(text.rfind("\n", start, end), text.rfind("\r", start, end))
