"""Resolve names to the ids of topics, partners, sources and kinds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.text import name_key
from bot.loading.documents import Document
from bot.loading.known import ids_by_name
from bot.loading.references import nearest

_MOST_NAMED, _MOST_LISTED = 5, 12


@dataclass(frozen=True, slots=True)
class Names:
    """All names of the topics, partners, sources or kinds of a folder, with their ids."""

    what: str
    ids: frozenset[str]
    by_key: Mapping[tuple[str, ...], list[str]] = field(repr=False)

    def find(self, text: str) -> list[str]:
        """Find the ids a text may mean: an id, those with this name or, for sources, with these words in a title."""
        if text in self.ids:
            return [text]
        key = name_key(text)
        found = [id_ for id_ in self.by_key.get(key, ()) if id_ in self.ids]
        found = found or [id_ for id_ in sorted(self.ids) if name_key(id_) == key]
        if found or self.what != "source" or not key:
            return found
        words = f" {' '.join(key)} "
        parts = (ids for name, ids in self.by_key.items() if words in f" {' '.join(name)} ")
        return [id_ for id_ in dict.fromkeys(id_ for ids in parts for id_ in ids) if id_ in self.ids]

    def join(self, items: Sequence[str]) -> list[str]:
        """Join items of a list again that together are one name with a comma in it."""
        joined: list[str] = []
        index = 0
        while index < len(items):
            sizes = range(len(items) - index, 1, -1)
            size = next((size for size in sizes if self.find(", ".join(items[index : index + size]))), 1)
            joined.append(", ".join(items[index : index + size]))
            index += size
        return joined

    def find_problem(self, text: str) -> str | None:
        """Return why a text means no id, or which of several it may mean; None if it means one."""
        found = self.find(text)
        if len(found) == 1:
            return None
        if found:
            more = f" or {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
            return f"{text!r} may be {', '.join(found[:_MOST_NAMED])}{more}: write the id"
        return f"there is no {self.what} {text!r}: {self._cure(text)}"

    def _cure(self, text: str) -> str:
        id_ = nearest(text.lower(), sorted(self.ids))
        if id_:
            return f"did you mean {id_!r}?"
        names = {" ".join(key): ids[0] for key, ids in self.by_key.items() if ids[0] in self.ids}
        name = nearest(" ".join(name_key(text)), tuple(names))
        if name:
            return f"did you mean {names[name]!r}?"
        known = f"one of {', '.join(sorted(self.ids))}" if len(self.ids) <= _MOST_LISTED else "its id or a name of it"
        return f"write {known}, or add it {_ADDED[self.what]}"


_ADDED = {
    "topic": "to topics.yaml",
    "source": "with 'azrel new source'",
    "partner": "with 'azrel new partner'",
    "kind": "to knowledge.yaml",
}


def names_in(documents: Mapping[str, Document], what: str, ids: frozenset[str]) -> Names:
    """Collect the names of all topics, partners, sources or kinds with these ids."""
    return Names(what, ids, ids_by_name(documents, what))
