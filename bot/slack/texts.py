"""Text as Slack sends it → text as a person typed it."""

from bot.search import strip_markup


def to_typed(text: str) -> str:
    """Drop mentions, channels and links, and read &, < and > as they were typed."""
    return strip_markup(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()
