"""Insert or delete items and keys on lines of their own, together with their comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.operations import Value
from bot.editing.nodes import Page, Splice, dash_line, end_of, head_of
from bot.editing.rendering import render_item, render_value


@dataclass(frozen=True, slots=True)
class Gap:
    """An insertion point: before which line, counted from 0, the dash's indent, and the blank lines between items.

    `leads` is set if the blank lines go after the new item instead of before it.
    """

    line: int
    indent: int
    blank: int = 0
    leads: bool = False

    def lines_for(self, item: Value) -> list[str]:
        """Render an item as lines, with the blank lines that separate it."""
        shown, blank = render_item(item, self.indent), [""] * self.blank
        return [*shown, *blank] if self.leads else [*blank, *shown]


def gap_in(items: Any, index: int, lines: Sequence[str]) -> Gap:
    """Find the insertion point of a list's new item, so that comments stay with the items they belong to."""
    indent = items.start_mark.column
    ends = [end_of(item, indent, lines) for item in items.value]
    # A comment above an item belongs to it.
    heads = [
        head_of(dash_line(item, indent, lines), floor, lines)
        for item, floor in zip(items.value, (-1, *ends), strict=False)
    ]
    index = min(index, len(heads))
    blank = 0
    if len(heads) > 1:
        before = ends[min(max(index, 1), len(heads) - 1) - 1]
        while not lines[before + blank + 1].strip():
            blank += 1
    if index == 0:
        return Gap(heads[0], indent, blank, leads=True)
    return Gap(ends[index - 1] + 1, indent, blank)


def insert_in_list(page: Page, items: Any, index: int, value: Value) -> Splice:
    """Insert an item into a list, before the one of this index or at the end."""
    gap = gap_in(items, index, page.lines)
    return page.insert_lines(gap.line, gap.lines_for(value))


def drop_item(page: Page, items: Any, index: int) -> Splice:
    """Delete an item of a list, with its comments and the blank lines that separate it."""
    lines, indent, item = page.lines, items.start_mark.column, items.value[index]
    floor = end_of(items.value[index - 1], indent, lines) if index else -1
    first, last = head_of(dash_line(item, indent, lines), floor, lines), end_of(item, indent, lines)
    if item is not items.value[-1]:
        while not lines[last + 1].strip():
            last += 1
    else:
        while not lines[first - 1].strip():
            first -= 1
    return page.delete_lines(first, last)


def insert_key(page: Page, node: Any, index: int, key: str, value: Value) -> Splice:
    """Insert a key with its value after the key before this index, which is not 0."""
    column = node.value[0][0].start_mark.column
    line = end_of(node.value[index - 1][1], column, page.lines) + 1
    return page.insert_lines(line, render_value(key, value, column))


def drop_key(page: Page, node: Any, index: int) -> Splice:
    """Delete a key with its value and its comments; a dash in its line stays for the next key."""
    lines, (key, value) = page.lines, node.value[index]
    column, line = key.start_mark.column, key.start_mark.line
    last = end_of(value, column, lines)
    if lines[line][:column].strip():
        following = node.value[index + 1][0]
        return Splice(key.start_mark.index, following.start_mark.index, "")
    floor = end_of(node.value[index - 1][1], column, lines) if index else -1
    return page.delete_lines(head_of(line, floor, lines), last)
