"""A message's payload → its visible text, from text, blocks, attachments, forwarded messages and files."""

from collections.abc import Iterator
from typing import Any

from bot.slack.texts import to_typed

# Slack's own blocks are nested a few levels deep.
_DEEPEST = 20
# Elements with inline text, elements with a line of their own, and elements that end a line.
_INLINE = frozenset({"link", "text"})
_LINES = frozenset({"mrkdwn", "plain_text", "raw_text"})
_PARAGRAPHS = frozenset({"rich_text_preformatted", "rich_text_quote", "rich_text_section"})
# Parts of an element that are visible only after a click.
_HIDDEN = frozenset({"confirm", "option_groups", "options", "placeholder"})
_ATTACHMENT_TEXTS = ("pretext", "author_name", "title", "text")


def to_shown_text(message: dict[str, Any]) -> str:
    """Return the visible text of a message line by line, without repeating lines of its text in its blocks."""
    lines = [" ".join(line.split()) for part in _lines_of(message) for line in to_typed(part).splitlines()]
    return "\n".join(dict.fromkeys(filter(None, lines)))


def _lines_of(message: dict[str, Any]) -> Iterator[str]:
    yield _as_text(message.get("text"))
    yield from _lines_of_blocks(message.get("blocks"))
    for attachment in _dicts_in(message.get("attachments")):
        yield from _lines_of_attachment(attachment)
    for file in _dicts_in(message.get("files")):
        yield _as_text(file.get("title")) or _as_text(file.get("name"))


def _lines_of_attachment(attachment: dict[str, Any]) -> Iterator[str]:
    lines = [_as_text(attachment.get(name)) for name in _ATTACHMENT_TEXTS]
    for field in _dicts_in(attachment.get("fields")):
        lines += [_as_text(field.get("title")), _as_text(field.get("value"))]
    lines += _lines_of_blocks(attachment.get("blocks"))
    # The blocks of a forwarded message.
    for forwarded in _dicts_in(attachment.get("message_blocks")):
        inner = forwarded.get("message")
        lines += _lines_of_blocks(inner.get("blocks") if isinstance(inner, dict) else None)
    for file in _dicts_in(attachment.get("files")):
        lines.append(_as_text(file.get("title")) or _as_text(file.get("name")))
    yield from lines if any(lines) else [_as_text(attachment.get("fallback"))]


def _lines_of_blocks(blocks: Any) -> Iterator[str]:
    for block in _dicts_in(blocks):
        if block.get("type") == "markdown":
            yield _as_text(block.get("text"))
        yield "".join(_pieces_of(block, _DEEPEST)).strip()


def _pieces_of(element: Any, levels: int) -> Iterator[str]:
    """Yield the texts in a block, in their order."""
    if levels == 0:
        return
    if isinstance(element, list):
        for item in element:
            yield from _pieces_of(item, levels - 1)
    elif isinstance(element, dict):
        kind = element.get("type")
        if kind == "emoji":
            yield f" :{_as_text(element.get('name'))}: "
        elif kind in _INLINE:
            yield _as_text(element.get("text"))
        elif kind in _LINES:
            yield f"{_as_text(element.get('text'))}\n"
        else:
            for name, value in element.items():
                if name not in _HIDDEN:
                    yield from _pieces_of(value, levels - 1)
            if kind in _PARAGRAPHS or "alt_text" in element:
                yield f"{_as_text(element.get('alt_text'))}\n"


def _dicts_in(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else ""
