"""Numbers that are no times: resolution 2699, 2000 troops, $1990, MiG-2000, +994 50 123 2020."""

from bot.search.lexicon.numbered import COUNTED, CURRENCIES, NUMBERED, NUMBERED_IN_PLURAL
from bot.search.lexicon.time_phrases import FRAMES
from bot.search.lexicon.times import APOSTROPHES, ERAS, MONTH_NAMES, ORDINAL_ENDINGS
from bot.search.times.scanning import Text

_MARKS = frozenset(".:/-_@,")
_BETWEEN_NUMBERS = frozenset((",", "and", "or", "&"))
# A fiscal year is the calendar year in most states.
_PREFIXES = frozenset("pre post mid early late fy year".split())
_ENDINGS = frozenset(("s", "x", "q", "h", "t", "ish")) | ERAS | ORDINAL_ENDINGS | MONTH_NAMES.keys()
_SHORTEST_WORD = 4
_LAST_HOUR, _LAST_MINUTE = 24, 59


def skip_no_time(text: Text, at: int) -> int:
    """Return the position behind a number at a position that is no time, or the same position where it may be one."""
    if text[at].text in NUMBERED or text[at].text in NUMBERED_IN_PLURAL:
        return _skip_numbered(text, at)
    if text[at].text in CURRENCIES:
        return _skip_run(text, at + 1)
    if text.has(at, "+") and text[at + 1].is_number and text[at + 1].glued and not text[at].glued:
        return _skip_phone(text, at + 1)
    if not text[at].is_number:
        return at
    if _is_part_of_name(text, at) or _is_thousands(text, at):
        return _skip_run(text, at)
    behind = at + 1
    is_attached = text[behind].glued and text[behind].is_word and text[behind].text not in _ENDINGS
    is_counted = text[behind].text in COUNTED or (text[behind].text == "%" and text[behind].glued)
    return behind if is_attached or (is_counted and len(text[at].text) != 2) else at


def skip_clock(text: Text, at: int) -> int:
    """Return the position behind a time of day, or the same position where there is none: 10:30, 5 p.m."""
    hour = text.number(at)
    if hour is None or hour > _LAST_HOUR or text[at].glued:
        return at
    behind = at + 1
    while text.has(behind, ":") and text[behind].glued and text[behind + 1].glued and len(text[behind + 1].text) == 2:
        if not text[behind + 1].is_number or int(text[behind + 1].text) > _LAST_MINUTE:
            return at
        behind += 2
    if text[behind].text in {"am", "pm"}:
        return behind + 1
    if text[behind].text in {"a", "p"} and text.has(behind + 1, ".", "m"):
        return text.skip(behind + 3, (".",))
    return behind if behind > at + 1 else at


def _skip_numbered(text: Text, at: int) -> int:
    """Skip “resolutions 1325 and 2699”; but of resolutions in the plural, 1993 is the year."""
    behind = text.skip(at + 1, (".",))
    behind = text.skip(behind, ("no", "nr", "number", "numbers", "nos"))
    behind = text.skip(text.skip(behind, (".",)), ("#",))
    if not text[behind].is_number or _is_date(text, behind):
        return at
    if text[at].text in NUMBERED_IN_PLURAL and 1800 <= int(text[behind].text[:9]) <= text.today.year:
        return at
    end = _skip_run(text, behind)
    while text[end].text in _BETWEEN_NUMBERS and text[end + 1].is_number and not _is_date(text, end + 1):
        end = _skip_run(text, end + 1)
    return end


def _is_date(text: Text, at: int) -> bool:
    """Return whether a number is the day of a date: page of 10 May 1993."""
    return text[at + 1].text in MONTH_NAMES or text[at - 1].text in FRAMES


def _skip_run(text: Text, at: int) -> int:
    """Skip numbers that are written together: 3.2.2020, 2,000."""
    end = at + 1
    while text[end].glued and (
        text[end].is_number or (text[end].text in _MARKS and text[end + 1].glued and text[end + 1].is_number)
    ):
        end += 1
    return end


def _skip_phone(text: Text, at: int) -> int:
    end = at
    while text[end].is_number or (text[end].text in {"-", "(", ")", "."} and text[end + 1].is_number):
        end += 1
    return end


def _is_part_of_name(text: Text, at: int) -> bool:
    """Return whether a number is glued to a short word or to a number: MiG-29, COP29, 555-1999."""
    before, first = text[at - 1], text[at - 2]
    if not text[at].glued:
        return False
    if before.is_word:
        return before.text not in _PREFIXES and before.text not in MONTH_NAMES and before.text not in {"q", "h"}
    if before.text not in _MARKS or before.text == "," or not before.glued:
        return before.text == "@"
    if before.text == ":":
        return first.is_number
    is_word = first.is_word and first.text not in _PREFIXES and first.text not in MONTH_NAMES
    return first.is_number or (is_word and len(first.text) < _SHORTEST_WORD and first.text not in {"the", "to"})


def _is_thousands(text: Text, at: int) -> bool:
    """Return whether a number is followed by thousands or by a time of day: 2,000, 10:30, 24/7."""
    mark, number = text[at + 1], text[at + 2]
    if not (mark.glued and number.glued and number.is_number):
        return text[at - 1].text in APOSTROPHES and text[at - 1].glued and text[at].glued
    return mark.text in {":", "_", "@"} or (mark.text == "," and len(number.text) == 3)
