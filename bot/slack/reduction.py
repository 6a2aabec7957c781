"""Messages and views whose blocks Slack refuses: sent again with fewer blocks, and at last as plain text.

Slack refuses some messages well inside its documented limits, and any with an image that it cannot fetch. It names the
block only sometimes, as a JSON pointer.
"""

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from slack_sdk.errors import SlackApiError

from bot.reply import PICTURE_ALONE, cut
from bot.slack.errors import describe_slack_error

log = logging.getLogger(__name__)

_POINTER = re.compile(r"json-pointer:/(?:view/)?blocks/(\d+)")
# Slack's errors for a view whose blocks it refuses.
_VIEW_ERRORS = frozenset({"invalid_arguments", "view_too_large"})
_MAX_SECTION = 3_000
_Sent = TypeVar("_Sent")


async def send_reduced(
    send: Callable[[dict[str, Any]], Awaitable[_Sent]], whole: dict[str, Any], bare: dict[str, Any]
) -> _Sent:
    """Send a message or view; if Slack refuses blocks, send it without those, and at last in its `bare` form.

    Raises any error of `send` that is not about blocks, and any error about the bare form.
    """
    try:
        return await send(whole)
    except SlackApiError as error:
        if not _is_about_blocks(error):
            raise
        cause, reduced = describe_slack_error(error), _without_refused(whole, error)
    if reduced is not None:
        try:
            sent = await send(reduced)
        except SlackApiError as error:
            if not _is_about_blocks(error):
                raise
        else:
            log.warning("Slack refused blocks, which were left out: %s", cause)
            return sent
    sent = await send(bare)
    log.warning("Slack refused blocks, the text was sent alone: %s", cause)
    return sent


def to_bare(message: dict[str, Any]) -> dict[str, Any]:
    """Drop a message's blocks; its text holds the answer too."""
    return {**message, "blocks": []}


def _is_about_blocks(error: SlackApiError) -> bool:
    cause = describe_slack_error(error)
    return "block" in cause or "image" in cause or cause in _VIEW_ERRORS


def _refused_blocks(error: SlackApiError) -> set[int]:
    """Return the indices of the blocks that Slack names in its refusal."""
    data = getattr(error.response, "data", error.response)
    metadata = data.get("response_metadata") if isinstance(data, dict) else None
    messages = metadata.get("messages") if isinstance(metadata, dict) else None
    texts = [message for message in messages if isinstance(message, str)] if isinstance(messages, list) else []
    return {int(index[:3]) for text in texts for index in _POINTER.findall(text)}


def _without_refused(whole: dict[str, Any], error: SlackApiError) -> dict[str, Any] | None:
    """Drop the blocks that Slack names, or else the images; None where that drops none or all of them."""
    refused, blocks = _refused_blocks(error), whole["blocks"]
    if not refused:
        refused = {index for index, block in enumerate(blocks) if block["type"] == "image"}
    kept = []
    for index, block in enumerate(blocks):
        if index not in refused:
            kept.append(block)
        elif block.get("block_id") == PICTURE_ALONE:
            kept.append(_to_lines(whole))
    return {**whole, "blocks": kept} if len(kept) > 0 and refused and kept != blocks else None


def _to_lines(message: dict[str, Any]) -> dict[str, Any]:
    """Return the message's text, escaped for mrkdwn, as a block in place of a picture."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": cut(message["text"], _MAX_SECTION), "verbatim": True}}
