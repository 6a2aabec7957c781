"""Text normalised for comparison: of names and words, and of quotations."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import filterfalse

# Control characters except tab and line break, surrogates, and bidirectional marks.
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# Invisible characters between letters: zero-width spaces and joiners, and the soft hyphen.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
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
# Marks that belong to the letter before them: the vowel signs of Thaana, of the scripts from Devanagari to Myanmar, of
# Khmer and of Chakma, without their punctuation.
_MARKS = (
    "\u07a6-\u07b0\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0eb1-\u0ece\u0f71-\u0f84"
    "\u0f90-\u0fbc\u102b-\u1049\u17b4-\u17d3\U00011100-\U00011135"
)
_LETTER = rf"(?:[^\W_]|[{_MARKS}])"
# Thousands are set off by commas, and the parts of a number or a version by full stops: 1,200 and 3.14.1 are words, and
# so are 1.0.2k, 3.2rc1, v3.2, 3.x and python3.2.
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|[a-z]*\d+(?:\.\d+)+(?:(?:[a-z]|alpha|beta|dev|post|rc)\d*)?|v?\d+(?:\.\d+)*\.x"
# A word, and with it a possessive or contracted ending: Turkey's, isn't. One of letters alone, with no digit or full
# stop behind it, is no number, and found without looking for one.
_WORD = re.compile(
    rf"([^\W\d_]++(?![\d.{_MARKS}])|(?<![\d.,])(?:{_NUMBER})(?!{_LETTER})|{_LETTER}+)"
    rf"(?:['’ʼ`](?:s|t|d|m|re|ve|ll)(?!{_LETTER}))?"
)
# The same, of text in plain ASCII, which is most of it: several times as fast.
_PLAIN_WORD = re.compile(
    rf"([a-z]++(?![\d.])|(?<![\d.,])(?:{_NUMBER})(?![a-z0-9])|[a-z0-9]+)(?:['`](?:s|t|d|m|re|ve|ll)(?![a-z0-9]))?"
)
# Signs that distinguish a name from another with the same words: C++ and C# from C, .NET from net, 8(a) from 8.
_SIGNIFICANT_SIGNS = re.compile(r"\w(?:\+\+?|#)(?!\w)|(?<![\w.])\.(?=[^\W\d])|\d\([a-z0-9]{1,3}\)")
_ELISION = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")
# Typesetting left in a page's text: ligatures, dots in one character, and stray signs.
_SET_OTHERWISE: dict[str, str | None] = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
    "…": "...",
    "´": "'",
    "`": "'",
    "\u200e": None,
    "\u200f": None,
}
_SET_TOGETHER: dict[int, str | None] = {**dict.fromkeys(_UNSEEN), **str.maketrans(_SET_OTHERWISE)}
_SOFT_BREAK = re.compile(r"\u00ad[^\S\n]*\n\s*")
_SPLIT_WORD = re.compile(r"(?<=\w)[-‐‑]\s*\n\s*(?=\w)")
# Replaces a hyphen at the end of a line in a searchable text: it may have split a word, or belong to it.
SPLIT = "\ufffe"


def fold(text: str) -> str:
    """Remove case, diacritics and compatibility forms from a text: İstanbul, ISTANBUL and istanbul become one."""
    if text.isascii():
        return text.lower()
    # Decompose before and after: 𝕊 is a capital only once it is an S, and case folding composes letters again.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(filterfalse(unicodedata.combining, plain))
    return bare.translate(_LETTERS).translate(_UNSEEN)


def capitalised(text: str) -> str:
    """Capitalise the first letter of a text, and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def find_words(folded: str) -> Iterator[re.Match[str]]:
    """Find the words of a folded text, in order; group 1 excludes a possessive or contracted ending."""
    return _pattern_for(folded).finditer(folded)


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, without punctuation."""
    if text.isascii() and text.replace(" ", "").isalpha():
        return tuple(text.lower().split())  # same result as below, three times as fast: most names and words are plain
    folded = fold(text)
    return tuple([word if word.isalnum() else bare_word(word) for word in _pattern_for(folded).findall(folded)])


def bare_word(word: str) -> str:
    """Remove thousands separators and the v of a version from a word: 1200 for 1,200, 3.2 for v3.2."""
    if word[0] == "v" and "." in word and word[1].isdigit():
        return word[1:]
    return word.replace(",", "")


def is_signed(name: str) -> bool:
    """Return whether a name has signs that distinguish it from others with the same words: C++, C#, .NET, 8(a)."""
    return not name.replace(" ", "").isalpha() and _SIGNIFICANT_SIGNS.search(fold(name)) is not None


def name_key(name: str) -> tuple[str, ...]:
    """Return the key for comparing names: the folded words or, of a signed name, the whole as one word."""
    return (" ".join(fold(name).split()),) if is_signed(name) else words_of(name)


def _pattern_for(folded: str) -> re.Pattern[str]:
    return _PLAIN_WORD if folded.isascii() else _WORD


def has_words(text: str) -> bool:
    """Return whether a text has any letters or digits to find it by."""
    begins_with_word = text[:1].isascii() and text[:1].isalnum()
    return begins_with_word or next(find_words(fold(text)), None) is not None


def to_verbatim(text: str) -> str:
    """Normalise white space, quotation marks and dashes, and nothing else, to compare quotations."""
    if text.isascii() and "--" not in text:
        return " ".join(text.split())
    return " ".join(_DASHES.sub("-", text.translate(_QUOTES)).split())


def excerpt_parts(excerpt: str) -> tuple[str, ...]:
    """Split an excerpt at its elisions into parts in verbatim form, without empty parts."""
    return tuple(part for part in map(to_verbatim, _ELISION.split(excerpt)) if part)


def to_searchable(text: str) -> str:
    """Convert a source's text to verbatim form, without the damage of its page or file.

    Soft hyphens and zero-width characters are removed, ligatures are split, letters and their accents are combined, …
    becomes three dots, and SPLIT replaces a hyphen at the end of a line: Azer-⏎baijan may be Azerbaijan.
    """
    text = unicodedata.normalize("NFC", text)
    return to_verbatim(_SPLIT_WORD.sub(SPLIT, _SOFT_BREAK.sub("", text)).translate(_SET_TOGETHER))


def find_excerpt(excerpt: str, searchable_text: str) -> tuple[tuple[int, int], ...] | None:
    """Find the parts of an excerpt in a searchable text: return (start, end) of each, or None if one is missing.

    The parts must follow one another, and none may begin or end inside a word.
    """
    spans: list[tuple[int, int]] = []
    for part in excerpt_parts(excerpt):
        span = find_part(part, searchable_text, spans[-1][1] if spans else 0)
        if span is None:
            return None
        spans.append(span)
    return tuple(spans) or None


def find_part(part: str, searchable_text: str, position: int = 0) -> tuple[int, int] | None:
    """Find one part of an excerpt in a searchable text, from a position on: return (start, end) or None."""
    wanted = to_searchable(part)
    match = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)").search(searchable_text, position)
    if match is None and (SPLIT in searchable_text or "-" in wanted):
        match = re.compile(rf"(?<!\w){_with_splits(wanted)}(?!\w)").search(searchable_text, position)
    return match.span() if match else None


def _with_splits(wanted: str) -> str:
    """Return a pattern that matches words split at line ends; a line end in the excerpt is optional in the text."""
    pieces = [re.escape(piece) for piece in re.split(rf"{SPLIT}|- ?", wanted)]
    letters = [re.sub(r"(?<=\w)(?=\w)", f"{SPLIT}?", piece) for piece in pieces]
    return rf"(?:- ?|{SPLIT})".join(letters)


def lies_within(statement: str, excerpt: str) -> bool:
    """Return whether a statement's words are a run of the excerpt's words, and so only repeat the quotation."""
    said, quoted = fold(statement), fold(excerpt)
    if any(word.isalpha() and word not in quoted for word in said.split()):
        return False  # true of most statements, and five times as fast as below
    inner, outer = words_of(statement), words_of(excerpt)
    # No word has a space in it, so the run begins and ends at word boundaries.
    return bool(inner) and f" {' '.join(inner)} " in f" {' '.join(outer)} "


def escape(text: str) -> str:
    """Escape unprintable characters as in Python's literals, so that no terminal or log obeys them.

    Control characters, line breaks and bidirectional marks are escaped; letters of every script stay as they are.
    """
    if text.isprintable():
        return text
    return "".join([char if char.isprintable() else repr(char)[1:-1] for char in text])
