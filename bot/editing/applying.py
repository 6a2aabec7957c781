"""Apply an operation to the texts of the files: find the one file that changes, and its new text."""

from bisect import bisect
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.domain.operations import (
    OF_FACTS,
    OF_LISTS,
    PARTNER_KEYS,
    SOURCE_KEYS,
    Fields,
    Kind,
    Operation,
    hash_of,
    merge,
    tidy,
)
from bot.editing.changing import set_value
from bot.editing.errors import Conflict, EditError, Missing
from bot.editing.facts import RELATIONS, SOURCES, TOPICS, entry_in, find_fact, ids_in, path_of_partner
from bot.editing.inserting import Edited, insert_item
from bot.editing.nodes import compose, data_of
from bot.editing.rendering import render_document

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Applied:
    """The one file that an operation changes, its new text, and the range of its new lines, counted from 1."""

    path: str
    text: str
    first: int
    last: int


def apply(
    operation: Operation, texts: Texts, *, base: Fields | None = None, comment: str = "", index: int | None = None
) -> Applied:
    """Change the text of the file that an operation is about; `texts` are those of all files, by path.

    `base` are the fields that the operation was made from, for the message of a conflict; `comment` is the head of a
    partner's new file; `index` is that of a new fact in its file, None for the end. Raises Conflict if the fact has
    changed since, and EditError if there is nothing to change or no way to do so.
    """
    path, edit = _WAYS[operation.kind](operation, texts, base, comment, index)
    try:
        edited = edit()
    except EditError as error:
        raise EditError(f"{path}, {error}") from None
    return Applied(path, edited.text, edited.first, edited.last)


_Way = tuple[str, Callable[[], Edited]]


def _add(operation: Operation, texts: Texts, base: Fields | None, comment: str, index: int | None) -> _Way:
    """Add a fact, unless its id exists."""
    try:
        found = find_fact(texts, operation.fact)
    except Missing:
        path = path_of_partner(texts, operation.partner)
        where = len(ids_in(texts[path], "facts")) if index is None else index
        return path, lambda: insert_item(texts[path], "facts", operation.fields, where)
    message = f"{found.path} has a fact {operation.fact!r} already: edit that one, or take another id"
    raise Conflict(message, base=base, current=found.fields, proposed=operation.fields)


def _change(operation: Operation, texts: Texts, base: Fields | None, comment: str, index: int | None) -> _Way:
    """Change or remove a fact, if it has not changed since the operation was made."""
    kind, fact = operation.kind, operation.fact
    if kind is Kind.RESTORE and operation.base_hash is None:
        return _add(operation, texts, base, comment, index)
    proposed = None if kind is Kind.REMOVE else operation.fields
    try:
        found = find_fact(texts, fact)
    except Missing as error:
        if operation.base_hash is None:
            raise
        raise Conflict(str(error), base=base, current=None, proposed=proposed) from None
    current, text, at = found.fields, texts[found.path], found.index
    if kind in (Kind.VERIFY, Kind.ADD_KEYWORD):
        proposed = merge(current, operation.fields)
    if operation.base_hash not in (None, hash_of(current)):
        message = f"the fact {fact!r} has changed since: compare both versions, and edit it again"
        raise Conflict(message, base=base, current=current, proposed=proposed)
    if proposed is not None:
        return found.path, lambda: _edited(text, set_value(text, ("facts", at), proposed))
    others = [*found.facts[:at], *found.facts[at + 1 :]]
    return found.path, lambda: _edited(text, set_value(text, ("facts",), others))


def _add_partner(operation: Operation, texts: Texts, base: Fields | None, comment: str, index: int | None) -> _Way:
    path = f"{RELATIONS}{operation.partner}.yaml"
    if path in texts:
        raise EditError(f"{path} is there already: edit that partner, or take another id")
    text = render_document(_ordered(operation.fields, PARTNER_KEYS), comment=comment)
    lines = len(text.splitlines())
    return path, lambda: Edited(text, len(comment.splitlines()) + 1, lines)


def _add_source(operation: Operation, texts: Texts, base: Fields | None, comment: str, index: int | None) -> _Way:
    text = texts.get(SOURCES, "")
    source = str(operation.fields.get("id", ""))
    ids = ids_in(text, "sources")
    if source in ids:
        raise EditError(f"{SOURCES} has a source {source!r} already: cite that one, or take another id")
    # A list in alphabetical order keeps it.
    at = bisect(ids, source) if ids == sorted(ids) else len(ids)
    return SOURCES, lambda: insert_item(text, "sources", _ordered(operation.fields, SOURCE_KEYS), at)


def _add_alias(operation: Operation, texts: Texts, base: Fields | None, comment: str, index: int | None) -> _Way:
    path = path_of_partner(texts, operation.partner)
    text = texts[path]
    data = data_of(compose(text))
    return path, lambda: _edited(text, set_value(text, (), merge(data, operation.fields)))


def _add_topic_word(operation: Operation, texts: Texts, base: Fields | None, comment: str, index: int | None) -> _Way:
    text, topic = texts.get(TOPICS, ""), operation.target
    found = entry_in(text, "topics", topic)
    if found is None:
        raise Missing(f"there is no topic {topic!r}: add it to {TOPICS} first, or correct its id")
    at = ids_in(text, "topics").index(topic)
    return TOPICS, lambda: _edited(text, set_value(text, ("topics", at), merge(found, operation.fields)))


_WAYS = {
    Kind.ADD: _add,
    Kind.EDIT: _change,
    Kind.REMOVE: _change,
    Kind.VERIFY: _change,
    Kind.RESTORE: _change,
    Kind.ADD_KEYWORD: _change,
    Kind.ADD_PARTNER: _add_partner,
    Kind.ADD_SOURCE: _add_source,
    Kind.ADD_ALIAS: _add_alias,
    Kind.ADD_TOPIC_WORD: _add_topic_word,
}


def is_applied(operation: Operation, texts: Texts) -> bool:
    """Return whether the files already hold an operation's result, as after an earlier application.

    Files that cannot be read hold nothing.
    """
    try:
        current = _entry_of(operation, texts)
    except Missing:
        return operation.kind is Kind.REMOVE
    except EditError:
        return False
    wanted = tidy(operation.fields)
    if current is None or not wanted or operation.base_hash == hash_of(current):
        return False
    made = merge(current, wanted) if operation.kind in OF_LISTS else {**current, **wanted}
    return bool(tidy(made) == tidy(current))


def _entry_of(operation: Operation, texts: Texts) -> Fields | None:
    """Return the current entry that an operation is about; None, or Missing raised, if there is none."""
    if operation.kind in OF_FACTS:
        return find_fact(texts, operation.fact).fields
    if operation.kind is Kind.ADD_SOURCE:
        return entry_in(texts.get(SOURCES, ""), "sources", operation.target)
    if operation.kind is Kind.ADD_TOPIC_WORD:
        return entry_in(texts.get(TOPICS, ""), "topics", operation.target)
    data: Fields = data_of(compose(texts[path_of_partner(texts, operation.partner)]))
    return data


def _ordered(fields: Fields, order: tuple[str, ...]) -> Fields:
    return {
        key: fields[key] for key in sorted(fields, key=lambda key: order.index(key) if key in order else len(order))
    }


def _edited(old: str, new: str) -> Edited:
    """Return a new text with the range of lines in which it differs from the old one."""
    before, after = old.splitlines(), new.splitlines()
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    return Edited(new, first + 1, max(first + 1, len(after) - last))
