"""Text made fit for a surface: one line, printable, and no longer than it may be."""

import re

from bot.domain.text import INVISIBLE

_SPACE = re.compile(r"\s+")


def clean(text: str, *, strip: bool = True) -> str:
    """Put a text in one line that any surface can show, without what is invisible or turns the direction."""
    if text.isprintable() and "  " not in text:
        return text.strip() if strip else text  # as nearly all text is: neither can be in it
    line = _SPACE.sub(" ", INVISIBLE.sub(" ", text))
    return line.strip() if strip else line


def cut(text: str, most: int) -> str:
    """End a text with an ellipsis where it is longer than it may be."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
