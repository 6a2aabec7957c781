"""Text made fit for a surface: one line, printable, and no longer than it may be."""

import unicodedata


def clean(text: str) -> str:
    """A person's text in one line that any surface can show: no control characters, no half of a surrogate pair."""
    printable = "".join(" " if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") else char for char in text)
    return " ".join(printable.split())


def cut(text: str, most: int) -> str:
    """The text, ended with an ellipsis where it is longer than it may be."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
