"""Change a value in a text by small steps, so that parts that stay the same are never touched."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import yaml

from bot.domain.operations import FACT_KEYS, PARTNER_KEYS, SOURCE_KEYS, Value, hash_of, tidy
from bot.editing.blocks import drop_item, drop_key, insert_in_list, insert_key
from bot.editing.brackets import drop_part, insert_part
from bot.editing.errors import EditError
from bot.editing.nodes import UNKNOWN_FORM, Page, Splice, data_of
from bot.editing.rendering import render_flow
from bot.editing.scalars import set_scalar

# The orders of keys; a mapping follows the order that has its keys.
_ORDERS = (FACT_KEYS, ("source", "locator", "excerpt"), ("fact", "because"), PARTNER_KEYS, SOURCE_KEYS)


@dataclass(frozen=True, slots=True)
class _Slot:
    """A node with its context: the start of its text including signs before it, its lines' indent, and brackets."""

    node: Any
    start: int
    signs: str
    indent: int
    in_flow: bool


def set_value(text: str, path: Sequence[str | int], new: Value) -> str:
    """Set the value at a path of keys and indices. Raises EditError if the text's form does not allow it.

    Each step is computed from the text that the step before has produced, so that steps are independent.
    """
    page = Page(text)
    expected = _with(page.data, path, tidy(new))
    before = None
    while page.data != before and (step := _step(page, _slot_at(page, path), tidy(new))):
        before = page.data
        try:
            page = Page(step.apply(page.text))
        except EditError:
            raise EditError(UNKNOWN_FORM) from None
    if page.data != expected:
        raise EditError(UNKNOWN_FORM)
    return page.text


def _with(data: Any, path: Sequence[str | int], new: Value) -> Any:
    """Return a value with the part at a path replaced."""
    if not path:
        return new
    changed = data.copy()
    changed[path[0]] = _with(data[path[0]], path[1:], new)
    return changed


def _slot_at(page: Page, path: Sequence[str | int]) -> _Slot:
    slot = _Slot(page.root, 0, "", 0, in_flow=False)
    for key in path:
        index = key if isinstance(key, int) else [name.value for name, _ in slot.node.value].index(key)
        slot = list(_inside(page, slot))[index]
    return slot


def _inside(page: Page, slot: _Slot) -> Iterator[_Slot]:
    """Yield the values in a mapping or list."""
    node, in_flow = slot.node, slot.in_flow or slot.node.flow_style
    for item in node.value:
        if isinstance(node, yaml.MappingNode):
            key, value = item
            yield _Slot(value, key.end_mark.index, ": ", node.value[0][0].start_mark.column + 2, in_flow)
        else:
            start = item.start_mark.index
            signs = " " if page.text[start - 1] == "-" else ""
            yield _Slot(item, start, signs, node.start_mark.column + 2, in_flow)


def _step(page: Page, slot: _Slot, new: Any) -> Splice | None:
    """Return the first step towards another value; None if the value is reached."""
    node = slot.node
    if data_of(node) == new:
        return None
    if isinstance(node, yaml.ScalarNode):
        if isinstance(new, str) and node.start_mark.index != node.end_mark.index:
            return set_scalar(page, node, new, slot.indent, in_flow=slot.in_flow)
    elif new or node.flow_style:
        if isinstance(node, yaml.MappingNode) and isinstance(new, dict):
            return _step_in_mapping(page, slot, new)
        if isinstance(node, yaml.SequenceNode) and isinstance(new, list):
            return _step_in_list(page, slot, new)
    return Splice(slot.start, page.end_of_value(node), slot.signs + render_flow(new))


def _step_in_mapping(page: Page, slot: _Slot, new: Mapping[str, Any]) -> Splice | None:
    node = slot.node
    keys = [key.value for key, _ in node.value]
    for key, inner in zip(keys, _inside(page, slot), strict=True):
        if key in new and (step := _step(page, inner, new[key])):
            return step
    for key, value in new.items():
        if key not in keys:
            index = _index_for(key, keys)
            if node.flow_style:
                return insert_part(page, node, index, f"{render_flow(key)}: {render_flow(value)}")
            return insert_key(page, node, index, key, value)
    index = next(at for at, key in enumerate(keys) if key not in new)
    return (drop_part if node.flow_style else drop_key)(page, node, index)


def _index_for(key: str, keys: Sequence[str]) -> int:
    """Return a new key's index: after the last key that curators write before it, else at the end."""
    order = next((order for order in _ORDERS if key in order and keys and keys[0] in order), ())
    earlier = [at for at, other in enumerate(keys) if other in order[: order.index(key)]] if order else []
    return earlier[-1] + 1 if earlier else len(keys)


def _step_in_list(page: Page, slot: _Slot, new: Sequence[Any]) -> Splice | None:
    node = slot.node
    old, to_be = ([hash_of({"": value}) for value in values] for values in (data_of(node), new))
    codes = SequenceMatcher(None, old, to_be, autojunk=False).get_opcodes()
    kind, at, _, to, _ = next(code for code in codes if code[0] != "equal")
    if kind == "replace":
        return _step(page, list(_inside(page, slot))[at], new[to])
    if kind == "delete":
        return (drop_part if node.flow_style else drop_item)(page, node, at)
    if node.flow_style:
        return insert_part(page, node, at, render_flow(new[to]))
    return insert_in_list(page, node, at, new[to])
