"""Check the whole folder for errors: duplicate ids and names, repeated excerpts, circular links, missing facts.

The checks read plain values, not records, so that a file with one mistake is still checked for all others.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from bot.domain.problems import Location, Problem
from bot.domain.text import lies_within, name_key
from bot.loading.documents import Document
from bot.loading.field_limits import MAX_CITATIONS, MAX_EXCERPT, MAX_NAME, MAX_STATEMENT
from bot.loading.fields import COUNT
from bot.loading.remembering import remember
from bot.loading.values import (
    KNOWLEDGE,
    SOURCES,
    TOPICS,
    fact_ids_in,
    is_id,
    is_text,
    mappings_in,
    partner_of,
    relations_of,
    texts_at,
)


def _oldest_first(documents: Mapping[str, Document]) -> list[Document]:
    """Sort the partners' documents, so that the newest one is reported as the duplicate."""
    return sorted(relations_of(documents), key=lambda document: document.changed)


def check_ids_are_unique(documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Check that no partner, fact, topic, source or kind is defined twice."""
    relations = _oldest_first(documents)
    yield from _repeats("partner", chain.from_iterable(map(_partner_locations, relations)))
    yield from _repeats("fact", chain.from_iterable(map(_fact_locations, relations)))
    for path, key in ((KNOWLEDGE, "kinds"), (TOPICS, "topics"), (SOURCES, "sources")):
        if path in documents:
            yield from _repeats(key.removesuffix("s"), texts_at(documents[path], (key, None, "id")))


@remember
def _partner_locations(document: Document) -> list[tuple[str, Location]]:
    return texts_at(document, ("partner",))


@remember
def _fact_locations(document: Document) -> list[tuple[str, Location]]:
    return texts_at(document, ("facts", None, "id"))


@dataclass(frozen=True, slots=True)
class _Claim:
    """A partner's use of a name, with its location; `is_main` if it is displayed, `is_shared` if it is listed so."""

    owner: str
    name: str
    location: Location
    is_main: bool
    is_shared: bool

    def conflicts_with(self, other: "_Claim") -> bool:
        """Return whether two partners have the same main name, or a name that not both share."""
        may_share = self.is_shared and other.is_shared and not (self.is_main and other.is_main)
        return self.owner != other.owner and not may_share


def check_names_are_unclaimed(documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Check that no name, id or code belongs to two partners, unless both share it.

    Case, diacritics and punctuation are ignored. No two partners have the same main name, shared or not.
    """
    claims: dict[tuple[str, ...], list[_Claim]] = {}
    for document in _oldest_first(documents):
        for key, claim in _claims_of(document):
            others = claims.get(key)
            if others is None:
                claims[key] = [claim]
                continue
            other = next(filter(claim.conflicts_with, others), None)
            if not any(claim.owner == before.owner for before in others):
                others.append(claim)
            if other:
                cure = (
                    "give each of the two a main name of its own"
                    if claim.is_shared and other.is_shared
                    else "leave it to one of the two, or let both list it in 'shared_names'"
                )
                owner = f"{other.owner!r} too ({other.location.path}:{other.location.line})"
                message = f"the name {claim.name!r} belongs to {owner}: {cure}"
                yield Problem(claim.location, message, "name-claimed-twice")


@remember
def _claims_of(document: Document) -> list[tuple[tuple[str, ...], _Claim]]:
    """Return the names in a partner's file by location, each with its key; names without words are other errors."""
    claims = sorted(_claims_in(document), key=lambda claim: claim.location)
    return [(key, claim) for key, claim in ((name_key(claim.name), claim) for claim in claims) if key]


def _claims_in(document: Document) -> Iterator[_Claim]:
    owner, shared_names = partner_of(document), texts_at(document, ("shared_names", None))
    shared = {name_key(name) for name, _ in shared_names if len(name) <= MAX_NAME}
    paths: tuple[tuple[str | None, ...], ...] = (("partner",), ("name",), ("iso",), ("aliases", None))
    for path in paths:
        for name, location in texts_at(document, path):
            # A name that is too long is another error, and may be so long that comparing it is slow.
            if len(name) <= MAX_NAME:
                yield _Claim(owner, name, location, path == ("name",), bool(shared) and name_key(name) in shared)
    for name, location in shared_names:
        if len(name) <= MAX_NAME:
            yield _Claim(owner, name, location, is_main=False, is_shared=True)


def check_statements_are_own_words(documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Check that no statement merely repeats a run of words of its own excerpt."""
    return chain.from_iterable(map(_repeated_excerpts, relations_of(documents)))


@remember
def _repeated_excerpts(document: Document) -> list[Problem]:
    found = []
    for index, fact in mappings_in(document, "facts"):
        # Too long or too many texts are another error, and are not compared.
        statement, citations = fact.get("statement"), fact.get("citations")
        cited = citations[:MAX_CITATIONS] if isinstance(citations, list) else []
        excerpts = [citation.get("excerpt") for citation in cited if isinstance(citation, dict)]
        if is_text(statement, MAX_STATEMENT) and any(
            is_text(text, MAX_EXCERPT) and lies_within(statement, text) for text in excerpts
        ):
            message = "the statement only repeats its excerpt: say it in your own words"
            found.append(Problem(document.locate(("facts", index, "statement")), message, "statement-repeats-excerpt"))
    return found


def check_links_lead_elsewhere(documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Check that no fact contradicts itself, or supersedes itself, directly or by way of others."""
    relations = relations_of(documents)
    for fact, other, location in chain.from_iterable(map(_contradictions, relations)):
        if fact == other:
            yield Problem(location, "the fact contradicts itself: name the other fact", "self-link")
    links = list(chain.from_iterable(map(_supersessions, relations)))
    cycles = _find_cycles([(fact, other) for fact, other, _ in links])
    for fact, other, location in links:
        if cycles[fact] == cycles[other]:
            message = f"the fact {fact!r} supersedes itself, by way of {other!r}: keep the link from the later fact"
            yield Problem(location, message, "self-link")


def _find_cycles(links: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Assign a number to each fact, the same to two facts exactly if they lead to each other.

    These are the strongly connected components by Kosaraju's algorithm: one walk along the links and one against them,
    each passing every link once.
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
    cycles: dict[str, int] = {}
    for number, start in enumerate(reversed(done)):
        ahead = [start]
        while ahead:
            fact = ahead.pop()
            if fact not in cycles:
                cycles[fact] = number
                ahead += backward.get(fact, ())
    return cycles


@remember
def _contradictions(document: Document) -> list[tuple[str, str, Location]]:
    return list(_links(document, "contradicts"))


@remember
def _supersessions(document: Document) -> list[tuple[str, str, Location]]:
    return list(_links(document, "supersedes"))


def _links(document: Document, key: str) -> Iterator[tuple[str, str, Location]]:
    """Yield each fact's id, the id it links to under a key, and the link's location."""
    for index, fact in mappings_in(document, "facts"):
        links = fact.get(key)
        for position, link in enumerate(links if isinstance(links, list) else []):
            other = link.get("fact") if isinstance(link, dict) else None
            if is_id(other) and is_id(fact.get("id")):
                yield fact["id"], other, document.locate(("facts", index, key, position, "fact"))


def check_minimums_are_met(documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Check that the base holds the minimum counts of knowledge.yaml, so that no half-deleted folder is served."""
    document = documents.get(KNOWLEDGE)
    relations = relations_of(documents)
    if any(relation.data is None or fact_ids_in(relation) is None for relation in relations):
        return  # the content of a broken file cannot be counted
    facts = sum(map(_count_facts, relations))
    held = {"facts": facts, "partners": len({partner_of(document) for document in relations})}
    for key, count in held.items():
        for least, location in texts_at(document, ("minimum", key)) if document else ():
            if COUNT.fullmatch(least) and count < int(least):
                wanted = f"fewer than the minimum of {least}"
                message = f"the base holds {count} {key}, {wanted}: restore what is missing, or lower the number"
                yield Problem(location, message, f"too-few-{key}")


@remember
def _count_facts(document: Document) -> int:
    return sum(1 for _ in mappings_in(document, "facts"))


CHECKS = (
    check_ids_are_unique,
    check_names_are_unclaimed,
    check_statements_are_own_words,
    check_links_lead_elsewhere,
    check_minimums_are_met,
)


def _repeats(what: str, locations: Iterable[tuple[str, Location]]) -> Iterator[Problem]:
    first: dict[str, Location] = {}
    for id_, location in locations:
        earlier = first.setdefault(id_, location)
        if earlier != location:
            yield Problem(
                location,
                f"the {what} {id_!r} is already defined at {earlier.path}:{earlier.line}: rename one of the two",
                "duplicate-id",
            )
