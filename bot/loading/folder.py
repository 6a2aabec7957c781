"""A folder of knowledge for curators' tools: its ids and names, checks of new entries, and writing."""

import codecs
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from bot.domain.kinds import Members
from bot.domain.problems import Problem, Severity
from bot.loading.decode import decode_document
from bot.loading.documents import Document, parse_document
from bot.loading.files import LOCK, read_texts
from bot.loading.known import known_ids
from bot.loading.load import LoadResult, assemble
from bot.loading.naming import Names, names_in
from bot.loading.references import Known, did_you_mean
from bot.loading.schema import CitationRecord, FactRecord, KnowledgeFile, Record, RelationFile, SourceRecord
from bot.loading.values import KNOWLEDGE, relations_of
from bot.loading.writing import Change, write_files

What = Literal["knowledge", "partner", "source", "fact", "citation"]

_MODELS: Mapping[What, type[Record]] = {
    "knowledge": KnowledgeFile,
    "partner": RelationFile,
    "source": SourceRecord,
    "fact": FactRecord,
    "citation": CitationRecord,
}
# The class of entries that a key refers to.
_REFERENCES = {
    "kind": "kind",
    "topics": "topic",
    "source": "source",
    "partner": "partner",
    "involves": "partner",
    "attributed_to": "partner",
}
# Messages name lines of other locations, which an added entry may move.
_LINE = re.compile(r":\d+")
_SCHEMA = "# yaml-language-server:"


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a folder as read, their plain values, and all ids they define."""

    root: Path
    texts: Mapping[str, bytes | None]
    documents: Mapping[str, Document]
    known: Known

    def path_of(self, partner: str) -> str | None:
        """Return the path of a partner's file, by the partner's id."""
        for document in relations_of(self.documents):
            if isinstance(document.data, dict) and document.data.get("partner") == partner:
                return document.path
        return None

    def ids_in(self, path: str, key: str) -> list[str]:
        """List the ids of the entries under a key of a file, in order; "" for an entry without one."""
        data = self.documents[path].data
        items = data.get(key) if isinstance(data, dict) else None
        return [str(item.get("id", "")) if isinstance(item, dict) else "" for item in items or ()]

    def ids_of(self, what: str) -> list[str]:
        """List the ids of all partners, sources or facts that are known."""
        known = {"partner": self.known.partners, "source": self.known.sources, "fact": self.known.facts}[what]
        return sorted(known or ())

    def nearest_fact(self, fact: str) -> str:
        """Suggest a correction for an unknown fact id: the id most like it, if one is near."""
        return did_you_mean(fact.lower(), self.ids_of("fact")) or "'azrel ask' and words of it find its id"

    def choices(self, key: str) -> list[str]:
        """List the values allowed under a key of an entry, if that is a closed list."""
        known = {"kind": self.kinds, "topics": self.known.topics, "source": self.known.sources}
        known["partner"] = known["involves"] = known["attributed_to"] = self.known.partners
        return list(known.get(key) or ())

    def names_for(self, key: str) -> Names | None:
        """Return the names of the values allowed under a key; None if it is no reference, or not all ids are known."""
        what, ids = _REFERENCES.get(key), self.choices(key)
        return names_in(self.documents, what, frozenset(ids)) if what and ids else None

    @property
    def kinds(self) -> list[str]:
        """The ids of the kinds of partners."""
        return list(self.known.kinds or ())

    def is_state(self, kind: str) -> bool:
        """Return whether partners of a kind are states, which may have a code."""
        return (self.known.kinds or {}).get(kind) is Members.STATES

    @property
    def time_zone(self) -> str:
        """The IANA name of the time zone that decides which day today is."""
        about = self.documents[KNOWLEDGE].data if KNOWLEDGE in self.documents else None
        zone = about.get("time_zone", "UTC") if isinstance(about, dict) else "UTC"
        return "UTC" if find_problem("knowledge", "time_zone", zone, self.known) else zone

    def schema_comment(self) -> str:
        """Return the comment that links the first partner's file to its schema; "" if it has none."""
        for document in relations_of(self.documents):
            first, *_ = document.text.splitlines() or [""]
            return first if first.startswith(_SCHEMA) else ""
        return ""

    def text_of(self, path: str) -> str:
        """Return a file's text, without a byte order mark."""
        return self.documents[path].text

    def find_problem(self, what: What, key: str, value: str | Sequence[str]) -> str | None:
        """Return why a value is not allowed under a key of an entry, with the cure; None if it is."""
        return find_problem(what, key, value, self.known)

    def problems_with(self, path: str, text: str) -> list[Problem]:
        """Return the errors that the folder would have with this text as a file, and does not have now."""
        return self.load_with({path: text})[1]

    def load_with(self, changed: Mapping[str, str]) -> tuple[LoadResult, list[Problem]]:
        """Load the folder with changed texts; return the result, and the errors that are new."""
        lock = self.texts.get(LOCK) or b""
        now = time.time_ns()  # newer than all other files, so that it is reported as the duplicate
        parsed = {path: parse_document(path, text.encode(), now) for path, text in changed.items()}
        result = assemble({**self.documents, **parsed}, lock)
        errors = [problem for problem in result.problems if problem.severity is Severity.ERROR]
        if not errors:
            return result, []
        before = Counter(map(_identity, assemble(self.documents, lock).problems))
        new: list[Problem] = []
        for problem in errors:
            identity = _identity(problem)
            if before[identity]:
                before[identity] -= 1
            else:
                new.append(problem)
        return result, new

    def to_content(self, path: str, text: str) -> bytes:
        """Encode a file's new text, with a byte order mark if the file has one."""
        was = self.texts.get(path)
        return (codecs.BOM_UTF8 if was and was.startswith(codecs.BOM_UTF8) else b"") + text.encode()

    def write(self, path: str, text: str) -> None:
        """Write a new or changed file. Raises OSError if that fails, or the file has changed since it was read."""
        write_files(self.root, {path: Change(self.to_content(path, text), self.texts.get(path))})


def open_folder(root: Path) -> Folder:
    """Read a folder, to add to it. Raises OSError if it, or a file in it, cannot be read."""
    return to_folder(root, read_texts(root))


def to_folder(
    root: Path, texts: Mapping[str, bytes | None], parsed: Mapping[str, Document] = MappingProxyType({})
) -> Folder:
    """Make a folder of files given as bytes by path, None for a link out of it.

    `parsed` are documents parsed earlier, by path: unchanged files are not parsed again.
    """
    documents = {
        path: parse_document(path, content, before=parsed.get(path))
        for path, content in texts.items()
        if path != LOCK or content is None
    }
    return Folder(root, texts, documents, known_ids(documents))


def texts_of(folder: Folder) -> dict[str, str]:
    """Return the texts of a folder's files, except files that could not be decoded."""
    unreadable = {"not-utf-8", "too-large", "outside-link"}
    return {
        path: document.text
        for path, document in folder.documents.items()
        if not any(problem.rule in unreadable for problem in document.problems)
    }


_NOTHING_KNOWN = Known(topics=None, sources=None, partners=(), facts=None)


def find_problem(what: What, key: str, value: str | Sequence[str], known: Known = _NOTHING_KNOWN) -> str | None:
    """Return why a value is not allowed under a key of an entry, with the cure; None if it is."""
    given = Document("", "", {key: value if isinstance(value, str) else list(value)})
    problems = decode_document(given, _MODELS[what], known)[1]
    return next((problem.shown_message for problem in problems if problem.rule != "missing-key"), None)


def _identity(problem: Problem) -> tuple[str, str, str]:
    return problem.location.path, problem.rule, _LINE.sub("", problem.message)
