"""Input fields of modals: made as blocks, and read back from payloads, whose values may have any shape."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.knowledge import Snapshot
from bot.reply import wording
from bot.reply.controls import MAX_OPTION_VALUE, MAX_OPTIONS, Element, to_option, to_plain
from bot.reply.texts import clean

_YES, _NO = "yes", "no"
# The filter of a menu of conversations that leaves out direct messages.
CHANNELS_ALONE = {"include": ["public", "private"], "exclude_bot_users": True}


def to_input(field: str, label: str, element: Element, *, hint: str = "", optional: bool = False) -> Element:
    """Make a field; `field` is the id of both the block and its element."""
    element = {**element, "action_id": field}
    block = {"type": "input", "block_id": field, "label": to_plain(label), "element": element, "optional": optional}
    return {**block, "hint": to_plain(hint)} if hint else block


def to_text_element(value: Any, most: int, *, is_long: bool = False) -> Element:
    """Make a text input, filled with `value` where that is text."""
    filled = {"initial_value": value[:most]} if isinstance(value, str) and value else {}
    return {"type": "plain_text_input", "max_length": most, "multiline": is_long, **filled}


def to_typeahead() -> Element:
    """Make a menu whose options Slack requests as the user types."""
    return {"type": "external_select", "placeholder": to_plain(wording.TYPE_A_NAME), "min_query_length": 1}


def to_menu(placeholder: str, options: Sequence[Element], *, is_multiple: bool = False) -> Element:
    """Make a menu, with as many of the options as Slack allows."""
    kind = "multi_static_select" if is_multiple else "static_select"
    return {"type": kind, "placeholder": to_plain(placeholder), "options": list(options[:MAX_OPTIONS])}


def to_topic_options(snapshot: Snapshot) -> list[Element]:
    """Make an option for each topic whose id fits an option."""
    return [to_option(one.name, one.id) for one in snapshot.topics.values() if len(one.id) <= MAX_OPTION_VALUE]


def to_channel_menu(chosen: str = "") -> Element:
    """Make a menu of the channels that the app can be in."""
    return {
        "type": "conversations_select",
        "placeholder": to_plain("Choose a channel"),
        "filter": CHANNELS_ALONE,
        **({"initial_conversation": chosen} if chosen else {}),
    }


def to_yes_or_no(field: str, label: str, *, is_yes: bool, no: str = "No") -> Element:
    """Make a field with the choice of yes or no; `no` is the label of the latter."""
    options = {True: to_option("Yes", _YES), False: to_option(no, _NO)}
    menu = to_menu("Choose", [options[False], options[True]])
    return to_input(field, label, {**menu, "initial_option": options[is_yes]})


def read_yes(values: Mapping[str, Any], field: str) -> bool:
    """Return whether yes was chosen."""
    return read_choice(values, field) == _YES


def read_text(values: Mapping[str, Any], field: str, key: str = "value") -> str:
    """Read the text or the id in a field, as one line; "" where there is none."""
    text = _value_of(values, field).get(key)
    return clean(text) if isinstance(text, str) else ""


def read_choice(values: Mapping[str, Any], field: str) -> str:
    """Read the value of the chosen option; "" where none was chosen."""
    return _id_of(_value_of(values, field).get("selected_option"))


def read_choices(values: Mapping[str, Any], field: str) -> list[str]:
    """Read the values of the chosen options."""
    options = _value_of(values, field).get("selected_options")
    return [id_ for option in options if (id_ := _id_of(option))] if isinstance(options, list) else []


def read_ids(values: Mapping[str, Any], field: str, key: str) -> list[str]:
    """Read the ids of the chosen users or conversations."""
    ids = _value_of(values, field).get(key)
    return [id_ for id_ in ids if isinstance(id_, str) and id_] if isinstance(ids, list) else []


def read_values(view: Any) -> Mapping[str, Any]:
    """Read the state values of a submitted view, as Slack sends them; empty where there are none."""
    state = view.get("state") if isinstance(view, dict) else None
    values = state.get("values") if isinstance(state, dict) else None
    return values if isinstance(values, dict) else {}


def read_metadata(view: Any) -> str:
    """Read the private metadata of a view; "" where there is none."""
    carried = view.get("private_metadata") if isinstance(view, dict) else None
    return carried if isinstance(carried, str) else ""


def _value_of(values: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    block = values.get(field)
    value = block.get(field) if isinstance(block, dict) else None
    return value if isinstance(value, dict) else {}


def _id_of(option: Any) -> str:
    value = option.get("value") if isinstance(option, dict) else None
    return value if isinstance(value, str) else ""
