"""Text made fit for a surface: one line, printable, and no longer than it may be."""

import re
from collections.abc import Iterable

from bot.domain.text import INVISIBLE

_SPACE = re.compile(r"\s+")


def are_clean(texts: Iterable[str]) -> bool:
    """Whether it is plain at one look that `clean` would leave all of these as they are."""
    whole = f"|{'|'.join(texts)}|"
    return whole.isprintable() and "  " not in whole and "| " not in whole and " |" not in whole


def clean(text: str, *, strip: bool = True) -> str:
    """A person's text in one line that any surface can show, without what is invisible or turns the direction."""
    if text.isprintable() and "  " not in text:
        return text.strip() if strip else text  # as nearly all text is: neither can be in it
    line = _SPACE.sub(" ", INVISIBLE.sub(" ", text))
    return line.strip() if strip else line


def cut(text: str, most: int) -> str:
    """The text, ended with an ellipsis where it is longer than it may be."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
