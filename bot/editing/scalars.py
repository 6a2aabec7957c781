"""Set a scalar's text in its old style, plain, quoted, folded or literal, if that can hold the new text."""

import re
import textwrap
from typing import Any

from bot.editing.nodes import Page, Splice, last_line
from bot.editing.rendering import WIDTH, fill, is_foldable, render_quoted, render_text

_MARK = re.compile(r"[|>][-+0-9]*")


def set_scalar(page: Page, node: Any, text: str, indent: int, *, in_flow: bool) -> Splice:
    """Set a scalar's text; `indent` is that of its further lines."""
    if node.style in ("|", ">"):
        return _set_block(page, node, text, indent)
    start, end = node.start_mark.index, node.end_mark.index
    if node.style == "'" and text.isprintable():
        return Splice(start, end, f"'{text.replace(chr(39), chr(39) * 2)}'")
    if node.style == '"':
        return Splice(start, end, render_quoted(text))
    new = render_text(text, in_list=in_flow)
    if new == text and not in_flow and is_foldable(text):
        new = _wrap(text, node.start_mark.column, indent, page.newline)
    return Splice(start, end, new)


def _wrap(text: str, column: int, indent: int, newline: str) -> str:
    """Wrap a plain text that begins in a column to as many lines as it needs."""
    lines = textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * column,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return newline.join(lines).lstrip(" ")


def _set_block(page: Page, node: Any, text: str, indent: int) -> Splice:
    first, last = node.start_mark.line, last_line(node, page.lines)
    written = [line for line in page.lines[first + 1 : last + 1] if line.strip()]
    if written:
        indent = len(written[0]) - len(written[0].lstrip(" "))
    header, end = page.end_of_line(first), page.end_of_line(last)
    rows = text.split("\n")
    if node.style == ">" and is_foldable(text):
        return Splice(header, end, page.newline + page.newline.join(fill(text, indent)))
    if node.style == "|" and text and all(map(str.isprintable, rows)):
        shown = (" " * indent + row if row else "" for row in rows)
        return Splice(header, end, page.newline + page.newline.join(shown))
    start = node.start_mark.index
    return Splice(start, end, render_text(text) + _MARK.sub("", page.text[start:header], count=1))
