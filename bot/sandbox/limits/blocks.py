"""The limits of each block, and the surfaces that it is allowed on."""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.limits.elements import ACCESSORIES, ACTIONS, CONTEXT_ACTIONS, INPUTS, check_element
from bot.sandbox.limits.texts import MAX_ID, MAX_OBJECT, check_count, check_length, check_text, check_url

MESSAGE, MODAL, HOME = "message", "modal", "home"
_MAX_HEADER, _MAX_LABEL, _MAX_ALT = 150, 2_000, 2_000
_MAX_CONTEXT, _MAX_FIELDS, _MAX_FIELD, _MAX_ACTIONS, _MAX_CONTEXT_ACTIONS = 10, 10, 2_000, 25, 5
_PLAIN = ("plain_text",)
_RICH = ("rich_text_section", "rich_text_quote", "rich_text_list", "rich_text_preformatted")


def check_block(block: dict[str, Any], where: str, surface: str) -> Iterator[str]:
    """Check one block on a surface for what Slack would refuse."""
    match block.get("type"):
        case "header":
            yield from check_text(block.get("text"), f"{where}.text", _MAX_HEADER, _PLAIN)
        case "section":
            yield from _check_section(block, where)
        case "context":
            yield from check_count(block.get("elements", []), f"{where}.elements", _MAX_CONTEXT)
            for index, element in enumerate(block.get("elements", [])):
                yield from check_text(element, f"{where}.elements[{index}]", MAX_OBJECT)
        case "actions":
            yield from check_count(block.get("elements", []), f"{where}.elements", _MAX_ACTIONS)
            for index, element in enumerate(block.get("elements", [])):
                yield from check_element(element, f"{where}.elements[{index}]", ACTIONS)
        case "context_actions":
            if surface != MESSAGE:
                yield f"{where}: a block of type 'context_actions' is allowed only in messages"
            yield from check_count(block.get("elements", []), f"{where}.elements", _MAX_CONTEXT_ACTIONS)
            for index, element in enumerate(block.get("elements", [])):
                yield from check_element(element, f"{where}.elements[{index}]", CONTEXT_ACTIONS)
        case "image":
            yield from check_url(block.get("image_url"), f"{where}.image_url")
            yield from check_length(block.get("alt_text"), f"{where}.alt_text", _MAX_ALT)
            if "title" in block:
                yield from check_text(block["title"], f"{where}.title", _MAX_ALT, _PLAIN)
        case "input":
            yield from _check_input(block, where, surface)
        case "rich_text":
            yield from _check_rich(block, where, _RICH)
        case "divider":
            return
        case unknown:
            yield f"{where}: no limits are known for a block of type {unknown!r}"


def _check_section(block: dict[str, Any], where: str) -> Iterator[str]:
    fields = block.get("fields", [])
    if "text" not in block and not fields:
        yield f"{where}: neither text nor fields"
    if "text" in block:
        yield from check_text(block["text"], f"{where}.text", MAX_OBJECT)
    if len(fields) > _MAX_FIELDS:
        yield f"{where}.fields: {len(fields)}, the most is {_MAX_FIELDS}"
    for index, item in enumerate(fields):
        yield from check_text(item, f"{where}.fields[{index}]", _MAX_FIELD)
    if "accessory" in block:
        yield from check_element(block["accessory"], f"{where}.accessory", ACCESSORIES)


def _check_input(block: dict[str, Any], where: str, surface: str) -> Iterator[str]:
    if surface == MESSAGE:
        yield f"{where}: the bot asks for nothing to be filled in in messages"
    yield from check_text(block.get("label"), f"{where}.label", _MAX_LABEL, _PLAIN)
    if "hint" in block:
        yield from check_text(block["hint"], f"{where}.hint", _MAX_LABEL, _PLAIN)
    yield from check_element(block.get("element"), f"{where}.element", INPUTS)


def _check_rich(element: dict[str, Any], where: str, types: tuple[str, ...]) -> Iterator[str]:
    children = element.get("elements")
    if not isinstance(children, list) or not children:
        yield f"{where}.elements: empty"
        return
    for index, child in enumerate(children):
        inner = f"{where}.elements[{index}]"
        match child.get("type"):
            case kind if kind not in types:
                yield f"{inner}: {kind!r} is not allowed here"
            case "rich_text_list":
                yield from _check_rich(child, inner, ("rich_text_section",))
            case "rich_text_section" | "rich_text_quote" | "rich_text_preformatted":
                yield from _check_rich(child, inner, ("channel", "emoji", "link", "text", "user"))
            case "text":
                yield from check_length(child.get("text"), inner, MAX_OBJECT)
            case "link":
                yield from check_length(child.get("text"), inner, MAX_OBJECT)
                yield from check_url(child.get("url"), inner)
            case "user":
                yield from check_length(child.get("user_id"), inner, MAX_ID)
            case "channel":
                yield from check_length(child.get("channel_id"), inner, MAX_ID)
            case "emoji":
                yield from check_length(child.get("name"), inner, MAX_ID)
