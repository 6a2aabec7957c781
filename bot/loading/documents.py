"""Parse YAML text into plain values with their locations, each file on its own.

Every scalar stays text. Everything beyond plain, shallow YAML is refused before it is composed.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from bot.domain.problems import Location, Problem
from bot.loading.files import MAX_BYTES
from bot.loading.locations import count_breaks, last_break, location_after, location_of
from bot.loading.syntax import conflict_problems, syntax_problem
from bot.loading.tally import Tally

MAX_DEPTH = 32
# Ten times the keys of any real entry, and more values than any file that people write.
MAX_KEYS = 100
MAX_VALUES = 200_000

# A position is stored as one number: a file has very many, and the garbage collector does not visit numbers.
_COLUMNS = MAX_BYTES + 1

Path = tuple[str | int, ...]

# YAML counts these as line breaks and editors do not, so every position after one would be wrong.
_ODD_BREAKS = "\x85\u2028\u2029"
_ODD_BREAK = re.compile(f"[{_ODD_BREAKS}]")
# A directive that declares a tag, at the start of a line; libyaml compares each with all before it.
_DIRECTIVE = re.compile(r"%TAG(?<![^\r\n]%TAG)")


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed file: its value (text, lists and mappings), the position of each part, and its problems.

    `data` is None if the file is not YAML; only `text` is known then. `omitted` is the number of problems beyond
    `problems`; `changed` orders files by age, 0 if unknown. `notes` caches values computed from the document (see
    `remember`).
    """

    path: str
    text: str
    data: Any = None
    keys: dict[Path, int] = field(default_factory=dict, compare=False, repr=False)
    values: dict[Path, int] = field(default_factory=dict, compare=False, repr=False)
    problems: tuple[Problem, ...] = ()
    omitted: int = 0
    changed: int = field(default=0, compare=False)
    notes: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def locate(self, path: Path, *, key: bool = False) -> Location:
        """Return the location of the value (or key) at a path; of its nearest ancestor if there is none."""
        positions = self.keys if key else self.values
        while path and path not in positions:
            path, positions = path[:-1], self.values
        line, column = divmod(positions.get(path, 0), _COLUMNS)
        return Location(self.path, line + 1, column + 1)


def parse_document(
    path: str, content: bytes | None, changed: int | None = None, before: Document | None = None
) -> Document:
    """Parse one file's bytes, None for a link out of the folder; raise nothing, problems are in the document.

    `before` is the document parsed earlier from this file, which is returned if the content is the same.
    """
    if before is None or not _has_content(content, before):
        return replace(parse_content(path, content), changed=changed or 0)
    return before if changed in (None, before.changed) else replace(before, changed=changed)


def _has_content(content: bytes | None, document: Document) -> bool:
    """Return whether bytes equal a sound document's text, with or without a byte order mark."""
    if content is None or len(content) > MAX_BYTES or document.problems:
        return False
    return content.removeprefix(codecs.BOM_UTF8) == document.text.encode()


def parse_content(path: str, content: bytes | None) -> Document:
    """Parse one file's bytes, whatever was parsed from it before."""
    if content is None:
        message = f"the link {path} leads out of the knowledge folder: replace it by its target"
        return Document(path, "", problems=(Problem(Location(path, 1, 1), message, "outside-link"),))
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
        problem = Problem(location_after(path, before), message, "not-utf-8")
        return Document(path, content.decode("utf-8", errors="replace"), problems=(problem,))
    found = Tally()
    found.add_all(conflict_problems(path, text))
    if found.problems:
        return Document(path, text, problems=tuple(found.problems), omitted=found.omitted)
    plain = text
    if any(sign in text for sign in _ODD_BREAKS):
        found.add_all(_separator_problems(path, text))
        plain = _ODD_BREAK.sub(" ", text)
    directive = _DIRECTIVE.search(plain)
    if directive:
        message = "a %TAG directive: remove the line, every value is read as text"
        found.add(Problem(location_after(path, plain[: directive.start()]), message, "tag"))
        return Document(path, text, problems=tuple(found.problems), omitted=found.omitted)
    reader = _Reader(path)
    try:
        reader.read(plain)
    except yaml.YAMLError as error:
        problem = syntax_problem(path, plain, error, reader.last)
        # A value that begins with a special sign is reported once, though the rest of its line is an error too.
        if all(refusal.location.line != problem.location.line for refusal in reader.refusals.problems):
            reader.refusals.add(problem)
        reader.must_stop = True
    found.add_all(reader.refusals.problems, reader.refusals.omitted)
    if reader.must_stop:
        return Document(path, text, problems=tuple(found.problems), omitted=found.omitted)
    if not reader.values:
        found.add(Problem(Location(path, 1, 1), "the file is empty: delete it or fill it in", "syntax"))
        return Document(path, text, problems=tuple(found.problems), omitted=found.omitted)
    found.add_all(reader.problems.problems, reader.problems.omitted)
    return Document(path, text, reader.data, reader.keys, reader.values, tuple(found.problems), found.omitted)


class _Stopped(Exception):
    """The rest of the file cannot be read; the reason is among the refusals."""


class _Reader:
    """Read YAML's events into plain values with positions, and refuse everything beyond plain YAML.

    Events are read instead of nodes, because composing nodes recurses in C without a limit, and an alias can expand
    without end.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.data: Any = None
        self.keys: dict[Path, int] = {}
        self.values: dict[Path, int] = {}
        self.refusals = Tally()
        self.problems = Tally()
        self.must_stop = False
        self.last: yaml.ScalarEvent | None = None

    def read(self, text: str) -> None:
        """Read all events, or as many as can be read. Raises `yaml.YAMLError`."""
        documents = 0
        # `yaml.parse` would check for each of tens of thousands of events whether there is one.
        self._next: Callable[[], Any] = yaml.CBaseLoader(text).get_event
        try:
            for event in iter(self._next, None):
                if isinstance(event, yaml.NodeEvent):
                    self.data = self._read_value(event, (), 0)
                elif isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        message = "a second document begins here: remove the '---' line"
                        self._refuse(event, message, "syntax", is_fatal=True)
                        return
        except _Stopped:
            return

    def _read_value(self, event: Any, path: Path, depth: int) -> Any:
        """Read the value that begins with an event, at this depth of lists and mappings."""
        mark = event.start_mark
        self.values[path] = mark.line * _COLUMNS + mark.column
        if len(self.values) > MAX_VALUES:
            message = f"the file has more than {MAX_VALUES:,} values: split it"
            self._refuse(event, message, "too-large", is_fatal=True)
            raise _Stopped
        kind = type(event)
        if kind is yaml.ScalarEvent and not event.anchor and not event.tag:
            self.last = event  # most are plain text: nothing of it is to be refused
            return event.value
        self._check(event, depth)
        if kind is yaml.ScalarEvent:
            return event.value
        if kind is yaml.MappingStartEvent:
            return self._read_mapping(path, depth + 1)
        return self._read_list(path, depth + 1) if kind is yaml.SequenceStartEvent else ""

    def _read_mapping(self, path: Path, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while type(event := self._next()) is not yaml.MappingEndEvent:
            if type(event) is yaml.ScalarEvent:
                self._check(event, depth)
                mark: Any = event.start_mark
                key, where = event.value, (*path, event.value)
                if self._is_new_key(event, where, data):
                    self.keys[where] = mark.line * _COLUMNS + mark.column
                    data[key] = self._read_value(self._next(), where, depth)
                    continue
            else:
                message = "a key must be a word, not a list or mapping"
                self.problems.add(Problem(location_of(self.path, event.start_mark), message, "wrong-type"))
                self._skip(event, depth)
            self._skip(self._next(), depth)
        return data

    def _is_new_key(self, event: Any, path: Path, data: dict[str, Any]) -> bool:
        """Return whether a key may be added to a mapping; record a problem if not."""
        if path[-1] in data:
            first = self.keys[path] // _COLUMNS + 1
            message = f"key {path[-1]!r} is already written in line {first}: keep one of the two"
            self.problems.add(Problem(location_of(self.path, event.start_mark), message, "duplicate-key"))
            return False
        if len(data) >= MAX_KEYS:
            message = f"the entry has {MAX_KEYS} keys before this one: remove those that nothing reads"
            self.problems.add(Problem(location_of(self.path, event.start_mark), message, "unknown-key"))
            return False
        return True

    def _read_list(self, path: Path, depth: int) -> list[Any]:
        data: list[Any] = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            data.append(self._read_value(event, (*path, len(data)), depth))
        return data

    def _skip(self, event: Any, depth: int) -> None:
        """Read a value and drop it; its refusals still count."""
        self._check(event, depth)
        if isinstance(event, yaml.CollectionStartEvent):
            while not isinstance(inner := self._next(), yaml.CollectionEndEvent):
                self._skip(inner, depth + 1)

    def _check(self, event: Any, depth: int) -> None:
        """Refuse an event that plain YAML does not need. Raises `_Stopped` if it is nested too deep."""
        kind = type(event)
        if kind is yaml.AliasEvent:
            message = f"alias *{event.anchor}: write the value out here, or put it in quotes"
            self._refuse(event, message, "alias", is_fatal=True)
            return
        if event.anchor:
            self._refuse(event, f"anchor &{event.anchor}: remove it, or put the value in quotes", "anchor")
        if event.tag:
            self._refuse(event, f"tag {event.tag!r}: remove it, or put the value in quotes", "tag")
        if kind is yaml.ScalarEvent:
            self.last = event
        elif depth == MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} deep: check the brackets and indents"
            self._refuse(event, message, "too-deep", is_fatal=True)
            raise _Stopped

    def _refuse(self, event: Any, message: str, rule: str, *, is_fatal: bool = False) -> None:
        self.refusals.add(Problem(location_of(self.path, event.start_mark), message, rule))
        self.must_stop = self.must_stop or is_fatal


def _separator_problems(path: str, text: str) -> Iterator[Problem]:
    line, begin, looked = 1, 0, 0
    for match in _ODD_BREAK.finditer(text):
        # Count breaks only since the last separator: there may be very many.
        position = match.start()
        breaks = count_breaks(text[looked:position])
        if breaks:
            line, begin = line + breaks, last_break(text, looked, position) + 1
        looked = position
        message = f"an invisible line separator, U+{ord(text[position]):04X}: delete it"
        yield Problem(Location(path, line, position - begin + 1), message, "syntax")
