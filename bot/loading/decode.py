"""Decode documents into records; pydantic's errors become problems at the curator's lines."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.domain.kinds import Members
from bot.domain.problems import Problem
from bot.loading.documents import Document, Path
from bot.loading.references import Known, did_you_mean, nearest
from bot.loading.schema import Record

R = TypeVar("R", bound=Record)

_WANTED = {
    "list_type": "a list: put each item on a line of its own after '- ', or all in [brackets]",
    "model_type": "keys with values, each as 'key: value'",
    "dict_type": "keys with values, each as 'key: value'",
}
# The last part of pydantic's path to a refused key, in a mapping whose keys are ids.
_KEY = "[key]"
_COMMENT = re.compile(r"[ \t]+#")
_WANTS_TEXT = ("string_type", "is_instance_of", "date_type", "int_type", "enum")


@dataclass(frozen=True, slots=True)
class _Decoded(Generic[R]):
    """A decoded record, with the ids and kinds that its validity depends on."""

    record: R
    referred: frozenset[tuple[str, str]]
    kinds: tuple[Mapping[str, Members | None] | None, bool]

    def is_current(self, known: Known) -> bool:
        """Return whether decoding would give the same record with these ids and kinds."""
        if self.kinds != (known.kinds, known.has_own_kinds):
            return False
        return all((ids := known.ids_of(what)) is None or id_ in ids for what, id_ in self.referred)


def decode_document(document: Document, model: type[R], known: Known) -> tuple[R | None, list[Problem], int]:
    """Decode a file: return its record or None, its problems, and the number of problems omitted."""
    if document.data is None:
        return None, [], 0
    before: _Decoded[R] | None = document.notes.get(model)
    if before is not None and before.is_current(known):
        return before.record, [], 0
    counting = replace(known, errors=0, omitted=0, referred=set())
    try:
        record = model.model_validate(document.data, context=counting)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        mistyped = {(detail["loc"][:-1], _intended_key(detail, model)) for detail in details}
        # A key with a typo is one problem, not an unknown key and a missing one.
        reported = [detail for detail in details if (detail["loc"][:-1], detail["loc"][-1:]) not in mistyped]
        return None, [_to_problem(document, detail, model) for detail in reported], counting.omitted
    kinds = (counting.kinds, counting.has_own_kinds)
    document.notes[model] = _Decoded(record, frozenset(counting.referred), kinds)
    return record, [], 0


def _intended_key(detail: ErrorDetails, model: type[BaseModel]) -> Path | None:
    """Return the allowed key most like an unknown key, as the end of a path; None if none is near."""
    if detail["type"] != "extra_forbidden":
        return None
    near = nearest(str(detail["loc"][-1]), sorted(_keys_at(model, detail["loc"][:-1])))
    return (near,) if near else None


def _to_problem(document: Document, detail: ErrorDetails, model: type[BaseModel]) -> Problem:
    path: Path = detail["loc"]
    kind, limits = detail["type"], detail.get("ctx", {})
    if path and path[-1] == _KEY:
        return Problem(document.locate(path[:-1], key=True), detail["msg"], kind)
    name = repr(path[-1]) if path and isinstance(path[-1], str) else "this"
    match kind:
        case "missing":
            message = f"missing key {name}: add '{path[-1]}: …' to this entry"
            return Problem(document.locate(path[:-1]), message, "missing-key")
        case "extra_forbidden":
            keys = sorted(_keys_at(model, path[:-1]))
            cure = did_you_mean(str(path[-1]), keys) or f"remove it, or use one of {', '.join(keys)}"
            return Problem(document.locate(path, key=True), f"unknown key {name}: {cure}", "unknown-key")
        case "too_short":
            return Problem(document.locate(path), f"{name} is an empty list: add an item", "empty")
        case "too_long":
            message = f"{name} has {limits['actual_length']} items, the most is {limits['max_length']}: keep the best"
            return Problem(document.locate(path), message, "too-long")
        case "greater_than":
            return Problem(
                document.locate(path), f"{name} must be more than {limits['gt']}: write a larger number", "wrong-type"
            )
        case "list_type" if _lacks_spaces(_value_at(document.data, path)):
            return Problem(
                document.locate(path), f"{name} must be a list: write a space after each hyphen", "wrong-type"
            )
        case "empty" if _COMMENT.match(document.text, _offset_of(document, path)):
            message = "there is no text here but a comment: put the value in quotes"
            return Problem(document.locate(path), message, "empty")
        case _ if kind in _WANTED:
            return Problem(document.locate(path), f"{name} must be {_WANTED[kind]}", "wrong-type")
        case _ if kind in _WANTS_TEXT:
            return Problem(
                document.locate(path), f"{name} must be text, not a list or keys: write one value", "wrong-type"
            )
    return Problem(document.locate(path), detail["msg"], kind)


def _value_at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _lacks_spaces(value: Any) -> bool:
    """Return whether a value looks like a list whose hyphens lack the space after them."""
    first = next(iter(value), "") if isinstance(value, dict) else value
    return isinstance(first, str) and first.startswith("-")


def _offset_of(document: Document, path: Path) -> int:
    """Return a value's index in the text."""
    location = document.locate(path)
    lines = document.text.splitlines(keepends=True)
    return sum(map(len, lines[: location.line - 1])) + location.column - 1


def _keys_at(model: type[BaseModel], path: Path) -> Iterator[str]:
    """Yield the keys that the model allows in the mapping at a path."""
    current: type[BaseModel] = model
    for step in path:
        if isinstance(step, str):
            current = _model_in(current.model_fields[step].annotation)
    yield from current.model_fields


def _model_in(annotation: Any) -> type[BaseModel]:
    while not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        annotation = annotation.__args__[0]
    return annotation
