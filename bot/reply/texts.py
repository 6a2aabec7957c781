"""Text fitted to a surface: one line, printable, and within a limit."""

import re

from bot.domain.text import INVISIBLE

# A longer run of characters is no word, and may be cut inside.
_LONGEST_WORD = 40
# Characters that look odd before an ellipsis.
_BEFORE_ELLIPSIS = " ,;:·–—-("
_SPACE = re.compile(r"\s+")


def clean(text: str, *, strip: bool = True) -> str:
    """Put a text in one line, without characters that are invisible or change the direction."""
    if text.isprintable() and "  " not in text:
        return text.strip() if strip else text  # true of nearly all text, which has neither
    line = _SPACE.sub(" ", INVISIBLE.sub(" ", text))
    return line.strip() if strip else line


def cut(text: str, most: int) -> str:
    """End a text with an ellipsis where it exceeds the limit, after a whole word where one ends near it."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    if not text[most - 1].isspace():
        whole, space, part = head.rpartition(" ")
        head = whole if space and len(part) <= _LONGEST_WORD else head
    return head.rstrip(_BEFORE_ELLIPSIS) + "…"
