"""Elements of rich text, in which Slack parses nothing that people wrote."""

from collections.abc import Iterable

from bot.reply.controls import Element, to_plain
from bot.reply.texts import clean, cut

MAX_TEXT = 1_500


def to_text(text: str, **style: bool) -> Element:
    """Make a piece of text, plain or `bold`, `italic` or `strike`."""
    return {"type": "text", "text": text, "style": style} if style else {"type": "text", "text": text}


def to_user(user: str) -> Element:
    """Make a user's name, by their id."""
    return {"type": "user", "user_id": user} if user else to_text("somebody")


def to_channel(channel: str) -> Element:
    """Make a channel's name, by its id."""
    return {"type": "channel", "channel_id": channel}


def to_paragraph(elements: Iterable[Element]) -> Element:
    """Make a block of pieces, dropping empty ones."""
    kept = [element for element in elements if element.get("text") != ""]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": kept}]}


def to_line(text: str, most: int = MAX_TEXT) -> Element:
    """Make a section of one line."""
    return {"type": "section", "text": to_plain(cut(clean(text), most) or "–")}
