"""Text as people write it, made comparable: for names and words, and for quotations."""

import re
import unicodedata

ELISION = "[…]"

# Letters that carry no combining mark and so do not fall to their base letter by decomposition.
_LETTERS = str.maketrans(
    {"ı": "i", "ə": "e", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŋ": "n"}
)
_QUOTES = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "′": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "″": '"',
        "«": '"',
        "»": '"',
    }
)
_DASHES = re.compile(r"[-‐‑‒–—―−]+")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")
_ELISION = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")


def fold(text: str) -> str:
    """The text without case, diacritics and compatibility forms: İstanbul, ISTANBUL and istanbul are one."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare.translate(_LETTERS)


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, without punctuation: the key by which names are compared."""
    return tuple(_WORD.findall(fold(text)))


def to_verbatim(text: str) -> str:
    """The form in which quotations are compared: white space, quotation marks and dashes normalised, no more."""
    return _SPACE.sub(" ", _DASHES.sub("-", text.translate(_QUOTES))).strip()


def excerpt_parts(excerpt: str) -> tuple[str, ...]:
    """The runs of an excerpt between its elisions, in their verbatim form; an empty run is left out."""
    return tuple(part for part in map(to_verbatim, _ELISION.split(excerpt)) if part)


def find_excerpt(excerpt: str, verbatim_text: str) -> tuple[tuple[int, int], ...] | None:
    """Where the parts of an excerpt stand in a text in verbatim form: (start, end) of each, or None if they do not.

    The parts must follow one another, and none may begin or end inside a word.
    """
    spans: list[tuple[int, int]] = []
    position = 0
    for part in excerpt_parts(excerpt):
        match = re.compile(rf"(?<!\w){re.escape(part)}(?!\w)").search(verbatim_text, position)
        if match is None:
            return None
        spans.append(match.span())
        position = match.end()
    return tuple(spans) or None


def lies_within(statement: str, excerpt: str) -> bool:
    """Whether the words of a statement are a run of the excerpt's words, so that it only repeats the quotation."""
    inner, outer = words(statement), words(excerpt)
    return any(outer[i : i + len(inner)] == inner for i in range(len(outer) - len(inner) + 1))
