"""Insert or delete parts in brackets, `[a, b]` or `{key: value}`, with commas and lines adjusted."""

from collections.abc import Sequence
from typing import Any

import yaml

from bot.editing.nodes import Page, Splice
from bot.editing.rendering import WIDTH


def insert_part(page: Page, node: Any, index: int, part: str) -> Splice:
    """Insert a rendered part before the one of this index, or at the end."""
    spans, text = _spans_of(node), page.text
    if not spans:
        at = node.start_mark.index + 1
        return Splice(at, at, part)
    if index == 0:
        return Splice(spans[0][0], spans[0][0], f"{part}, ")
    at = spans[index - 1][1]
    after = _past_space(text, at)
    # If the line is full, the part goes on a line of its own, indented like the others.
    line = page.line_at(at)
    shown = page.lines[line].rstrip("\r\n")
    gap = " "
    if len(shown) + len(part) + 2 > WIDTH:
        indent = len(shown) - len(shown.lstrip(" -")) + (2 if line == node.start_mark.line else 0)
        gap = page.newline + " " * indent
    if text[after] != ",":
        return Splice(at, at, f",{gap}{part}")
    to = after + 1
    end = page.end_of_line(page.line_at(after))
    if gap != " " and text[to:end].lstrip(" ").startswith("#"):
        to = end  # the comment stays beside its part
    return Splice(to, to, f"{gap}{part},")


def drop_part(page: Page, node: Any, index: int) -> Splice:
    """Delete the part of this index with its comma, and its line if nothing else is on it."""
    spans, text = _spans_of(node), page.text
    start, end = spans[index]
    after = _past_space(text, end)
    if text[after] == ",":
        end = after + 1
    elif index:
        comma = _past_space(text, spans[index - 1][1])
        if "#" not in text[comma:start]:
            return Splice(comma, end, "")
    following = end
    while text[following] == " ":
        following += 1
    line = page.line_at(start)
    before = text[page.starts[line] : start]
    is_last = following == page.end_of_line(page.line_at(end))
    if is_last and not before.strip():
        return Splice(page.starts[line], page.starts[page.line_at(end) + 1], "")
    if before.strip() and (is_last or text[following] in "]}#"):
        start -= len(before) - len(before.rstrip(" "))
        return Splice(start, end if text[following] == "#" else following, "")
    return Splice(start, following, "")


def _spans_of(node: Any) -> Sequence[tuple[int, int]]:
    if isinstance(node, yaml.MappingNode):
        return [(key.start_mark.index, value.end_mark.index) for key, value in node.value]
    return [(item.start_mark.index, item.end_mark.index) for item in node.value]


def _past_space(text: str, at: int) -> int:
    """Return the index of the next character that is neither white space nor in a comment."""
    while text[at].isspace() or text[at] == "#":
        at = text.index("\n", at) if text[at] == "#" else at + 1
    return at
