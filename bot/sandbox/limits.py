"""Slack's limits on messages, checked over the JSON that would be sent.

The numbers are those of https://docs.slack.dev/reference/block-kit/blocks/ and its composition objects, where the SDK's
own models check only some of them. What is not known here is refused, so that a block the bot begins to use gets its
limits written down first.
"""

from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

MAX_TEXT = 4_000
MAX_BLOCKS = 50
MAX_ALL_TEXT = 13_000
_MAX_OBJECT, _MAX_HEADER, _MAX_ID, _MAX_URL = 3_000, 150, 255, 3_000
_MAX_CONTEXT, _MAX_FIELDS, _MAX_FIELD = 10, 10, 2_000


def check_message(message: dict[str, Any]) -> list[str]:
    """What Slack would refuse or cut in a message; empty where it is valid."""
    return list(_check_message(message))


def _check_message(message: dict[str, Any]) -> Iterator[str]:
    text, blocks = message.get("text"), message.get("blocks", [])
    if not isinstance(text, str) or not text.strip():
        yield "text: empty, and it is all that notifications and screen readers get"
    elif len(text) > MAX_TEXT:
        yield f"text: {len(text)} characters, the most is {MAX_TEXT}"
    if not isinstance(blocks, list):
        yield "blocks: not a list"
        return
    if len(blocks) > MAX_BLOCKS:
        yield f"blocks: {len(blocks)}, the most is {MAX_BLOCKS}"
    total = sum(len(value) for value in _texts(blocks))
    if total > MAX_ALL_TEXT:
        yield f"blocks: {total} characters of text in all, the most is {MAX_ALL_TEXT}"
    for key in ("block_id", "action_id"):
        ids = list(_values(blocks, key))
        yield from (f"{key}: {id_!r} is not unique" for id_ in sorted({id_ for id_ in ids if ids.count(id_) > 1}))
        yield from (f"{key}: longer than {_MAX_ID}" for id_ in ids if not 1 <= len(id_) <= _MAX_ID)
    for index, block in enumerate(blocks):
        if not isinstance(block, dict):
            yield f"blocks[{index}]: not a block"
            continue
        yield from _check_block(block, f"blocks[{index}]")
        yield from _check_with_sdk(block, f"blocks[{index}]")


def _check_with_sdk(block: dict[str, Any], where: str) -> Iterator[str]:
    try:
        parsed = Block.parse(block)
        if parsed is None:
            yield f"{where}: a block that the SDK does not know"
        else:
            parsed.validate_json()
    except SlackObjectFormationError as error:
        yield f"{where}: {error}"


def _check_block(block: dict[str, Any], where: str) -> Iterator[str]:
    match block.get("type"):
        case "header":
            yield from _check_text(block.get("text"), f"{where}.text", _MAX_HEADER, ("plain_text",))
        case "section":
            yield from _check_section(block, where)
        case "context":
            elements = block.get("elements", [])
            if not 1 <= len(elements) <= _MAX_CONTEXT:
                yield f"{where}.elements: {len(elements)}, allowed are 1 to {_MAX_CONTEXT}"
            for index, element in enumerate(elements):
                yield from _check_text(element, f"{where}.elements[{index}]", _MAX_OBJECT)
        case "rich_text":
            yield from _check_rich(
                block, where, ("rich_text_section", "rich_text_quote", "rich_text_list", "rich_text_preformatted")
            )
        case "divider":
            return
        case unknown:
            yield f"{where}: no limits are known for a block of type {unknown!r}"


def _check_section(block: dict[str, Any], where: str) -> Iterator[str]:
    fields = block.get("fields", [])
    if "text" not in block and not fields:
        yield f"{where}: neither text nor fields"
    if "text" in block:
        yield from _check_text(block["text"], f"{where}.text", _MAX_OBJECT)
    if len(fields) > _MAX_FIELDS:
        yield f"{where}.fields: {len(fields)}, the most is {_MAX_FIELDS}"
    for index, item in enumerate(fields):
        yield from _check_text(item, f"{where}.fields[{index}]", _MAX_FIELD)


def _check_text(text: Any, where: str, most: int, types: tuple[str, ...] = ("plain_text", "mrkdwn")) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") not in types:
        yield f"{where}: not a text object of type {' or '.join(types)}"
        return
    if text["type"] == "mrkdwn" and not text.get("verbatim"):
        yield f"{where}: mrkdwn that is not verbatim turns names and addresses into links"
    yield from _check_length(text.get("text"), where, most)


def _check_rich(element: dict[str, Any], where: str, types: tuple[str, ...]) -> Iterator[str]:
    children = element.get("elements")
    if not isinstance(children, list) or not children:
        yield f"{where}.elements: empty"
        return
    for index, child in enumerate(children):
        place = f"{where}.elements[{index}]"
        match child.get("type"):
            case kind if kind not in types:
                yield f"{place}: {kind!r} is not allowed here"
            case "rich_text_list":
                yield from _check_rich(child, place, ("rich_text_section",))
            case "rich_text_section" | "rich_text_quote" | "rich_text_preformatted":
                yield from _check_rich(child, place, ("text", "link"))
            case "text":
                yield from _check_length(child.get("text"), place, _MAX_OBJECT)
            case "link":
                yield from _check_length(child.get("text"), place, _MAX_OBJECT)
                yield from _check_url(child.get("url"), place)


def _check_url(url: Any, where: str) -> Iterator[str]:
    if not isinstance(url, str) or not url.startswith(("https://", "http://")) or len(url) > _MAX_URL:
        yield f"{where}: not a web address of at most {_MAX_URL} characters"


def _check_length(text: Any, where: str, most: int) -> Iterator[str]:
    if not isinstance(text, str) or not text:
        yield f"{where}: empty"
    elif len(text) > most:
        yield f"{where}: {len(text)} characters, the most is {most}"


def _texts(node: Any) -> Iterator[str]:
    yield from _values(node, "text")


def _values(node: Any, key: str) -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name == key and isinstance(value, str):
                yield value
            else:
                yield from _values(value, key)
    elif isinstance(node, list):
        for item in node:
            yield from _values(item, key)
