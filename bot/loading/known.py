"""Collect the ids and names that a folder defines, to check references against."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from bot.domain.kinds import USUAL_KINDS, Members
from bot.domain.text import name_key
from bot.loading.documents import Document
from bot.loading.field_limits import MAX_LINE
from bot.loading.references import MEMBERS_OF_USUAL_KINDS, Known
from bot.loading.values import (
    KNOWLEDGE,
    SOURCES,
    TOPICS,
    fact_ids_in,
    ids_in,
    is_id,
    mappings_in,
    partner_of,
    relations_of,
    texts_at,
)


def known_ids(documents: Mapping[str, Document]) -> Known:
    """Collect every id that the folder defines; None for a kind of entries with an unreadable id, which any may be."""
    relations = relations_of(documents)
    facts = [fact_ids_in(document) for document in relations]
    return Known(
        topics=ids_in(documents.get(TOPICS), "topics") or None,
        sources=ids_in(documents.get(SOURCES), "sources") or None,
        partners=dict.fromkeys(partner_of(document) for document in relations),
        facts=None if None in facts else dict.fromkeys(id_ for found in facts for id_ in found or ()),
        kinds=_known_kinds(documents.get(KNOWLEDGE)),
        has_own_kinds=_has_own_kinds(documents.get(KNOWLEDGE)),
        called=_first_called(documents),
    )


def ids_by_name(documents: Mapping[str, Document], what: str) -> dict[tuple[str, ...], list[str]]:
    """Map the names of topics, partners, sources or kinds, by key, to ids; empty for entries without names."""
    ids: dict[tuple[str, ...], list[str]] = {}
    for id_, name in _NAMED[what](documents) if what in _NAMED else ():
        same = ids.setdefault(name_key(name[:MAX_LINE]), [])
        if id_ not in same:
            same.append(id_)
    return ids


def _first_called(documents: Mapping[str, Document]) -> Callable[[str, str], str | None]:
    """Make a function that finds the id of a topic, partner, source or kind by a name."""
    names = cache(lambda what: ids_by_name(documents, what))
    return lambda what, name: next(iter(names(what).get(name_key(name[:MAX_LINE]), ())), None)


def _named_topics(documents: Mapping[str, Document]) -> Iterator[tuple[str, str]]:
    # A word of two topics means the first, and names come before words.
    for key in ("name", "words"):
        yield from _named_in(documents.get(TOPICS), "topics", key)


def _named_sources(documents: Mapping[str, Document]) -> Iterator[tuple[str, str]]:
    return _named_in(documents.get(SOURCES), "sources", "title")


def _named_kinds(documents: Mapping[str, Document]) -> Iterator[tuple[str, str]]:
    if not _has_own_kinds(documents.get(KNOWLEDGE)):
        yield from ((kind.id, name) for kind in USUAL_KINDS for name in (kind.noun.singular, kind.noun.plural))
    for key in ("singular", "plural"):
        yield from _named_in(documents.get(KNOWLEDGE), "kinds", key)


def _named_partners(documents: Mapping[str, Document]) -> Iterator[tuple[str, str]]:
    for document in relations_of(documents):
        for path in (("name",), ("aliases", None), ("shared_names", None), ("iso",)):
            yield from ((partner_of(document), name) for name, _ in texts_at(document, path))


_NAMED: Mapping[str, Callable[[Mapping[str, Document]], Iterator[tuple[str, str]]]] = {
    "topic": _named_topics,
    "source": _named_sources,
    "kind": _named_kinds,
    "partner": _named_partners,
}


def _named_in(document: Document | None, entries: str, key: str) -> Iterator[tuple[str, str]]:
    if document is None:
        return
    for _, entry in mappings_in(document, entries):
        names = entry.get(key)
        for name in names if isinstance(names, list) else [names]:
            if isinstance(name, str) and is_id(entry.get("id")):
                yield entry["id"], name


def _has_own_kinds(document: Document | None) -> bool:
    return document is not None and isinstance(document.data, dict) and "kinds" in document.data


def _known_kinds(document: Document | None) -> Mapping[str, Members | None] | None:
    """Return the base's kinds with their members; None if an id is unreadable."""
    if document is None or document.data is None:
        return None
    if not _has_own_kinds(document):
        return MEMBERS_OF_USUAL_KINDS
    if ids_in(document, "kinds") is None:
        return None
    members = {member.value: member for member in Members}
    said = {record["id"]: record.get("members") for _, record in mappings_in(document, "kinds")}
    return {id_: members.get(word) if isinstance(word, str) else None for id_, word in said.items()}
