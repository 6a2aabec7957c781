"""Operations: one change of the base each, as data, on a fact, partner, source, alias, keyword or topic's word."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

import orjson

# The value of a key: a text, texts, or more keys with their values. Every scalar is text, as in the files.
Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value]"
Fields: TypeAlias = Mapping[str, Value]

# The version of the encoding: raised whenever an older value would be read as another operation.
VERSION = 1
# The order in which curators write the keys of a fact and of the mappings in it.
FACT_KEYS = (
    *("id", "statement", "involves", "topics", "when", "keywords", "related", "attributed_to"),
    *("supersedes", "contradicts", "citations", "verified", "review"),
)
PARTNER_KEYS = (
    *("partner", "name", "kind", "iso", "aliases", "shared_names", "ordinary_word"),
    *("summary", "topic_lines", "review", "facts"),
)
SOURCE_KEYS = ("id", "title", "publisher", "url", "licence", "as_of")


class Kind(StrEnum):
    """The kind of an operation."""

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
# These add to the lists of an entry, whatever the lists hold.
OF_LISTS = frozenset({Kind.ADD_ALIAS, Kind.ADD_KEYWORD, Kind.ADD_TOPIC_WORD})


@dataclass(frozen=True, slots=True)
class Operation:
    """One change of the base: of `fact` in the file of `partner`, made from the version with the hash `base_hash`.

    `fields` are what a curator would write in YAML: for add, edit and restore all fields of the new version; for verify
    `verified` alone; for a new partner or source its entry; for a new alias `aliases` and for a new keyword `keywords`,
    with the items to add; for a topic's new word its `id`, and `words`. They are empty for remove. `base_hash` is None
    if there was no fact, for add and for restoring a removed fact, and for operations that apply to any version.
    """

    kind: Kind
    partner: str = ""
    fact: str = ""
    fields: Fields = field(default_factory=dict)
    base_hash: str | None = None

    @property
    def target(self) -> str:
        """The id of the changed entry: a fact ("" for a new one without an id), partner, source or topic."""
        if self.kind in (Kind.ADD_PARTNER, Kind.ADD_ALIAS):
            return self.partner
        return self.fact if self.kind in OF_FACTS else str(self.fields.get("id", ""))

    def encode(self) -> str:
        """Encode the operation as compact JSON, for a row of a store. Empty values are left out."""
        given = {"partner": self.partner, "fact": self.fact, "fields": self.fields, "base_hash": self.base_hash}
        value = {"v": VERSION, "op": self.kind, **{key: value for key, value in given.items() if value}}
        return orjson.dumps(value).decode()


def decode_operation(text: str | bytes) -> Operation:
    """Decode an operation. Raises ValueError for any other text, and for another version's encoding."""
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
    """Encode a fact's fields as JSON, for a row of a store; "" if there is no fact."""
    return orjson.dumps(fields).decode() if fields is not None else ""


def decode_fields(text: str) -> Fields | None:
    """Decode a fact's fields; None for ""."""
    fields: Fields | None = orjson.loads(text) if text else None
    return fields


def tidy(value: Any) -> Any:
    """Convert a value to the form in which it reads back from a file: stripped texts, lists and dicts."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Mapping):
        return {key: tidy(part) for key, part in value.items()}
    return [tidy(part) for part in value]


def merge(current: Fields, added: Fields) -> Fields:
    """Add fields to an entry: lists are extended by the items they lack, texts are replaced."""
    merged = dict(current)
    for key, value in tidy(added).items():
        held = current.get(key) or []
        merged[key] = [*held, *(item for item in value if item not in held)] if isinstance(value, list) else value
    return merged


def hash_of(fields: Fields) -> str:
    """Return the hash of a fact's fields, 64 hexadecimal digits, independent of the order of keys."""
    return hashlib.sha256(orjson.dumps(tidy(fields), option=orjson.OPT_SORT_KEYS)).hexdigest()


@dataclass(frozen=True, slots=True)
class Difference:
    """A key's values before and after a change; None if it is missing."""

    key: str
    before: "Value | None"
    after: "Value | None"


def differences(before: Fields, after: Fields) -> list[Difference]:
    """Return the keys in which two versions of a fact differ, in the order in which curators write them."""
    before, after = tidy(before), tidy(after)
    keys = sorted({**before, **after}, key=lambda key: FACT_KEYS.index(key) if key in FACT_KEYS else len(FACT_KEYS))
    pairs = ((key, before.get(key), after.get(key)) for key in keys)
    return [Difference(key, old, new) for key, old, new in pairs if old != new]


def _is_value(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_is_value, value.values()))
    return isinstance(value, str) or (isinstance(value, list) and all(map(_is_value, value)))
