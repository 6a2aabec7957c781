"""YAML text → plain values that remember where they stand; each file on its own.

Every scalar stays text. Whatever is not plain, shallow YAML is refused before it is composed.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from bot.domain.problems import Location, Problem
from bot.loading.files import MAX_BYTES
from bot.loading.places import Mark, count_breaks, last_break, location_after, location_of
from bot.loading.syntax import conflict_problems, syntax_problem
from bot.loading.tally import Tally

MAX_DEPTH = 32
# No entry has a tenth of so many keys, and no file that people write so many values.
MAX_KEYS = 100
MAX_VALUES = 200_000

# A place is kept as one number: a file has very many, and the garbage collector looks at no numbers.
_COLUMNS = MAX_BYTES + 1

Path = tuple[str | int, ...]

# YAML counts these as line breaks and editors do not, so that every position after one would be off.
_ODD_BREAKS = "\x85\u2028\u2029"
_ODD_BREAK = re.compile(f"[{_ODD_BREAKS}]")
# A directive that declares a tag, at the start of a line; libyaml compares each with all before it.
_DIRECTIVE = re.compile(r"%TAG(?<![^\r\n]%TAG)")


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: its value (text, lists and mappings), the place of each part, and what is wrong with it.

    `data` is None where the file could not be read as YAML; `text` is then all there is to go by. `untold` is how many
    problems there are beside those in `problems`; `changed` tells which of two files is the newer, where that is known.
    `notes` is what was worked out of it before (see `remember`).
    """

    path: str
    text: str
    data: Any = None
    keys: dict[Path, int] = field(default_factory=dict, compare=False, repr=False)
    values: dict[Path, int] = field(default_factory=dict, compare=False, repr=False)
    problems: tuple[Problem, ...] = ()
    untold: int = 0
    changed: int = field(default=0, compare=False)
    notes: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def locate(self, path: Path, *, key: bool = False) -> Location:
        """Where the value (or its key) at a path stands; the nearest part above it that exists, if it does not."""
        places = self.keys if key else self.values
        while path and path not in places:
            path, places = path[:-1], self.values
        line, column = divmod(places.get(path, 0), _COLUMNS)
        return Location(self.path, line + 1, column + 1)


def parse_document(
    path: str, content: bytes | None, changed: int | None = None, before: Document | None = None
) -> Document:
    """Read one file's bytes, None for a link out of the folder; problems are in the document, nothing is raised.

    `before` is what the file was read as before, if it was: it is returned where that is the same.
    """
    if before is None or not _is_of(content, before):
        return replace(_parse(path, content), changed=changed or 0)
    return before if changed in (None, before.changed) else replace(before, changed=changed)


def _is_of(content: bytes | None, document: Document) -> bool:
    """Whether bytes are those of a sound document, with a byte order mark or without."""
    if content is None or len(content) > MAX_BYTES or document.problems:
        return False
    return content.removeprefix(codecs.BOM_UTF8) == document.text.encode()


def _parse(path: str, content: bytes | None) -> Document:
    if content is None:
        message = f"the link {path} leads out of the knowledge folder: put what it leads to in its place"
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
        return Document(path, text, problems=tuple(found.problems), untold=found.untold)
    plain = text
    if any(sign in text for sign in _ODD_BREAKS):
        found.add_all(_separator_problems(path, text))
        plain = _ODD_BREAK.sub(" ", text)
    directive = _DIRECTIVE.search(plain)
    if directive:
        message = "a %TAG directive: remove the line, every value is read as text"
        found.add(Problem(location_after(path, plain[: directive.start()]), message, "tag"))
        return Document(path, text, problems=tuple(found.problems), untold=found.untold)
    reader = _Reader(path)
    try:
        reader.read(plain)
    except yaml.YAMLError as error:
        problem = syntax_problem(path, plain, error, reader.last)
        # What begins with a sign that means something is told once, though YAML stumbles over the rest of its line too.
        if all(refusal.location.line != problem.location.line for refusal in reader.refusals.problems):
            reader.refusals.add(problem)
        reader.must_stop = True
    found.add_all(reader.refusals.problems, reader.refusals.untold)
    if reader.must_stop:
        return Document(path, text, problems=tuple(found.problems), untold=found.untold)
    if not reader.values:
        found.add(Problem(Location(path, 1, 1), "the file is empty: delete it or fill it in", "syntax"))
        return Document(path, text, problems=tuple(found.problems), untold=found.untold)
    found.add_all(reader.problems.problems, reader.problems.untold)
    return Document(path, text, reader.data, reader.keys, reader.values, tuple(found.problems), found.untold)


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
        self.keys: dict[Path, int] = {}
        self.values: dict[Path, int] = {}
        self.refusals = Tally()
        self.problems = Tally()
        self.must_stop = False
        self.last: yaml.ScalarEvent | None = None
        self._frames: list[_Frame] = []
        # How deep in a value that is dropped, and whether the value that begins now is one.
        self._dropped = 0
        self._is_dropping = False

    def read(self, text: str) -> None:
        """Read until the end, or until what comes can be read no further."""
        documents = 0
        event: Any
        # Not by `yaml.parse`, which asks at every event whether there is one: a file has tens of thousands.
        for event in iter(yaml.CBaseLoader(text).get_event, None):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self.last = event
                if event.anchor or event.tag:
                    self._refuse_marks(event)
                self._add(event, event.value)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if event.anchor or event.tag:
                    self._refuse_marks(event)
                self._open(event, {} if kind is yaml.MappingStartEvent else [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._close()
            elif kind is yaml.AliasEvent:
                self._refuse(
                    event,
                    f"alias *{event.anchor}: write the value out here, or put it in quotes",
                    "alias",
                    is_fatal=True,
                )
                self._add(event, "")
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    message = "a second document begins here: remove the '---' line"
                    self._refuse(event, message, "syntax", is_fatal=True)
                    return
            if len(self._frames) > MAX_DEPTH:
                return
            if len(self.values) > MAX_VALUES:
                message = f"the file has more than {MAX_VALUES:,} values: split it"
                self._refuse(event, message, "too-large", is_fatal=True)
                return

    def _refuse(self, event: Any, message: str, rule: str, *, is_fatal: bool = False) -> None:
        self.refusals.add(Problem(location_of(self.path, event.start_mark), message, rule))
        self.must_stop = self.must_stop or is_fatal

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor:
            message = f"anchor &{event.anchor}: remove it, or put the value in quotes"
            self._refuse(event, message, "anchor")
        if event.tag:
            self._refuse(event, f"tag {event.tag!r}: remove it, or put the value in quotes", "tag")

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
            self.data, self.values[()] = value, mark.line * _COLUMNS + mark.column
            return ()
        frame = self._frames[-1]
        if type(frame.data) is list:
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
        self.values[path] = mark.line * _COLUMNS + mark.column
        return path

    def _take_key(self, frame: _Frame, key: Any, mark: Mark) -> None:
        frame.key = _NO_KEY
        if not isinstance(key, str):
            location = location_of(self.path, mark)
            self.problems.add(Problem(location, "a key must be a word, not a list or mapping", "wrong-type"))
            self._is_dropping = True
        elif key in frame.data:
            first = self.keys[(*frame.path, key)] // _COLUMNS + 1
            message = f"key {key!r} is already written in line {first}: keep one of the two"
            self.problems.add(Problem(location_of(self.path, mark), message, "duplicate-key"))
        elif len(frame.data) >= MAX_KEYS:
            message = f"the entry has {MAX_KEYS} keys before this one: remove those that nothing reads"
            self.problems.add(Problem(location_of(self.path, mark), message, "unknown-key"))
        else:
            self.keys[(*frame.path, key)] = mark.line * _COLUMNS + mark.column
            frame.key = key


def _separator_problems(path: str, text: str) -> Iterator[Problem]:
    line, begin, looked = 1, 0, 0
    for match in _ODD_BREAK.finditer(text):
        # Each stretch is looked at once, though the separators may be many.
        position = match.start()
        breaks = count_breaks(text[looked:position])
        if breaks:
            line, begin = line + breaks, last_break(text, looked, position) + 1
        looked = position
        message = f"an invisible line separator, U+{ord(text[position]):04X}: delete it"
        yield Problem(Location(path, line, position - begin + 1), message, "syntax")
