"""What stands on lines of its own, items after a dash or keys: one more, or one less, comments included."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.operations import Value
from bot.editing.nodes import Page, Splice, dash_line, end_of, head_of
from bot.editing.rendering import render_item, render_value


@dataclass(frozen=True, slots=True)
class Gap:
    """Where lines go: before which line, counted from 0, how far a dash is indented, and the blank lines between items.

    `leads` tells whether the new item is followed, not preceded, by the item that it is to be set apart from.
    """

    line: int
    indent: int
    blank: int = 0
    leads: bool = False

    def lines_for(self, item: Value) -> list[str]:
        """An item as lines, with the blank ones that set it apart."""
        shown, blank = render_item(item, self.indent), [""] * self.blank
        return [*shown, *blank] if self.leads else [*blank, *shown]


def gap_in(items: Any, index: int, lines: Sequence[str]) -> Gap:
    """Where a new item of a list goes, so that a comment stays with the item that it stands above, or inside."""
    indent = items.start_mark.column
    ends = [end_of(item, indent, lines) for item in items.value]
    # A comment stands above the item that it is on.
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
    """Put an item into a list, before the one of this index or at the end."""
    gap = gap_in(items, index, page.lines)
    return page.insert_lines(gap.line, gap.lines_for(value))


def drop_item(page: Page, items: Any, index: int) -> Splice:
    """Take an item of a list away, with its comments and the blank lines that set it apart."""
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
    """Put a key with its value behind the one before this index, which is not 0."""
    column = node.value[0][0].start_mark.column
    line = end_of(node.value[index - 1][1], column, page.lines) + 1
    return page.insert_lines(line, render_value(key, value, column))


def drop_key(page: Page, node: Any, index: int) -> Splice:
    """Take a key with its value away, and the comments that are its; its line's dash stays for the key after it."""
    lines, (key, value) = page.lines, node.value[index]
    column, line = key.start_mark.column, key.start_mark.line
    last = end_of(value, column, lines)
    if lines[line][:column].strip():
        following = node.value[index + 1][0]
        return Splice(key.start_mark.index, following.start_mark.index, "")
    floor = end_of(node.value[index - 1][1], column, lines) if index else -1
    return page.delete_lines(head_of(line, floor, lines), last)
