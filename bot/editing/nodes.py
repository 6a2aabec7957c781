"""YAML nodes of a text, with their lines and the comments that belong to them."""

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import yaml

from bot.editing.errors import EditError

# YAML counts these as line breaks, and editors do not.
_ODD_BREAK = re.compile("[\x85\u2028\u2029]")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

UNKNOWN_FORM = "the form of the file is not understood: make this change by hand"


def compose(text: str) -> Any:
    """Compose a text's root node, None for an empty text. Raises EditError if it is not YAML of one mapping."""
    try:
        root = yaml.compose(_ODD_BREAK.sub(" ", text), Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise EditError(f"{f'line {mark.line + 1}' if mark else 'the file'} is not plain YAML: fix it first") from None
    if root is not None and (not isinstance(root, yaml.MappingNode) or root.flow_style):
        raise EditError("line 1: write the file as keys with values, each as 'key: value', without brackets")
    return root


def data_of(node: Any) -> Any:
    """Return the value of a node: a stripped text, a list, or a mapping."""
    if isinstance(node, yaml.MappingNode):
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise EditError(f"line {key.start_mark.line + 1}: write the key as a text, not in brackets")
        return {key.value: data_of(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [data_of(item) for item in node.value]
    return node.value.strip()


def value_of(node: Any, key: str) -> Any:
    """Return the node under a key of a mapping's node; None if there is none."""
    return next((value for name, value in node.value if name.value == key), None) if node else None


def lines_of(text: str) -> list[str]:
    """Split a text into lines as editors count them, each with its line break."""
    return _LINE.findall(text)


def newline_of(text: str) -> str:
    """Return the line break that a text uses."""
    return "\r\n" if "\r\n" in text else "\n"


def dash_line(item: Any, indent: int, lines: Sequence[str]) -> int:
    """Return the line of an item's dash, which may be above its value."""
    line: int = item.start_mark.line
    while line >= 0 and (lines[line][:indent].strip() or lines[line][indent : indent + 1] != "-"):
        line -= 1
    if line < 0:
        raise EditError(UNKNOWN_FORM)
    return line


def head_of(top: int, floor: int, lines: Sequence[str]) -> int:
    """Return the first line of the comment directly above an item, below `floor`; the item's own if there is none."""
    while top - 1 > floor and is_comment(lines[top - 1]):
        top -= 1
    return top


def end_of(item: Any, indent: int, lines: Sequence[str]) -> int:
    """Return the last line of an item, including comments below it that are indented like its keys."""
    end = line = last_line(item, lines)
    while line + 1 < len(lines) and (is_comment(lines[line + 1]) or not lines[line + 1].strip()):
        line += 1
        if is_comment(lines[line]) and len(lines[line]) - len(lines[line].lstrip(" ")) > indent:
            end = line
    return end


def last_line(node: Any, lines: Sequence[str]) -> int:
    """Return the last line of a node's text; a block node's end mark is at the next token instead."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style:
        line: int = node.end_mark.line
        if line > node.start_mark.line and not node.end_mark.column:
            line -= 1
            while line > node.start_mark.line and not lines[line].strip():
                line -= 1
        return line
    if isinstance(node, yaml.MappingNode):
        return max(last_line(part, lines) for pair in node.value for part in pair)
    return max(last_line(item, lines) for item in node.value)


def is_comment(line: str) -> bool:
    """Return whether a line holds nothing but a comment."""
    return line.lstrip(" ").startswith("#")


@dataclass(frozen=True, slots=True)
class Splice:
    """A replacement of a text's characters, from index `start` up to `end`."""

    start: int
    end: int
    text: str

    def apply(self, text: str) -> str:
        """Return the text with these characters replaced."""
        return text[: self.start] + self.text + text[self.end :]


class Page:
    """A file's text with its root node and value, and its lines with the index of each one's first character."""

    def __init__(self, text: str) -> None:
        self.text, self.root, self.lines, self.newline = text, compose(text), lines_of(text), newline_of(text)
        self.data = data_of(self.root) if self.root else {}
        self.starts = [0, *accumulate(map(len, self.lines))]

    def line_at(self, index: int) -> int:
        """Return the line of a character's index."""
        return bisect(self.starts, index) - 1

    def end_of_line(self, line: int) -> int:
        """Return the index after a line's last character, before its line break."""
        return self.starts[line] + len(self.lines[line].rstrip("\r\n"))

    def end_of_value(self, node: Any) -> int:
        """Return the index after a value's text."""
        if _is_block(node):
            return self.end_of_line(last_line(node, self.lines))
        end: int = node.end_mark.index
        return end

    def insert_lines(self, line: int, added: Iterable[str]) -> Splice:
        """Insert lines before a line."""
        at, text = self.starts[line], self.newline.join(added)
        if line and not self.lines[line - 1].endswith(("\n", "\r")):
            return Splice(at, at, self.newline + text)
        return Splice(at, at, text + self.newline)

    def delete_lines(self, first: int, last: int) -> Splice:
        """Delete lines, from the first to the last."""
        return Splice(self.starts[first], self.starts[last + 1], "")


def _is_block(node: Any) -> bool:
    return node.style in ("|", ">") if isinstance(node, yaml.ScalarNode) else not node.flow_style
