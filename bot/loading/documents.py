"""YAML text → plain values that remember where they stand; each file on its own.

Every scalar stays text. Whatever is not plain, shallow YAML is refused before it is composed.
"""

import codecs
import re
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
Mark = yaml.Mark | CMark

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
# YAML counts these as line breaks and editors do not, so that every position after one would be off.
_ODD_BREAK = re.compile("[\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: its value (text, lists and mappings), the mark of each part, and what is wrong with it.

    `data` is None where the file could not be read as YAML; `text` is then all there is to go by.
    """

    path: str
    text: str
    data: Any = None
    keys: dict[Path, Mark] = field(default_factory=dict, compare=False, repr=False)
    values: dict[Path, Mark] = field(default_factory=dict, compare=False, repr=False)
    problems: tuple[Problem, ...] = ()

    def locate(self, path: Path, *, key: bool = False) -> Location:
        """Where the value (or its key) at a path stands; the nearest part above it that exists, if it does not."""
        places = self.keys if key else self.values
        while path and path not in places:
            path, places = path[:-1], self.values
        return _location_of(self.path, places[path]) if path in places else Location(self.path, 1, 1)


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
    reader = _Reader(path)
    try:
        reader.read(plain, MAX_PROBLEMS - len(problems))
    except yaml.YAMLError as error:
        return Document(path, text, problems=(*problems, *reader.refusals, _syntax_problem(path, plain, error)))
    problems += reader.refusals
    if reader.must_stop or len(problems) >= MAX_PROBLEMS:
        return Document(path, text, problems=tuple(problems))
    if not reader.values:
        problem = Problem(Location(path, 1, 1), "the file is empty: delete it or fill it in", "syntax")
        return Document(path, text, problems=(problem, *problems))
    return Document(path, text, reader.data, reader.keys, reader.values, (*problems, *reader.problems))


# Stands for a key that is none, or that was there before: what follows it is read and dropped.
_NO_KEY = object()


@dataclass(slots=True)
class _Frame:
    """A list or mapping being filled, where it stands, and the key whose value comes next."""

    data: Any
    path: Path
    key: Any = None


class _Reader:
    """Turns YAML's events into plain values, keeping positions and refusing what plain YAML has no need of.

    In one pass over the events, which are flat: composing nodes is recursive in C, and an alias can unfold without end.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.data: Any = None
        self.keys: dict[Path, Mark] = {}
        self.values: dict[Path, Mark] = {}
        self.refusals: list[Problem] = []
        self.problems: list[Problem] = []
        self.must_stop = False
        self._frames: list[_Frame] = []
        # How deep in a value that is dropped, and whether the value that begins now is one.
        self._dropped = 0
        self._is_dropping = False

    def read(self, text: str, most: int) -> None:
        """Read until the end, or until `most` is refused or what comes can be read no further."""
        documents = 0
        event: Any
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._refuse_marks(event)
                self._add(event, event.value)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._refuse_marks(event)
                self._open(event, {} if kind is yaml.MappingStartEvent else [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._close()
            elif kind is yaml.AliasEvent:
                self._refuse(event, f"alias *{event.anchor}: write the value out here", "alias", is_fatal=True)
                self._add(event, "")
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    message = "a second document begins here: remove the '---' line"
                    self._refuse(event, message, "syntax", is_fatal=True)
                    return
            if len(self.refusals) >= most or len(self._frames) > MAX_DEPTH:
                return

    def _refuse(self, event: yaml.Event, message: str, rule: str, *, is_fatal: bool = False) -> None:
        self.refusals.append(Problem(_location_of(self.path, event.start_mark), message, rule))
        self.must_stop = self.must_stop or is_fatal

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor:
            message = f"anchor &{event.anchor}: remove it and write the value out where it is used"
            self._refuse(event, message, "anchor")
        if event.tag:
            self._refuse(event, f"tag {event.tag!r}: remove it, every value is read as text", "tag")

    def _open(self, event: yaml.Event, data: Any) -> None:
        if len(self._frames) == MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} deep: check the brackets and indents"
            self._refuse(event, message, "too-deep", is_fatal=True)
        self._frames.append(_Frame(data, self._add(event, data)))
        self._dropped += self._dropped > 0 or self._is_dropping
        self._is_dropping = False

    def _close(self) -> None:
        self._frames.pop()
        self._dropped -= self._dropped > 0

    def _add(self, event: yaml.Event, value: Any) -> Path:
        """Put a value where it belongs, and tell its path; a mapping's key is no value."""
        if self._dropped:
            return ()
        mark: Any = event.start_mark
        if not self._frames:
            self.data, self.values[()] = value, mark
            return ()
        frame = self._frames[-1]
        if isinstance(frame.data, list):
            path = (*frame.path, len(frame.data))
            frame.data.append(value)
        elif frame.key is None:
            self._take_key(frame, value, mark)
            return ()
        elif frame.key is _NO_KEY:
            frame.key, self._is_dropping = None, not isinstance(value, str)
            return ()
        else:
            path = (*frame.path, frame.key)
            frame.data[frame.key] = value
            frame.key = None
        self.values[path] = mark
        return path

    def _take_key(self, frame: _Frame, key: Any, mark: Mark) -> None:
        frame.key = _NO_KEY
        if not isinstance(key, str):
            location = _location_of(self.path, mark)
            self.problems.append(Problem(location, "a key must be a word, not a list or mapping", "wrong-type"))
            self._is_dropping = True
        elif key in frame.data:
            first = _location_of(self.path, self.keys[(*frame.path, key)]).line
            message = f"key {key!r} is already written in line {first}: keep one of the two"
            self.problems.append(Problem(_location_of(self.path, mark), message, "duplicate-key"))
        else:
            self.keys[(*frame.path, key)] = mark
            frame.key = key


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


def _location_of(path: str, mark: Mark | None) -> Location:
    assert mark is not None  # noqa: S101 - libyaml marks every event, node and error
    # PyYAML's marks count from 0; editors count from 1.
    return Location(path, mark.line + 1, mark.column + 1)


def _location_after(path: str, before: str) -> Location:
    lines = _LINE_BREAK.split(before)
    return Location(path, len(lines), len(lines[-1]) + 1)
