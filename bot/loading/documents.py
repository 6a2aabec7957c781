"""YAML text → plain values that remember where they stand; each file on its own.

Every scalar stays text. Whatever is not plain, shallow YAML is refused before it is composed.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import yaml
from yaml._yaml import Mark as CMark

from bot.domain.problems import Location, Problem
from bot.loading.files import MAX_BYTES

MAX_DEPTH = 32
# Past so many of one kind in a file, more lines help nobody.
MAX_PROBLEMS = 100

Path = tuple[str | int, ...]

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
# YAML counts these as line breaks and editors do not, so that every position after one would be off.
_ODD_BREAK = re.compile("[\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: its value (text, lists and mappings), where each part stands, and what is wrong with it.

    `data` is None where the file could not be read as YAML; `text` is then all there is to go by.
    """

    path: str
    text: str
    data: Any = None
    keys: dict[Path, Location] = field(default_factory=dict)
    values: dict[Path, Location] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def locate(self, path: Path, *, key: bool = False) -> Location:
        """Where the value (or its key) at a path stands; the nearest part above it that exists, if it does not."""
        places = self.keys if key else self.values
        while path and path not in places:
            path, places = path[:-1], self.values
        return places.get(path, Location(self.path, 1, 1))


def parse_document(path: str, content: bytes) -> Document:
    """Read one file's bytes; problems are in the document, nothing is raised."""
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES:,} bytes: split it"
        start = content[:MAX_BYTES].decode(errors="replace")
        return Document(path, start, problems=(Problem(Location(path, 1, 1), message, "too-large"),))
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", errors="replace")
        message = f"byte 0x{content[error.start]:02x} is not UTF-8: save the file as UTF-8"
        problem = Problem(_location_after(path, before), message, "not-utf-8")
        return Document(path, content.decode("utf-8", errors="replace"), problems=(problem,))
    separators = islice(_ODD_BREAK.finditer(text), MAX_PROBLEMS)
    problems = [_separator_problem(path, text, match.start()) for match in separators]
    plain = _ODD_BREAK.sub(" ", text)
    must_stop = False
    try:
        for problem, is_fatal in islice(_refusals(path, plain), MAX_PROBLEMS):
            problems.append(problem)
            must_stop = must_stop or is_fatal
        if must_stop or len(problems) >= MAX_PROBLEMS:
            return Document(path, text, problems=tuple(problems))
        node = yaml.compose(plain, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        return Document(path, text, problems=(*problems, _syntax_problem(path, plain, error)))
    if node is None:
        problem = Problem(Location(path, 1, 1), "the file is empty: delete it or fill it in", "syntax")
        return Document(path, text, problems=(problem, *problems))
    document = _Unfolding(path)
    data = document.unfold(node, ())
    return Document(path, text, data, document.keys, document.values, (*problems, *document.problems))


def _refusals(path: str, text: str) -> Iterator[tuple[Problem, bool]]:
    """What plain YAML has no need of, and whether the file can be read no further for it.

    Found on the event stream, which is flat: composing is recursive in C, and an alias can unfold without end.
    """
    depth = documents = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        location = _location_of(path, event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            yield Problem(location, f"alias *{event.anchor}: write the value out here", "alias"), True
        elif isinstance(event, yaml.NodeEvent) and event.anchor:
            message = f"anchor &{event.anchor}: remove it and write the value out where it is used"
            yield Problem(location, message, "anchor"), False
        if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) and event.tag:
            yield Problem(location, f"tag {event.tag!r}: remove it, every value is read as text", "tag"), False
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                message = f"nested more than {MAX_DEPTH} deep: check the brackets and indents"
                yield Problem(location, message, "too-deep"), True
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                yield Problem(location, "a second document begins here: remove the '---' line", "syntax"), True
                return


class _Unfolding:
    """Turns composed nodes into plain values, keeping positions and refusing keys written twice."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.keys: dict[Path, Location] = {}
        self.values: dict[Path, Location] = {}
        self.problems: list[Problem] = []

    def unfold(self, node: yaml.Node, path: Path) -> Any:
        self.values[path] = _location_of(self.path, node.start_mark)
        if isinstance(node, yaml.MappingNode):
            return self._unfold_mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.unfold(item, (*path, index)) for index, item in enumerate(node.value)]
        return node.value

    def _unfold_mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            location = _location_of(self.path, key_node.start_mark)
            key = key_node.value
            if not isinstance(key, str):
                self.problems.append(Problem(location, "a key must be a word, not a list or mapping", "wrong-type"))
            elif key in mapping:
                first = self.keys[(*path, key)].line
                message = f"key {key!r} is already written in line {first}: keep one of the two"
                self.problems.append(Problem(location, message, "duplicate-key"))
            else:
                self.keys[(*path, key)] = location
                mapping[key] = self.unfold(value_node, (*path, key))
        return mapping


# What libyaml says of the slips curators make, and how to mend each.
_CURES = {
    "mapping values are not allowed in this context": (
        "a second ': ' in one line: put the value in quotes, or mend the indent"
    ),
    "did not find expected '-' indicator": "this line is not part of the list above: mend the indent",
    "did not find expected key": "this line does not fit the lines above: mend the indent, or put the value in quotes",
    "could not find expected ':'": "a key without its colon: write 'key: value', or mend the indent",
    "found unexpected end of stream": "the quotation mark opened here is never closed: close it",
}


def _separator_problem(path: str, text: str, position: int) -> Problem:
    message = f"an invisible line separator, U+{ord(text[position]):04X}: delete it"
    return Problem(_location_after(path, text[:position]), message, "syntax")


def _syntax_problem(path: str, text: str, error: yaml.YAMLError) -> Problem:
    if isinstance(error, yaml.reader.ReaderError):
        # libyaml counts bytes here, and gives no mark.
        before = text.encode()[: error.position].decode(errors="replace")
        message = f"{error.reason}: delete the invisible character U+{ord(text[len(before)]):04X} here"
        return Problem(_location_after(path, before), message, "syntax")
    assert isinstance(error, yaml.MarkedYAMLError)  # noqa: S101 - the parser raises no other
    mark = error.context_mark if error.context == "while scanning a quoted scalar" else error.problem_mark
    location = _location_of(path, mark)
    if error.problem == "found a tab character that violates indentation":
        cure = "a tab: indent with spaces"
    elif error.problem == "found character that cannot start any token":
        line = _LINE_BREAK.split(text)[location.line - 1]
        char = line[location.column - 1]
        cure = "a tab: indent with spaces" if char == "\t" else f"a value that begins with {char!r}: put it in quotes"
    else:
        problem = error.problem or "something is off"
        cure = _CURES.get(problem, f"{problem}: check the quotes, brackets and indents here")
    return Problem(location, f"not YAML: {cure}", "syntax")


def _location_of(path: str, mark: yaml.Mark | CMark | None) -> Location:
    assert mark is not None  # noqa: S101 - libyaml marks every event, node and error
    # PyYAML's marks count from 0; editors count from 1.
    return Location(path, mark.line + 1, mark.column + 1)


def _location_after(path: str, before: str) -> Location:
    lines = _LINE_BREAK.split(before)
    return Location(path, len(lines), len(lines[-1]) + 1)
