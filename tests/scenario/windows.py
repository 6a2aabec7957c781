"""The words, buttons and fields of windows and messages."""

from typing import Any

from bot.sandbox.workspace import Message
from tests.scenario.pressing import Element


def words_of(value: Any) -> str:
    """Return all texts in a message or a window, in one line."""
    if isinstance(value, Message):
        return f"{value.text} {words_of(value.blocks)}"
    if isinstance(value, list):
        return " ".join(map(words_of, value))
    if isinstance(value, dict):
        own = value["text"] if isinstance(value.get("text"), str) else ""
        return " ".join([own, *(words_of(inner) for inner in value.values() if isinstance(inner, list | dict))])
    return ""


def buttons(view: Any, label: str) -> list[Element]:
    """Return the buttons with a label in a window, a home or a message."""
    blocks = view.blocks if isinstance(view, Message) else view["blocks"]
    return [
        element
        for block in blocks
        for element in block.get("elements", ())
        if element.get("type") == "button" and element["text"]["text"] == label
    ]


def filled(window: Element, **fields: Any) -> dict[str, Any]:
    """Return a window's state: what it was opened with, and these fields by the last word of their ids."""
    values: dict[str, Any] = {}
    left = dict(fields)
    for block in window["blocks"]:
        if block["type"] != "input":
            continue
        element, id_ = block["element"], block["block_id"]
        key = _KEYS[element["type"]]
        value = element.get(f"initial_{key.removeprefix('selected_')}")
        name = id_.rpartition("-")[2]
        if name in left:
            value = _to_value(key, left.pop(name))
        values[id_] = {element["action_id"]: {"type": element["type"], key: value}}
    assert not left, f"no such field: {left}"
    return values


_KEYS = {
    "plain_text_input": "value",
    "external_select": "selected_option",
    "static_select": "selected_option",
    "checkboxes": "selected_options",
    "multi_external_select": "selected_options",
    "multi_static_select": "selected_options",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
}


def _to_value(key: str, value: Any) -> Any:
    if key == "selected_option":
        return {"text": {"type": "plain_text", "text": value}, "value": value} if value else None
    if key == "selected_options":
        return [_to_value("selected_option", one) for one in value]
    return value or None
