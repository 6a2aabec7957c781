"""Slack's encoded text → the text that a person typed."""

from bot.search import strip_markup


def to_typed(text: str) -> str:
    """Drop mentions, channels and links, and unescape &, < and >."""
    return strip_markup(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()
