"""The fields of a fact after an operation, and the differences between two versions of it, as text."""

from collections.abc import Iterable, Mapping

from bot.domain.operations import OF_LISTS, Fields, Kind, Operation, Value, decode_fields, differences, merge
from bot.domain.proposals import Change
from bot.reply.curating import Changed, Held


def to_after(operation: Operation, before: Fields | None) -> Fields | None:
    """Return the fields of a fact after an operation; None where it removes the fact.

    For a partner or a topic, return the fields that the operation adds.
    """
    if operation.kind is Kind.REMOVE:
        return None
    adds = operation.kind in OF_LISTS or operation.kind is Kind.VERIFY
    return merge(before or {}, operation.fields) if adds else operation.fields


def to_changes(before: Fields | None, after: Fields | None) -> tuple[Changed, ...]:
    """Return the keys in which two versions of a fact differ, each with both values: a text, or a list of items."""
    return tuple((one.key, _to_held(one.before), _to_held(one.after)) for one in differences(before or {}, after or {}))


def to_fixed(published: Iterable[Change], since: float) -> tuple[Changed, ...]:
    """Return the changes of a fact since a time, by its published versions, newest first; empty without any."""
    of_it = [one for one in published if one.at >= since]
    if not of_it:
        return ()
    changes = to_changes(decode_fields(of_it[-1].before), decode_fields(of_it[0].after))
    return tuple([change for change in changes if change[0] != "verified"])


def _to_held(value: "Value | None") -> Held:
    if value is None or isinstance(value, str | Mapping) or any(not isinstance(one, str) for one in value):
        return to_text(value)
    return tuple(map(to_text, value))


def to_text(value: "Value | None") -> str:
    """Return a value of a fact in one line."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {to_text(part)}" for key, part in value.items())
    return (
        " | ".join(map(to_text, value))
        if any(isinstance(one, Mapping) for one in value)
        else ", ".join(map(to_text, value))
    )
