"""The limits of surfaces: messages, modals, the App Home, and the options of a typeahead."""

from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from bot.sandbox.limits.blocks import HOME, MESSAGE, MODAL, check_block
from bot.sandbox.limits.elements import check_choices
from bot.sandbox.limits.texts import MAX_ID, check_length, check_text

MAX_TEXT = 4_000
MAX_ALL_TEXT = 13_000
_MOST_BLOCKS = {MESSAGE: 50, MODAL: 100, HOME: 100}
_MAX_TITLE, _MAX_METADATA = 24, 3_000


def check_message(message: dict[str, Any]) -> list[str]:
    """List what Slack would refuse or cut in a message; empty where it is valid."""
    return [*_check_message_text(message.get("text")), *_check_blocks(message.get("blocks", []), MESSAGE)]


def check_view(view: dict[str, Any]) -> list[str]:
    """List what Slack would refuse in a modal or an App Home; empty where it is valid."""
    return list(_check_view(view))


def check_options(answer: dict[str, Any]) -> list[str]:
    """List what Slack would refuse in a typeahead's options, `options` or `option_groups`."""
    try:
        return list(check_choices(answer, "answer", may_be_empty=True))
    except (AttributeError, KeyError, TypeError, ValueError):
        return ["answer: not made as options are"]


def _check_message_text(text: Any) -> Iterator[str]:
    if not isinstance(text, str) or not text.strip():
        yield "text: empty, and it is all that notifications and screen readers get"
    elif len(text) > MAX_TEXT:
        yield f"text: {len(text)} characters, the most is {MAX_TEXT}"


def _check_view(view: dict[str, Any]) -> Iterator[str]:
    match view.get("type"):
        case "modal":
            surface = MODAL
            yield from check_text(view.get("title"), "title", _MAX_TITLE, ("plain_text",))
            for key in ("submit", "close"):
                if key in view:
                    yield from check_text(view[key], key, _MAX_TITLE, ("plain_text",))
        case "home":
            surface = HOME
        case unknown:
            yield f"type: {unknown!r} is neither modal nor home"
            return
    metadata = view.get("private_metadata", "")
    if not isinstance(metadata, str) or len(metadata) > _MAX_METADATA:
        yield f"private_metadata: not text of at most {_MAX_METADATA} characters"
    if "callback_id" in view:
        yield from check_length(view["callback_id"], "callback_id", MAX_ID)
    blocks = view.get("blocks")
    yield from _check_blocks(blocks, surface)
    kinds = [block.get("type") for block in blocks if isinstance(block, dict)] if isinstance(blocks, list) else []
    if surface == MODAL and "submit" not in view and "input" in kinds:
        yield "submit: missing, and a modal with inputs needs it"


def _check_blocks(blocks: Any, surface: str) -> Iterator[str]:
    if not isinstance(blocks, list):
        yield "blocks: not a list"
        return
    if len(blocks) > _MOST_BLOCKS[surface]:
        yield f"blocks: {len(blocks)}, the most is {_MOST_BLOCKS[surface]}"
    total = sum(len(value) for value in _values(blocks, "text"))
    if surface == MESSAGE and total > MAX_ALL_TEXT:
        yield f"blocks: {total} characters of text in all, the most is {MAX_ALL_TEXT}"
    yield from _check_ids(blocks)
    for index, block in enumerate(blocks):
        if not isinstance(block, dict):
            yield f"blocks[{index}]: not a block"
            continue
        yield from _check_safely(block, f"blocks[{index}]", surface)


def _check_ids(blocks: list[Any]) -> Iterator[str]:
    for key in ("block_id", "action_id"):
        ids = list(_values(blocks, key))
        yield from (f"{key}: {id_!r} is not unique" for id_ in sorted({id_ for id_ in ids if ids.count(id_) > 1}))
        yield from (f"{key}: not of 1 to {MAX_ID} characters" for id_ in ids if not 1 <= len(id_) <= MAX_ID)


def _check_safely(block: dict[str, Any], where: str, surface: str) -> Iterator[str]:
    try:
        yield from check_block(block, where, surface)
        yield from _check_with_sdk(block, where)
    except (AttributeError, KeyError, TypeError, ValueError):
        # A value of the wrong type has no limits to be checked.
        yield f"{where}: not made as blocks are"


def _check_with_sdk(block: dict[str, Any], where: str) -> Iterator[str]:
    try:
        parsed = Block.parse(block)
        if parsed is None:
            yield f"{where}: a block that the SDK does not know"
        else:
            parsed.validate_json()
    except SlackObjectFormationError as error:
        yield f"{where}: {error}"


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
