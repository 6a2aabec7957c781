"""The fields of windows: how they are made, and what Slack sends of them, which may be of any shape."""

from collections.abc import Mapping
from typing import Any

from bot.reply import wording
from bot.reply.controls import Element, to_option, to_plain
from bot.reply.texts import clean

_YES, _NO = "yes", "no"


def to_input(field: str, label: str, element: Element, *, hint: str = "", optional: bool = False) -> Element:
    """Make a field; its id is that of the block and of the element alike."""
    element = {**element, "action_id": field}
    block = {"type": "input", "block_id": field, "label": to_plain(label), "element": element, "optional": optional}
    return {**block, "hint": to_plain(hint)} if hint else block


def to_text_element(value: Any, most: int, *, is_long: bool = False) -> Element:
    """Make what text is typed into, filled with a value if it is text."""
    filled = {"initial_value": value[:most]} if isinstance(value, str) and value else {}
    return {"type": "plain_text_input", "max_length": most, "multiline": is_long, **filled}


def to_typeahead() -> Element:
    """Make a menu whose options are asked for as somebody types."""
    return {"type": "external_select", "placeholder": to_plain(wording.TYPE_A_NAME), "min_query_length": 1}


def to_yes_or_no(field: str, label: str, *, is_yes: bool, no: str = "No") -> Element:
    """Make a field in which yes or no is chosen."""
    options = {True: to_option("Yes", _YES), False: to_option(no, _NO)}
    menu = {"type": "static_select", "placeholder": to_plain("Choose"), "options": [options[False], options[True]]}
    return to_input(field, label, {**menu, "initial_option": options[is_yes]})


def read_yes(values: Mapping[str, Any], field: str) -> bool:
    """Read whether yes was chosen."""
    return read_choice(values, field) == _YES


def read_text(values: Mapping[str, Any], field: str, key: str = "value") -> str:
    """Read what was typed into a field, in one line, or the id that was chosen; "" where there is none."""
    text = _value_of(values, field).get(key)
    return clean(text) if isinstance(text, str) else ""


def read_choice(values: Mapping[str, Any], field: str) -> str:
    """Read which option was chosen; "" where none was."""
    return _id_of(_value_of(values, field).get("selected_option"))


def read_choices(values: Mapping[str, Any], field: str) -> list[str]:
    """Read which options were chosen."""
    options = _value_of(values, field).get("selected_options")
    return [id_ for option in options if (id_ := _id_of(option))] if isinstance(options, list) else []


def read_ids(values: Mapping[str, Any], field: str, key: str) -> list[str]:
    """Read which people or conversations were chosen, by their ids."""
    ids = _value_of(values, field).get(key)
    return [id_ for id_ in ids if isinstance(id_, str) and id_] if isinstance(ids, list) else []


def read_values(view: Any) -> Mapping[str, Any]:
    """Read the fields of a view that was submitted, as Slack sends them; empty where there are none."""
    state = view.get("state") if isinstance(view, dict) else None
    values = state.get("values") if isinstance(state, dict) else None
    return values if isinstance(values, dict) else {}


def read_metadata(view: Any) -> str:
    """Read what a view carries unseen; "" where that is nothing."""
    carried = view.get("private_metadata") if isinstance(view, dict) else None
    return carried if isinstance(carried, str) else ""


def _value_of(values: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    block = values.get(field)
    value = block.get(field) if isinstance(block, dict) else None
    return value if isinstance(value, dict) else {}


def _id_of(option: Any) -> str:
    value = option.get("value") if isinstance(option, dict) else None
    return value if isinstance(value, str) else ""
