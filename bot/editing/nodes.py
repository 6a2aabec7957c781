"""A text as nodes of YAML, and the lines that they take, with the comments that are theirs."""

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
    """The root node of a text, None if it holds nothing. Raises EditError where it is not YAML of one mapping."""
    try:
        root = yaml.compose(_ODD_BREAK.sub(" ", text), Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise EditError(f"{f'line {mark.line + 1}' if mark else 'the file'} is not plain YAML: fix it first") from None
    if root is not None and (not isinstance(root, yaml.MappingNode) or root.flow_style):
        raise EditError("line 1: write the file as keys with values, each as 'key: value', without brackets")
    return root


def data_of(node: Any) -> Any:
    """The value of a node: a text without white space around it, a list, or a mapping."""
    if isinstance(node, yaml.MappingNode):
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise EditError(f"line {key.start_mark.line + 1}: write the key as a text, not in brackets")
        return {key.value: data_of(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [data_of(item) for item in node.value]
    return node.value.strip()


def value_of(node: Any, key: str) -> Any:
    """The node under a key of a mapping's node; None where there is none."""
    return next((value for name, value in node.value if name.value == key), None) if node else None


def lines_of(text: str) -> list[str]:
    """The lines as editors count them, each with its line break."""
    return _LINE.findall(text)


def newline_of(text: str) -> str:
    """The line break that a text uses."""
    return "\r\n" if "\r\n" in text else "\n"


def dash_line(item: Any, indent: int, lines: Sequence[str]) -> int:
    """The line of an item's dash, which may stand above its value."""
    line: int = item.start_mark.line
    while line >= 0 and (lines[line][:indent].strip() or lines[line][indent : indent + 1] != "-"):
        line -= 1
    if line < 0:
        raise EditError(UNKNOWN_FORM)
    return line


def head_of(top: int, floor: int, lines: Sequence[str]) -> int:
    """The first of the lines of comment directly above an item, down to a line above; its own if there is none."""
    while top - 1 > floor and is_comment(lines[top - 1]):
        top -= 1
    return top


def end_of(item: Any, indent: int, lines: Sequence[str]) -> int:
    """The last line of an item, with the comments below it that are indented as its keys are."""
    end = line = last_line(item, lines)
    while line + 1 < len(lines) and (is_comment(lines[line + 1]) or not lines[line + 1].strip()):
        line += 1
        if is_comment(lines[line]) and len(lines[line]) - len(lines[line].lstrip(" ")) > indent:
            end = line
    return end


def last_line(node: Any, lines: Sequence[str]) -> int:
    """The last line that a node's text reaches; that of a block's mark is where the next thing begins."""
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
    """Whether a line holds a comment alone."""
    return line.lstrip(" ").startswith("#")


@dataclass(frozen=True, slots=True)
class Splice:
    """A stretch of a text, from and to a place in it, and what takes its place."""

    start: int
    end: int
    text: str

    def apply(self, text: str) -> str:
        """The text with this stretch replaced."""
        return text[: self.start] + self.text + text[self.end :]


class Page:
    """A file's text with its root node and value, and its lines with the place where each begins."""

    def __init__(self, text: str) -> None:
        self.text, self.root, self.lines, self.newline = text, compose(text), lines_of(text), newline_of(text)
        self.data = data_of(self.root) if self.root else {}
        self.starts = [0, *accumulate(map(len, self.lines))]

    def line_at(self, index: int) -> int:
        """The line in which a place is."""
        return bisect(self.starts, index) - 1

    def end_of_line(self, line: int) -> int:
        """The place behind the last character of a line, before its line break."""
        return self.starts[line] + len(self.lines[line].rstrip("\r\n"))

    def end_of_value(self, node: Any) -> int:
        """The place behind a value's text."""
        if _is_block(node):
            return self.end_of_line(last_line(node, self.lines))
        end: int = node.end_mark.index
        return end

    def insert_lines(self, line: int, added: Iterable[str]) -> Splice:
        """Put lines before a line."""
        at, text = self.starts[line], self.newline.join(added)
        if line and not self.lines[line - 1].endswith(("\n", "\r")):
            return Splice(at, at, self.newline + text)
        return Splice(at, at, text + self.newline)

    def delete_lines(self, first: int, last: int) -> Splice:
        """Take lines away, the first to the last."""
        return Splice(self.starts[first], self.starts[last + 1], "")


def _is_block(node: Any) -> bool:
    return node.style in ("|", ">") if isinstance(node, yaml.ScalarNode) else not node.flow_style
