"""Parts that the styles share: nested quotation marks, full stops, and the quotation itself."""

from bot.domain.knowledge import Citation

NOT_QUOTED = "Cited without quotation:"
_UNVERIFIED = " [quotation not yet verified]"
# Punctuation that ends a title or an excerpt by itself.
_ENDS = (".", "?", "!", "…")
_OPENING_BEFORE = " ([{—–-“‘"


def quote(text: str, ending: str = "") -> str:
    """Put a text in double quotation marks, with inner ones single, and `ending` before the closing one."""
    inner = _to_single(text)
    return f"“{inner}{'' if ending and inner.endswith((*_ENDS, ending)) else ending}”"


def quotation(citation: Citation, ending: str = "") -> str:
    """Quote the words of a source; say so where there are none, or where they are not verified yet."""
    if not citation.excerpt:
        return NOT_QUOTED
    return quote(citation.excerpt, ending) + ("" if citation.is_verified else _UNVERIFIED)


def stop(text: str) -> str:
    """End a text with a full stop, unless it already ends a sentence."""
    return text if text.endswith(_ENDS) else f"{text}."


def _to_single(text: str) -> str:
    """Make double quotation marks single; the position of straight ones tells opening from closing."""
    single = []
    before = " "
    for sign in text.replace("“", "‘").replace("”", "’"):
        single.append(sign if sign != '"' else "‘" if before in _OPENING_BEFORE else "’")
        before = sign
    return "".join(single)
