"""One change of the base, as data: an operation on a fact, or a new partner, source, alias, keyword or topic's word."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

import orjson

# What stands under a key: a text, texts, or more keys with their values. Every scalar is text, as in the files.
Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value]"
Fields: TypeAlias = Mapping[str, Value]

# The version of the encoding: raised whenever an older value would be read as another operation.
VERSION = 1
# The order in which curators write the keys of a fact and of what stands in it.
FACT_KEYS = (
    *("id", "statement", "involves", "topics", "when", "keywords", "attributed_to"),
    *("supersedes", "contradicts", "citations", "verified", "review"),
)
PARTNER_KEYS = (
    *("partner", "name", "kind", "iso", "aliases", "shared_names", "ordinary_word"),
    *("summary", "topic_lines", "review", "facts"),
)
SOURCE_KEYS = ("id", "title", "publisher", "url", "licence", "as_of")


class Kind(StrEnum):
    """What an operation does."""

    ADD = "add"
    EDIT = "edit"
    REMOVE = "remove"
    VERIFY = "verify"
    RESTORE = "restore"
    ADD_PARTNER = "add_partner"
    ADD_SOURCE = "add_source"
    ADD_ALIAS = "add_alias"
    ADD_KEYWORD = "add_keyword"
    ADD_TOPIC_WORD = "add_topic_word"


# These change or add the fact that they name.
OF_FACTS = frozenset({Kind.ADD, Kind.EDIT, Kind.REMOVE, Kind.VERIFY, Kind.RESTORE, Kind.ADD_KEYWORD})
# These add to the lists of an entry, whatever else stands in them.
OF_LISTS = frozenset({Kind.ADD_ALIAS, Kind.ADD_KEYWORD, Kind.ADD_TOPIC_WORD})


@dataclass(frozen=True, slots=True)
class Operation:
    """One change: of `fact` among the facts of `partner`, made from the fact whose hash is `base_hash`.

    `fields` are what a curator would write in YAML: for add, edit and restore all fields of the fact as it is to be;
    for verify `verified` alone; for a new partner or source its entry; for a new alias `aliases`, for a new keyword
    `keywords`, with what is to be added; for a topic's new word its `id`, and `words`. They are empty for remove.
    `base_hash` is None where there was no fact: for add, and for the restoring of a fact that was removed; and where
    what the fact says does not matter.
    """

    kind: Kind
    partner: str = ""
    fact: str = ""
    fields: Fields = field(default_factory=dict)
    base_hash: str | None = None

    @property
    def target(self) -> str:
        """The id of what it is about: a fact, "" while a new one has none, or else a partner, source or topic."""
        if self.kind in (Kind.ADD_PARTNER, Kind.ADD_ALIAS):
            return self.partner
        return self.fact if self.kind in OF_FACTS else str(self.fields.get("id", ""))

    def encode(self) -> str:
        """The operation as compact JSON, for a row of a store. What is empty is left out."""
        given = {"partner": self.partner, "fact": self.fact, "fields": self.fields, "base_hash": self.base_hash}
        value = {"v": VERSION, "op": self.kind, **{key: value for key, value in given.items() if value}}
        return orjson.dumps(value).decode()


def decode_operation(text: str | bytes) -> Operation:
    """The operation that an encoding holds. Raises ValueError where it is none, or one of another version."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise ValueError(f"an operation that is not JSON: {error}") from None
    if not isinstance(value, dict) or value.get("v") != VERSION:
        raise ValueError(f"not an operation of version {VERSION}")
    kind, partner, fact = value.get("op"), value.get("partner", ""), value.get("fact", "")
    fields, base_hash = value.get("fields", {}), value.get("base_hash")
    are_texts = isinstance(partner, str) and isinstance(fact, str) and isinstance(base_hash, str | None)
    if kind not in list(Kind) or not are_texts or not isinstance(fields, dict) or not _is_value(fields):
        raise ValueError("an operation whose kind, ids or fields are of another shape")
    return Operation(Kind(kind), partner, fact, fields, base_hash)


def encode_fields(fields: Fields | None) -> str:
    """A fact as JSON, for a row of a store; "" where there is none."""
    return orjson.dumps(fields).decode() if fields is not None else ""


def decode_fields(text: str) -> Fields | None:
    """The fact that an encoding holds; None where it is ""."""
    fields: Fields | None = orjson.loads(text) if text else None
    return fields


def tidy(value: Any) -> Any:
    """A value as it reads back from a file: no white space around its texts, and lists and dicts alone."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Mapping):
        return {key: tidy(part) for key, part in value.items()}
    return [tidy(part) for part in value]


def merge(current: Fields, added: Fields) -> Fields:
    """An entry to which fields are added: its lists grow by what they lack, its texts are replaced."""
    merged = dict(current)
    for key, value in tidy(added).items():
        held = current.get(key) or []
        merged[key] = [*held, *(item for item in value if item not in held)] if isinstance(value, list) else value
    return merged


def hash_of(fields: Fields) -> str:
    """What a fact's fields are told apart by: 64 hexadecimal digits, the same in whatever order the keys stand."""
    return hashlib.sha256(orjson.dumps(tidy(fields), option=orjson.OPT_SORT_KEYS)).hexdigest()


@dataclass(frozen=True, slots=True)
class Difference:
    """What a key holds before and after a change; None where it is missing."""

    key: str
    before: "Value | None"
    after: "Value | None"


def differences(before: Fields, after: Fields) -> list[Difference]:
    """The keys in which two versions of a fact differ, in the order in which curators write them."""
    before, after = tidy(before), tidy(after)
    keys = sorted({**before, **after}, key=lambda key: FACT_KEYS.index(key) if key in FACT_KEYS else len(FACT_KEYS))
    pairs = ((key, before.get(key), after.get(key)) for key in keys)
    return [Difference(key, old, new) for key, old, new in pairs if old != new]


def _is_value(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_is_value, value.values()))
    return isinstance(value, str) or (isinstance(value, list) and all(map(_is_value, value)))
