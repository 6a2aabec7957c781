"""Text made fit for a surface: one line, printable, and no longer than it may be."""

import re

from bot.domain.text import INVISIBLE

# What is longer than any word may be cut inside.
_LONGEST_WORD = 40
# What looks odd before an ellipsis.
_BEFORE_ELLIPSIS = " ,;:·–—-("
_SPACE = re.compile(r"\s+")


def clean(text: str, *, strip: bool = True) -> str:
    """Put a text in one line that any surface can show, without what is invisible or turns the direction."""
    if text.isprintable() and "  " not in text:
        return text.strip() if strip else text  # as nearly all text is: neither can be in it
    line = _SPACE.sub(" ", INVISIBLE.sub(" ", text))
    return line.strip() if strip else line


def cut(text: str, most: int) -> str:
    """End a text with an ellipsis where it is longer than it may be: behind a whole word, if there is a short one."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    if not text[most - 1].isspace():
        whole, space, part = head.rpartition(" ")
        head = whole if space and len(part) <= _LONGEST_WORD else head
    return head.rstrip(_BEFORE_ELLIPSIS) + "…"
