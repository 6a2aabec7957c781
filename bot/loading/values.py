"""Read plain values of files of any shape, so that a file with one mistake is still checked for all others."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeGuard

from bot.domain.problems import Location
from bot.loading.documents import Document, Path
from bot.loading.field_limits import MAX_NAME
from bot.loading.fields import ID
from bot.loading.remembering import remember

KNOWLEDGE, TOPICS, SOURCES, RELATIONS = "knowledge.yaml", "topics.yaml", "sources.yaml", "relations/"

# The widest indent of keys that are searched for in a file that is not YAML.
_WIDEST_INDENT = 80


def relations_of(documents: Mapping[str, Document]) -> list[Document]:
    """List the partners' documents, in order of path, including those in the wrong folder."""
    return [
        documents[path] for path in sorted(documents) if path.startswith(RELATIONS) or _has_partner_key(documents[path])
    ]


def _has_partner_key(document: Document) -> bool:
    is_other = document.path in (KNOWLEDGE, TOPICS, SOURCES)
    return not is_other and isinstance(document.data, dict) and "partner" in document.data


def texts_at(document: Document, steps: tuple[str | None, ...]) -> list[tuple[str, Location]]:
    """List the texts at a path of keys, None for every item of a list, each with its location."""
    reached: list[tuple[Path, Any]] = [((), document.data)]
    for step in steps:
        reached = [((*path, key), item) for path, value in reached for key, item in _inside(value, step)]
    return [(value, document.locate(path)) for path, value in reached if isinstance(value, str)]


def _inside(value: Any, step: str | None) -> Iterable[tuple[str | int, Any]]:
    if step is None:
        return enumerate(value) if isinstance(value, list) else ()
    return [(step, value[step])] if isinstance(value, dict) and step in value else ()


@remember
def partner_of(document: Document) -> str:
    """Return the id of a file's partner; from the file's name if it has no usable id."""
    named = [text for text, _ in texts_at(document, ("partner",))] or _guess_ids(document, "partner")
    usable = [text for text in named if is_id(text)]
    return usable[0] if usable else document.path.removeprefix(RELATIONS).removesuffix(".yaml")


def mappings_in(document: Document, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the entries that a file lists under a key, each with its index."""
    items = document.data.get(key) if isinstance(document.data, dict) else None
    for index, item in enumerate(items if isinstance(items, list) else []):
        if isinstance(item, dict):
            yield index, item


def is_text(value: Any, most: int) -> TypeGuard[str]:
    """Return whether a value is a text of at most so many characters."""
    return isinstance(value, str) and len(value) <= most


def is_id(value: Any) -> TypeGuard[str]:
    """Return whether a value has the form of an id."""
    return is_text(value, MAX_NAME) and ID.fullmatch(value) is not None


@remember
def fact_ids_in(document: Document) -> dict[str, None] | None:
    """Return the ids of a partner's facts, as `ids_in` does."""
    return ids_in(document, "facts")


def ids_in(document: Document | None, key: str) -> dict[str, None] | None:
    """Return the ids that a file lists under a key; None if one is missing, unusable, or lost with a dropped key.

    For a file that is not YAML, return everything that looks like an id.
    """
    if document is None:
        return None
    if document.data is None:
        return dict.fromkeys(_guess_ids(document, "id")) or None
    if not isinstance(document.data, dict):
        return None
    if document.omitted or any(problem.rule in ("duplicate-key", "unknown-key") for problem in document.problems):
        return None
    items = document.data.get(key, [] if key == "facts" else None)
    if not isinstance(items, list):
        return None
    ids = [item.get("id") if isinstance(item, dict) else None for item in items]
    usable = [id_ for id_ in ids if is_id(id_)]
    return dict.fromkeys(usable) if len(usable) == len(ids) else None


def _guess_ids(document: Document, key: str) -> list[str]:
    # A syntax error in one line must not make every reference to the file a problem.
    if document.data is not None:
        return []
    # Searching for a pattern that begins with letters is many times as fast as for one that begins with an indent.
    found = re.finditer(rf"{key}:\s*[\"']?([\w-]+)", document.text)
    return [match[1] for match in found if _begins_entry(document.text, match.start())]


def _begins_entry(text: str, position: int) -> bool:
    """Return whether a key may begin at a position: first in its line, after dashes, or after a brace or comma."""
    before = text[max(0, position - _WIDEST_INDENT) : position].rstrip(" \t-")
    return before.endswith(("\n", "\r", "{", ",")) or (not before and position <= _WIDEST_INDENT)
