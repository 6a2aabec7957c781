"""Find partners' files and facts in texts, with a fact's fields as written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.operations import Fields
from bot.editing.errors import EditError, Missing
from bot.editing.nodes import compose, data_of

SOURCES, TOPICS, RELATIONS = "sources.yaml", "topics.yaml", "relations/"


def path_of_partner(texts: Mapping[str, str], partner: str) -> str:
    """Find the path of a partner's file, by the partner's id. Raises Missing if there is none."""
    for path, data in _holding(texts, partner):
        if data.get("partner") == partner:
            return path
    raise Missing(f"there is no partner {partner!r}: add it first, or correct its id")


@dataclass(frozen=True, slots=True)
class Found:
    """A fact in its file: the path, all facts of the file, and its index among them."""

    path: str
    facts: list[Any]
    index: int

    @property
    def fields(self) -> Fields:
        """The fact's fields, every scalar as text."""
        fields: Fields = self.facts[self.index]
        return fields


def find_fact(texts: Mapping[str, str], fact: str) -> Found:
    """Find a fact by its id in the partners' files. Raises Missing if there is none."""
    for path, data in _holding(texts, fact):
        held = data.get("facts")
        facts = held if isinstance(held, list) else []
        for index, item in enumerate(facts):
            if isinstance(item, dict) and item.get("id") == fact:
                return Found(path, facts, index)
    raise Missing(f"there is no fact {fact!r}: it was removed, or its id has changed")


def ids_in(text: str, key: str) -> list[str]:
    """List the ids of the entries under a key of a file, in order; "" for an entry without one."""
    items = _data_in(text).get(key)
    found = (item.get("id") if isinstance(item, dict) else None for item in (items if isinstance(items, list) else ()))
    return [value if isinstance(value, str) else "" for value in found]


def entry_in(text: str, key: str, id_: str) -> Fields | None:
    """Find an entry by its id under a key of a file; None if there is none."""
    ids = ids_in(text, key)
    if not id_ or id_ not in ids:
        return None
    fields: Fields = _data_in(text)[key][ids.index(id_)]
    return fields


def _holding(texts: Mapping[str, str], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the partners' files in which a name occurs, by path, with their values."""
    for path in sorted(texts):
        if name in texts[path] and path.endswith(".yaml"):
            try:
                data = _data_in(texts[path])
            except EditError as error:
                raise EditError(f"{path}, {error}") from None
            if "partner" in data:
                yield path, data


def _data_in(text: str) -> dict[str, Any]:
    root = compose(text)
    return data_of(root) if root else {}
