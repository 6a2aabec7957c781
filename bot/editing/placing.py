"""Where an entry goes in a file's text, told by the positions of YAML's nodes: all other lines stay as they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from bot.editing.rendering import Entry, render_item, render_text

# YAML counts these as line breaks, and editors do not.
_ODD_BREAK = re.compile("[\x85\u2028\u2029]")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

_UNKNOWN_FORM = "the form of the file is not understood: add the entry by hand"


class EditError(Exception):
    """Why a text cannot be edited: the line, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A file's new text, and the first and last line of what was added, counted from 1."""

    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Gap:
    """Where lines go: before which line, counted from 0, how far a dash is indented, and the blank lines between items.

    `leads` tells whether the new item is followed, not preceded, by the item that it is to be set apart from.
    """

    line: int
    indent: int
    blank: int = 0
    leads: bool = False


def insert_item(text: str, key: str, entry: Entry, index: int) -> Edited:
    """Put an entry into the list under a key of the file's mapping, so that it becomes the item of this index.

    An index past the last item is the end. A comment stays with the item that it stands above, or inside; new items are
    set apart by blank lines as those around them are. Raises EditError where the list stands in brackets or the text is
    not plain YAML of one mapping.
    """
    root = _compose(text)
    value = _value_of(root, key)
    lines = _LINE.findall(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    added = []
    if value is None:
        added = [f"{render_text(key)}:"]
        gap = _Gap(_end_of(root, 0, lines) + 1 if root else len(lines), 2)
    elif isinstance(value, yaml.SequenceNode) and not value.flow_style:
        gap = _gap_in(value, index, lines)
    else:
        lines, gap = _open_list(key, value, lines)
    item = render_item(entry, gap.indent)
    blank = [""] * gap.blank
    added += [*item, *blank] if gap.leads else [*blank, *item]
    if gap.line and not lines[gap.line - 1].endswith(("\n", "\r")):
        lines[gap.line - 1] += newline
    new = "".join((*lines[: gap.line], *(f"{line}{newline}" for line in added), *lines[gap.line :]))
    _check(text, new, key, entry, index)
    first = gap.line + 1 + (0 if gap.leads else len(added) - len(item))
    return Edited(new, first, first + len(item) - 1)


def _compose(text: str) -> Any:
    """The root node of a text, None if it holds nothing."""
    try:
        root = yaml.compose(_ODD_BREAK.sub(" ", text), Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        raise EditError(
            f"{f'line {place.line + 1}' if place else 'the file'} is not plain YAML: mend it first"
        ) from None
    if root is not None and (not isinstance(root, yaml.MappingNode) or root.flow_style):
        raise EditError("line 1: write the file as keys with values, each as 'key: value', without brackets")
    return root


def _value_of(root: Any, key: str) -> Any:
    return next((value for name, value in root.value if name.value == key), None) if root else None


def _gap_in(items: yaml.SequenceNode, index: int, lines: Sequence[str]) -> _Gap:
    indent = items.start_mark.column
    ends = [_end_of(item, indent, lines) for item in items.value]
    # A comment stands above the item that it is on.
    heads = [
        _head_of(_dash_line(item, indent, lines), floor, lines)
        for item, floor in zip(items.value, (-1, *ends), strict=False)
    ]
    index = min(index, len(heads))
    blank = 0
    if len(heads) > 1:
        before = ends[min(max(index, 1), len(heads) - 1) - 1]
        while not lines[before + blank + 1].strip():
            blank += 1
    if index == 0:
        return _Gap(heads[0], indent, blank, leads=True)
    return _Gap(ends[index - 1] + 1, indent, blank)


def _dash_line(item: Any, indent: int, lines: Sequence[str]) -> int:
    """The line of an item's dash, which may stand above its value."""
    line: int = item.start_mark.line
    while line >= 0 and (lines[line][:indent].strip() or lines[line][indent : indent + 1] != "-"):
        line -= 1
    if line < 0:
        raise EditError(_UNKNOWN_FORM)
    return line


def _head_of(top: int, floor: int, lines: Sequence[str]) -> int:
    """The first of the lines of comment directly above an item, down to a line above; its own if there is none."""
    while top - 1 > floor and _is_comment(lines[top - 1]):
        top -= 1
    return top


def _end_of(item: Any, indent: int, lines: Sequence[str]) -> int:
    """The last line of an item, with the comments below it that are indented as its keys are."""
    end = line = _last_line(item, lines)
    while line + 1 < len(lines) and (_is_comment(lines[line + 1]) or not lines[line + 1].strip()):
        line += 1
        if _is_comment(lines[line]) and len(lines[line]) - len(lines[line].lstrip(" ")) > indent:
            end = line
    return end


def _last_line(node: Any, lines: Sequence[str]) -> int:
    """The last line that a node's text reaches; that of a block's mark is where the next thing begins."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style:
        line: int = node.end_mark.line
        if line > node.start_mark.line and not node.end_mark.column:
            line -= 1
            while line > node.start_mark.line and not lines[line].strip():
                line -= 1
        return line
    if isinstance(node, yaml.MappingNode):
        return max(_last_line(part, lines) for pair in node.value for part in pair)
    return max(_last_line(item, lines) for item in node.value)


def _is_comment(line: str) -> bool:
    return line.lstrip(" ").startswith("#")


def _open_list(key: str, value: Any, lines: list[str]) -> tuple[list[str], _Gap]:
    """Make room for the first item of a list that is empty: of `key:`, or of `key: []`, whose brackets go."""
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
    return [*lines[:number], line, *lines[number + 1 :]], _Gap(number + 1, 2)


def _check(text: str, new: str, key: str, entry: Entry, index: int) -> None:
    """Read the new text back: it holds what the old one held, and the entry in its place."""
    old = yaml.load(_ODD_BREAK.sub(" ", text), Loader=yaml.CBaseLoader) or {}  # noqa: S506 - every value is read as text
    items = [*(old.get(key) or [])]
    items.insert(index, entry)
    try:
        is_right = yaml.load(_ODD_BREAK.sub(" ", new), Loader=yaml.CBaseLoader) == {**old, key: items}  # noqa: S506
    except yaml.YAMLError:
        is_right = False
    if not is_right:
        raise EditError(_UNKNOWN_FORM)
