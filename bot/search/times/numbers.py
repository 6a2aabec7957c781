"""Years, counts and ordinals, in digits or in words.

Each reader returns what is at a position, and the position behind it; None where there is no such thing.
"""

from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.lexicon.time_phrases import SHORT_YEAR_FRAMES
from bot.search.lexicon.times import (
    APOSTROPHES,
    COUNTS,
    ERA_PHRASES,
    ORDINAL_ENDINGS,
    ORDINALS,
    TENS,
    UNITS_OF_TEN,
    VAGUE,
    VAGUE_PHRASES,
)
from bot.search.times.scanning import Text

_LAST_YEAR = 3000
# Less than this may be a day or a count more often than a year.
_SHORT_YEAR = 50
_CENTURIES = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}


def read_year(text: Text, at: int) -> tuple[int, int] | None:
    """Read a year: 1993, AD 1993, 1993 CE, ’93, in 93, nineteen ninety-three."""
    behind = text.skip_phrase(at, ERA_PHRASES)
    if behind > at:
        return None if text.is_in_acronym(at) else _digits(text, behind)
    found = _digits(text, at) or _shortened(text, at) or _framed(text, at) or _spelt(text, at)
    if found and text.has(found[1], "bc"):
        return None
    return (found[0], text.skip_phrase(found[1], ERA_PHRASES)) if found else None


def to_full_year(short: int, text: Text) -> int:
    """Return the year that two digits stand for: the last one that is not beyond the next ten years."""
    year = text.today.year // 100 * 100 + short
    return year if year <= text.today.year + 10 else year - 100


def read_count(text: Text, at: int) -> tuple[int, int] | None:
    """Read how many: 3, a, twenty, twenty-five, a couple of, the last of those vague counts that are spans."""
    vague = text.phrase(at, VAGUE_PHRASES)
    if vague:
        return VAGUE[vague][1], at + len(vague)
    number = text.number(at, 3)
    if number is not None:
        return (number, at + 1) if number else None
    word = text[at].text
    if word in {"a", "one"} and text.has(at + 1, "hundred"):
        return 100, at + 2
    if word in UNITS_OF_TEN:
        behind = at + 1 + text.is_dash(at + 1)
        ones = COUNTS.get(text[behind].text, 0)
        return (UNITS_OF_TEN[word] + ones, behind + 1) if 0 < ones < 10 else (UNITS_OF_TEN[word], at + 1)
    return (COUNTS[word], at + 1) if word in COUNTS else None


def read_ordinal(text: Text, at: int) -> tuple[int, int] | None:
    """Read an ordinal: 10th, tenth, twenty-first."""
    number = text.number(at)
    if number is not None and text[at + 1].text in ORDINAL_ENDINGS and text[at + 1].glued:
        return number, at + 2
    word = text[at].text
    if word in ORDINALS:
        return ORDINALS[word], at + 1
    if word in UNITS_OF_TEN:
        behind = at + 1 + text.is_dash(at + 1)
        ones = ORDINALS.get(text[behind].text, 0)
        return (UNITS_OF_TEN[word] + ones, behind + 1) if 0 < ones < 10 else None
    return None


def _digits(text: Text, at: int) -> tuple[int, int] | None:
    piece = text[at]
    if not (piece.is_number and len(piece.text) == 4 and 0 < int(piece.text) <= _LAST_YEAR):
        return None
    return int(piece.text), at + 1


def _shortened(text: Text, at: int) -> tuple[int, int] | None:
    number = text[at + 1]
    is_short = text[at].text in APOSTROPHES and number.glued and number.is_number and len(number.text) == 2
    is_whole = not (text[at + 2].is_word and text[at + 2].glued)
    return (to_full_year(int(number.text), text), at + 2) if is_short and is_whole else None


def _framed(text: Text, at: int) -> tuple[int, int] | None:
    """Read two digits behind a word that goes before a time, and before no noun: back in 92, early 09."""
    number, behind = text.number(at), text[at + 1]
    if number is None or len(text[at].text) != 2 or text[at - 1].text not in SHORT_YEAR_FRAMES:
        return None
    if number < _SHORT_YEAR and not text[at].text.startswith("0"):
        return None
    is_joined = text[at + 2].glued and text[at + 2].is_number
    is_whole = not (behind.glued and (behind.is_word or behind.is_number or behind.text in "%:/-" or is_joined))
    is_counting = behind.is_word and behind.text not in STOP_WORDS
    return (to_full_year(number, text), at + 1) if is_whole and not is_counting else None


def _spelt(text: Text, at: int) -> tuple[int, int] | None:
    if text.has(at, "two", "thousand"):
        behind = text.skip(at + 2, ("and",))
        ones = COUNTS.get(text[behind].text, 0)
        return (2000 + ones, behind + 1) if 0 < ones < 100 else (2000, at + 2)
    century = _CENTURIES.get(text[at].text)
    behind = at + 1 + text.is_dash(at + 1)
    if century is None or text[behind].is_number:
        return None
    rest = read_count(text, behind) if text[behind].text in TENS or COUNTS.get(text[behind].text, 0) > 9 else None
    return (century + rest[0], rest[1]) if rest and rest[0] > 9 else None
