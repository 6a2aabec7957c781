"""Insert an entry into a file's text at a position from YAML's nodes, so that all other lines stay as they are."""

from dataclasses import dataclass
from typing import Any

import yaml

from bot.domain.operations import Fields, tidy
from bot.editing.blocks import Gap, gap_in
from bot.editing.errors import EditError
from bot.editing.nodes import UNKNOWN_FORM, compose, data_of, end_of, lines_of, newline_of, value_of
from bot.editing.rendering import render_text


@dataclass(frozen=True, slots=True)
class Edited:
    """A file's new text, and the first and last added line, counted from 1."""

    text: str
    first: int
    last: int


def insert_item(text: str, key: str, entry: Fields, index: int) -> Edited:
    """Insert an entry into the list under a key of the file's mapping, as the item of this index.

    An index past the last item means the end. Comments stay with the items that they are above or inside; new items are
    separated by blank lines like those around them. Raises EditError if the list is in brackets, or the text is not
    plain YAML of one mapping.
    """
    root = compose(text)
    value = value_of(root, key)
    lines = lines_of(text)
    newline = newline_of(text)
    added = []
    if value is None:
        added = [f"{render_text(key)}:"]
        gap = Gap(end_of(root, 0, lines) + 1 if root else len(lines), 2)
    elif isinstance(value, yaml.SequenceNode) and not value.flow_style:
        gap = gap_in(value, index, lines)
    else:
        lines, gap = _open_list(key, value, lines)
    added += gap.lines_for(entry)
    if gap.line and not lines[gap.line - 1].endswith(("\n", "\r")):
        lines[gap.line - 1] += newline
    new = "".join((*lines[: gap.line], *(f"{line}{newline}" for line in added), *lines[gap.line :]))
    _check(root, new, key, entry, index)
    size = len(added) - gap.blank - (value is None)
    first = gap.line + 1 + (0 if gap.leads else len(added) - size)
    return Edited(new, first, first + size - 1)


def _open_list(key: str, value: Any, lines: list[str]) -> tuple[list[str], Gap]:
    """Prepare an empty list for its first item: `key:` stays, `key: []` loses its brackets."""
    number, end = value.start_mark.line, value.end_mark
    line = lines[number]
    is_empty = not value.value and (not isinstance(value, yaml.ScalarNode) or not value.style)
    if not is_empty or end.line != number or not line.lstrip(" ").startswith(f"{key}:"):
        message = (
            f"line {number + 1}: write {key!r} as a list, each item on a line of its own after '- ', not in brackets"
        )
        raise EditError(message)
    if isinstance(value, yaml.SequenceNode):
        line = line[: value.start_mark.column].rstrip(" ") + line[end.column :]
    return [*lines[:number], line, *lines[number + 1 :]], Gap(number + 1, 2)


def _check(root: Any, new: str, key: str, entry: Fields, index: int) -> None:
    """Check that the new text parses to the old value with the entry inserted."""
    old = data_of(root) if root else {}
    items = [*(old.get(key) or [])]
    items.insert(index, tidy(entry))
    try:
        is_right = data_of(compose(new)) == {**old, key: items}
    except EditError:
        is_right = False
    if not is_right:
        raise EditError(UNKNOWN_FORM)
