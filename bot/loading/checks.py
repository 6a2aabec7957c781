"""What only the whole folder can tell: ids and names used twice, statements that repeat their excerpts, too few facts.

The checks look at plain values, not at records, so that a file with a mistake in one place is checked in all others.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from bot.domain.kinds import Members
from bot.domain.problems import Location, Problem
from bot.domain.text import lies_within, name_key
from bot.loading.documents import Document, Path
from bot.loading.schema import (
    COUNT,
    ID,
    MAX_CITATIONS,
    MAX_EXCERPT,
    MAX_NAME,
    MAX_STATEMENT,
    MEMBERS_OF_USUAL_KINDS,
    Known,
)

KNOWLEDGE, TOPICS, SOURCES, RELATIONS = "knowledge.yaml", "topics.yaml", "sources.yaml", "relations/"

# In a file that is not YAML, keys are looked for that stand no further in than this.
_WIDEST_INDENT = 80


def known_ids(documents: Mapping[str, Document]) -> Known:
    """Every id that the folder defines; None for a kind of which some cannot be told, since any could be meant."""
    relations = relations_of(documents)
    facts = [_ids(document, "facts") for document in relations]
    return Known(
        topics=_ids(documents.get(TOPICS), "topics") or None,
        sources=_ids(documents.get(SOURCES), "sources") or None,
        partners=dict.fromkeys(_partner_of(document) for document in relations),
        facts=None if None in facts else dict.fromkeys(id_ for found in facts for id_ in found or ()),
        kinds=_known_kinds(documents.get(KNOWLEDGE)),
        has_own_kinds=_has_own_kinds(documents.get(KNOWLEDGE)),
    )


def _has_own_kinds(document: Document | None) -> bool:
    return document is not None and isinstance(document.data, dict) and "kinds" in document.data


def _known_kinds(document: Document | None) -> Mapping[str, Members | None] | None:
    """The base's kinds with what their members are; None where not all can be told."""
    if document is None or document.data is None:
        return None
    if not _has_own_kinds(document):
        return MEMBERS_OF_USUAL_KINDS
    if _ids(document, "kinds") is None:
        return None
    members = {member.value: member for member in Members}
    said = {record["id"]: record.get("members") for _, record in _mappings(document, "kinds")}
    return {id_: members.get(word) if isinstance(word, str) else None for id_, word in said.items()}


def relations_of(documents: Mapping[str, Document]) -> list[Document]:
    """The documents of partners, in order of path."""
    return [documents[path] for path in sorted(documents) if path.startswith(RELATIONS)]


def find_copies(documents: Mapping[str, Document]) -> dict[str, Problem]:
    """The files that repeat another partner's file, by path: each is one problem, not one a fact."""
    originals: dict[str, Document] = {}
    found: dict[str, Problem] = {}
    # The original is the one that is called as its partner, or else the one with the shortest name.
    for document in sorted(
        relations_of(documents),
        key=lambda document: (not _is_named_as_its_partner(document), len(document.path), document.path),
    ):
        ids = [id_ for id_, _ in _found(document, ("facts", None, "id"))]
        original = originals.setdefault(_partner_of(document), document)
        known = {id_ for id_, _ in _found(original, ("facts", None, "id"))}
        if original is not document and (
            document.data == original.data or sum(id_ in known for id_ in ids) * 2 > len(ids)
        ):
            message = f"this file repeats {original.path}: delete it, or the other"
            found[document.path] = Problem(Location(document.path, 1, 1), message, "repeated-file")
    return found


def _is_named_as_its_partner(document: Document) -> bool:
    return document.path == f"{RELATIONS}{_partner_of(document)}.yaml"


def check_ids_are_unique(documents: Mapping[str, Document]) -> Iterator[Problem]:
    """No partner, fact, topic, source or kind is defined twice."""
    relations = relations_of(documents)
    yield from _repeats("partner", _places(relations, ("partner",)))
    yield from _repeats("fact", _places(relations, ("facts", "id")))
    for path, key in ((KNOWLEDGE, "kinds"), (TOPICS, "topics"), (SOURCES, "sources")):
        if path in documents:
            yield from _repeats(key.removesuffix("s"), _places([documents[path]], (key, "id")))


@dataclass(frozen=True, slots=True)
class _Claim:
    """A name of a partner, where it stands, and whether the partner goes by it and says that it shares it."""

    owner: str
    name: str
    location: Location
    is_main: bool
    is_shared: bool

    def is_at_odds_with(self, other: "_Claim") -> bool:
        """Whether two partners have a name that not both share, or go by the same."""
        may_share = self.is_shared and other.is_shared and not (self.is_main and other.is_main)
        return self.owner != other.owner and not may_share


def check_names_are_unclaimed(documents: Mapping[str, Document]) -> Iterator[Problem]:
    """No name, id or code of a state belongs to two partners that do not both say that they share it.

    Case, diacritics and punctuation make no difference. No two partners go by the same name, shared or not.
    """
    claims: dict[tuple[str, ...], list[_Claim]] = {}
    for document in relations_of(documents):
        for claim in sorted(_claims_of(document), key=lambda claim: claim.location):
            key = name_key(claim.name)
            others = claims.setdefault(key, []) if key else []
            other = next(filter(claim.is_at_odds_with, others), None)
            if not any(claim.owner == before.owner for before in others):
                others.append(claim)
            if other:
                cure = (
                    "tell the two apart by what each goes by"
                    if claim.is_shared and other.is_shared
                    else "leave it to one of the two, or let both list it in 'shared_names'"
                )
                place = f"{other.owner!r} too ({other.location.path}:{other.location.line})"
                message = f"the name {claim.name!r} belongs to {place}: {cure}"
                yield Problem(claim.location, message, "name-claimed-twice")


def _claims_of(document: Document) -> Iterator[_Claim]:
    owner, shared_names = _partner_of(document), _found(document, ("shared_names", None))
    shared = {name_key(name) for name, _ in shared_names if len(name) <= MAX_NAME}
    paths: tuple[tuple[str | None, ...], ...] = (("partner",), ("name",), ("iso",), ("aliases", None))
    for path in paths:
        for name, location in _found(document, path):
            # A name that is too long is an error of its own, and may be so long that to compare it takes long.
            if len(name) <= MAX_NAME:
                yield _Claim(owner, name, location, path == ("name",), name_key(name) in shared)
    for name, location in shared_names:
        if len(name) <= MAX_NAME:
            yield _Claim(owner, name, location, is_main=False, is_shared=True)


def check_statements_are_own_words(documents: Mapping[str, Document]) -> Iterator[Problem]:
    """No statement merely repeats a run of words out of its own excerpt."""
    for document in relations_of(documents):
        for index, fact in _mappings(document, "facts"):
            # What is too long or too many is an error of its own, and is not compared.
            statement, citations = fact.get("statement"), fact.get("citations")
            cited = citations[:MAX_CITATIONS] if isinstance(citations, list) else []
            excerpts = [citation.get("excerpt") for citation in cited if isinstance(citation, dict)]
            if _is_text(statement, MAX_STATEMENT) and any(
                _is_text(text, MAX_EXCERPT) and lies_within(statement, text) for text in excerpts
            ):
                message = "the statement only repeats its excerpt: say it in your own words"
                yield Problem(document.locate(("facts", index, "statement")), message, "statement-repeats-excerpt")


def check_links_lead_elsewhere(documents: Mapping[str, Document]) -> Iterator[Problem]:
    """No fact contradicts itself, or supersedes itself by however many steps."""
    for fact, other, location in _links(documents, "contradicts"):
        if fact == other:
            yield Problem(location, "the fact contradicts itself: name the other fact", "self-link")
    links = list(_links(documents, "supersedes"))
    circles = _find_circles([(fact, other) for fact, other, _ in links])
    for fact, other, location in links:
        if circles[fact] == circles[other]:
            message = f"the fact {fact!r} supersedes itself, by way of {other!r}: keep the link from the later fact"
            yield Problem(location, message, "self-link")


def _find_circles(links: Iterable[tuple[str, str]]) -> dict[str, int]:
    """A number for each fact, the same for two that lead to one another by whatever steps.

    These are the strongly connected components, found as Kosaraju does: in one walk along the links and one against
    them, each passing every link once.
    """
    onward: dict[str, list[str]] = {}
    backward: dict[str, list[str]] = {}
    for one, other in links:
        onward.setdefault(one, []).append(other)
        onward.setdefault(other, [])
        backward.setdefault(other, []).append(one)
    done: dict[str, None] = {}
    begun = set[str]()
    for start in onward:
        ahead = [start]
        while ahead:
            fact = ahead[-1]
            if fact not in begun:
                begun.add(fact)
                ahead += [other for other in onward[fact] if other not in begun]
            else:
                done.setdefault(ahead.pop())
    circles: dict[str, int] = {}
    for number, start in enumerate(reversed(done)):
        ahead = [start]
        while ahead:
            fact = ahead.pop()
            if fact not in circles:
                circles[fact] = number
                ahead += backward.get(fact, ())
    return circles


def _links(documents: Mapping[str, Document], key: str) -> Iterator[tuple[str, str, Location]]:
    """Each fact's id, the id it links to under a key, and where."""
    for document in relations_of(documents):
        for index, fact in _mappings(document, "facts"):
            links = fact.get(key)
            for position, link in enumerate(links if isinstance(links, list) else []):
                other = link.get("fact") if isinstance(link, dict) else None
                if _is_id(other) and _is_id(fact.get("id")):
                    yield fact["id"], other, document.locate(("facts", index, key, position, "fact"))


def check_minimums_are_met(documents: Mapping[str, Document]) -> Iterator[Problem]:
    """The base holds what knowledge.yaml promises, so that a half-deleted folder is not served."""
    document = documents.get(KNOWLEDGE)
    relations = relations_of(documents)
    if any(relation.data is None or _ids(relation, "facts") is None for relation in relations):
        return  # what a broken file holds nobody can count
    facts = sum(len(list(_mappings(document, "facts"))) for document in relations)
    held = {"facts": facts, "partners": len({_partner_of(document) for document in relations})}
    for key, count in held.items():
        for least, location in _found(document, ("minimum", key)) if document else ():
            if COUNT.fullmatch(least) and count < int(least):
                wanted = f"fewer than the {least} promised here"
                message = f"the base holds {count} {key}, {wanted}: restore what is missing, or lower the number"
                yield Problem(location, message, f"too-few-{key}")


CHECKS = (
    check_ids_are_unique,
    check_names_are_unclaimed,
    check_statements_are_own_words,
    check_links_lead_elsewhere,
    check_minimums_are_met,
)


def _repeats(what: str, places: Sequence[tuple[str, Location]]) -> Iterator[Problem]:
    first: dict[str, Location] = {}
    for id_, location in places:
        place = first.setdefault(id_, location)
        if place != location:
            yield Problem(
                location,
                f"the {what} {id_!r} is already defined at {place.path}:{place.line}: rename one of the two",
                "duplicate-id",
            )


def _places(documents: Sequence[Document], keys: tuple[str, ...]) -> list[tuple[str, Location]]:
    steps = (keys[0], None, *keys[1:]) if len(keys) > 1 else keys
    return [place for document in documents for place in _found(document, steps)]


def _found(document: Document, steps: tuple[str | None, ...]) -> list[tuple[str, Location]]:
    """The texts at a path of keys, None standing for every item of a list, and where each stands."""
    reached: list[tuple[Path, Any]] = [((), document.data)]
    for step in steps:
        reached = [((*path, key), item) for path, value in reached for key, item in _inside(value, step)]
    return [(value, document.locate(path)) for path, value in reached if isinstance(value, str)]


def _inside(value: Any, step: str | None) -> Iterable[tuple[str | int, Any]]:
    if step is None:
        return enumerate(value) if isinstance(value, list) else ()
    return [(step, value[step])] if isinstance(value, dict) and step in value else ()


def _partner_of(document: Document) -> str:
    """The partner that a file is about; by the file's name where it does not say so in a form that can be used."""
    named = [text for text, _ in _found(document, ("partner",))] or _guessed(document, "partner")
    usable = [text for text in named if _is_id(text)]
    return usable[0] if usable else document.path.removeprefix(RELATIONS).removesuffix(".yaml")


def _mappings(document: Document, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    items = document.data.get(key) if isinstance(document.data, dict) else None
    for index, item in enumerate(items if isinstance(items, list) else []):
        if isinstance(item, dict):
            yield index, item


def _is_text(value: Any, most: int) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) <= most


def _is_id(value: Any) -> TypeGuard[str]:
    return _is_text(value, MAX_NAME) and ID.fullmatch(value) is not None


def _ids(document: Document | None, key: str) -> dict[str, None] | None:
    """The ids that a file lists under a key; None where one is missing, unusable, or lost with a key that was dropped.

    Of a file that is not YAML, whatever looks like an id.
    """
    if document is None:
        return None
    if document.data is None:
        return dict.fromkeys(_guessed(document, "id")) or None
    if not isinstance(document.data, dict):
        return None
    if document.untold or any(problem.rule in ("duplicate-key", "unknown-key") for problem in document.problems):
        return None
    items = document.data.get(key, [] if key == "facts" else None)
    if not isinstance(items, list):
        return None
    ids = [item.get("id") if isinstance(item, dict) else None for item in items]
    usable = [id_ for id_ in ids if _is_id(id_)]
    return dict.fromkeys(usable) if len(usable) == len(ids) else None


def _guessed(document: Document, key: str) -> list[str]:
    # A file broken in one line must not make every reference to it a problem of its own.
    if document.data is not None:
        return []
    # A pattern that begins with its letters is found many times as fast as one that begins with any indent.
    found = re.finditer(rf"{key}:\s*[\"']?([\w-]+)", document.text)
    return [match[1] for match in found if _begins_entry(document.text, match.start())]


def _begins_entry(text: str, place: int) -> bool:
    """Return whether a key may stand at a place: first in its line, but for dashes, or behind a brace or comma."""
    before = text[max(0, place - _WIDEST_INDENT) : place].rstrip(" \t-")
    return before.endswith(("\n", "\r", "{", ",")) or (not before and place <= _WIDEST_INDENT)
