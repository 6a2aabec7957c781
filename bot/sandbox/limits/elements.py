"""The limits of interactive elements: buttons, menus and inputs."""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.limits.texts import MAX_ID, check_count, check_length, check_text, check_url

_MAX_LABEL, _MAX_VALUE, _MAX_OPTION_VALUE, _MAX_PLACEHOLDER, _MAX_INPUT = 75, 2_000, 150, 150, 3_000
_MAX_OPTIONS, _MAX_OVERFLOW, _MAX_CHECKBOXES = 100, 5, 10
_MAX_CONFIRM = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
_PLAIN = ("plain_text",)

ACTIONS = ("button", "conversations_select", "external_select", "overflow", "static_select")
ACCESSORIES = ACTIONS
CONTEXT_ACTIONS = ("feedback_buttons",)
INPUTS = (
    *("checkboxes", "conversations_select", "external_select", "multi_external_select", "multi_static_select"),
    *("multi_conversations_select", "multi_users_select", "plain_text_input", "static_select", "users_select"),
)


def check_element(element: Any, where: str, types: tuple[str, ...]) -> Iterator[str]:
    """Check that an interactive element is valid and of one of these types."""
    kind = element.get("type") if isinstance(element, dict) else None
    if kind not in types:
        yield f"{where}: an element of type {kind!r} is not allowed here"
        return
    yield from check_length(element.get("action_id"), f"{where}.action_id", MAX_ID)
    if "placeholder" in element:
        yield from check_text(element["placeholder"], f"{where}.placeholder", _MAX_PLACEHOLDER, _PLAIN)
    if "confirm" in element:
        yield from _check_confirm(element["confirm"], f"{where}.confirm")
    match kind:
        case "button":
            yield from _check_button(element, where)
        case "static_select" | "multi_static_select":
            yield from check_choices(element, where)
        case "overflow":
            yield from _check_options(element.get("options"), f"{where}.options", _MAX_OVERFLOW)
        case "checkboxes":
            yield from _check_options(element.get("options"), f"{where}.options", _MAX_CHECKBOXES)
            if not all(option in element["options"] for option in element.get("initial_options", ())):
                yield f"{where}.initial_options: not all of the options"
        case "feedback_buttons":
            for key in ("positive_button", "negative_button"):
                yield from _check_button(element.get(key), f"{where}.{key}")
        case "plain_text_input":
            for key in ("min_length", "max_length"):
                if not 0 <= element.get(key, 0) <= _MAX_INPUT:
                    yield f"{where}.{key}: not from 0 to {_MAX_INPUT}"


def check_choices(holder: Any, where: str, *, may_be_empty: bool = False) -> Iterator[str]:
    """Check the choices of a menu: `options`, or `option_groups` that hold them."""
    least = 0 if may_be_empty else 1
    if not isinstance(holder, dict) or ("options" in holder) == ("option_groups" in holder):
        yield f"{where}: either options or option_groups"
    elif "options" in holder:
        yield from _check_options(holder["options"], f"{where}.options", _MAX_OPTIONS, least)
    else:
        groups = holder["option_groups"]
        yield from check_count(groups, f"{where}.option_groups", _MAX_OPTIONS, least)
        for index, group in enumerate(groups if isinstance(groups, list) else ()):
            inner = f"{where}.option_groups[{index}]"
            yield from check_text(group.get("label"), f"{inner}.label", _MAX_LABEL, _PLAIN)
            yield from _check_options(group.get("options"), f"{inner}.options", _MAX_OPTIONS)


def _check_options(options: Any, where: str, most: int, least: int = 1) -> Iterator[str]:
    yield from check_count(options, where, most, least)
    for index, option in enumerate(options if isinstance(options, list) else ()):
        yield from check_text(option.get("text"), f"{where}[{index}].text", _MAX_LABEL)
        yield from check_length(option.get("value"), f"{where}[{index}].value", _MAX_OPTION_VALUE)
        if "description" in option:
            yield from check_text(option["description"], f"{where}[{index}].description", _MAX_LABEL)


def _check_button(button: Any, where: str) -> Iterator[str]:
    if not isinstance(button, dict):
        yield f"{where}: not a button"
        return
    yield from check_text(button.get("text"), f"{where}.text", _MAX_LABEL, _PLAIN)
    if "accessibility_label" in button:
        yield from check_length(button["accessibility_label"], f"{where}.accessibility_label", _MAX_LABEL)
    if "value" in button:
        yield from check_length(button["value"], f"{where}.value", _MAX_VALUE)
    if "url" in button:
        yield from check_url(button["url"], f"{where}.url")
    if button.get("style", "primary") not in ("primary", "danger"):
        yield f"{where}.style: neither primary nor danger"


def _check_confirm(confirm: Any, where: str) -> Iterator[str]:
    if not isinstance(confirm, dict):
        yield f"{where}: not a confirmation"
        return
    for key, most in _MAX_CONFIRM.items():
        yield from check_text(confirm.get(key), f"{where}.{key}", most, _PLAIN)
