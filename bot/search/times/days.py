"""Dates: days, months and years in any form, of which the year or more may be missing."""

from bot.search.lexicon.time_phrases import YEAR_FRAMES
from bot.search.lexicon.times import ABBREVIATED, MONTH_NAMES, WEEKDAYS
from bot.search.times.moments import Moment
from bot.search.times.numbers import read_ordinal, read_year, to_full_year
from bot.search.times.numeric_dates import read_numbers
from bot.search.times.scanning import Text

_BETWEEN = frozenset(",./-") | {"of"}


def read_date(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read a date at a position, and return it with the position behind it.

    ValueError where it looks like one in numbers and is none.
    """
    at = _skip_weekday(text, at)
    return read_numbers(text, at) or _with_month(text, at) or _year_first(text, at) or _only_day(text, at)


def _with_month(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read a date with its month's name: 10 November 2020, November the 10th, 2020, Nov-2020, aug 24, November."""
    day, month_at = _day_before_month(text, at)
    name = text[month_at].text
    month = MONTH_NAMES.get(name)
    if month is None:
        return None
    behind = month_at + 1
    behind += text.has(behind, ".") and text[behind].glued
    if day is None and (found := _day_behind_month(text, behind)):
        day, after_day = found
        year = _year_behind(text, after_day)
        return (Moment(year[0], month, day=day), year[1]) if year else (Moment(month=month, day=day), after_day)
    year = _year_behind(text, behind) or _short_year_behind(text, behind, is_sure=day is not None, name=name)
    if year:
        return Moment(year[0], month, day=day), year[1]
    return Moment(month=month, day=day), behind


def _day_before_month(text: Text, at: int) -> tuple[int | None, int]:
    ordinal = read_ordinal(text, at)
    number = text.number(at)
    if ordinal:
        day, behind = ordinal
    elif number is not None:
        day, behind = number, at + 1
    else:
        return None, at
    if day == 0 or day > 31:
        if text[behind].text in MONTH_NAMES and len(text[at].text) == 2 and read_year(text, behind + 1):
            raise ValueError("no month has such a day")
        return None, at
    behind = _skip_between(text, behind)
    behind = text.skip(behind, ("the",)) if text.has(behind - 1, "of") else behind
    return (day, behind) if text[behind].text in MONTH_NAMES else (None, at)


def _day_behind_month(text: Text, at: int) -> tuple[int, int] | None:
    """Read the day behind a month's name, unless it is a year in two digits; behind a mark, only before a year."""
    marked = text.skip(at, (",", "/"))
    if marked > at:
        found = _day_behind_month(text, marked)
        return found if found and _year_behind(text, found[1]) else None
    start = text.skip(at, ("the",))
    found = read_ordinal(text, start)
    if found is None:
        start = start if start > at else at
        number = text.number(start)
        if not number or number > 31:
            return None
        found = number, start + 1
        may_be_year = text[at - 1].text in ABBREVIATED or text[start].text[0] == "0"
        is_short_year = may_be_year and len(text[start].text) == 2 and start == at
        if is_short_year and not (_year_behind(text, found[1]) or _begins_days(text, found[1])):
            return None
    return found if 1 <= found[0] <= 31 else None


def _year_behind(text: Text, at: int) -> tuple[int, int] | None:
    behind = _skip_between(text, at)
    behind = text.skip_phrase(behind, YEAR_FRAMES)
    found = read_year(text, behind)
    # 2020-11: a date of its own begins here.
    is_date = text[found[1]].text == "-" and text[found[1] + 1].glued and text[found[1]].glued if found else False
    return None if found is None or (is_date and len(text[found[1] + 1].text) <= 2 and behind > at + 1) else found


def _short_year_behind(text: Text, at: int, *, is_sure: bool, name: str) -> tuple[int, int] | None:
    """Read two digits behind a month's name as a year: nov 08, nov-20, aug 24; but September 27 may be a day."""
    behind = at + 1 if text[at].text in {"-", "/"} and text[at].glued and text[at + 1].glued else at
    number = text[behind]
    if not (number.is_number and len(number.text) == 2):
        return None
    after = text[behind + 1]
    if (after.glued and (after.is_word or after.is_number)) or _is_counted(text, behind + 1):
        return None
    if _begins_days(text, behind + 1):
        return None
    year = to_full_year(int(number.text), text)
    is_year = int(number.text) > 31 or number.text[0] == "0" or name in ABBREVIATED
    # Days to come are seldom asked for: may 28 is a day.
    return (year, behind + 1) if (is_year or is_sure) and year <= text.today.year else None


def _begins_days(text: Text, at: int) -> bool:
    """Return whether a day and its year follow, so that what precedes is a day too: Sep 27 - Nov 10, 2020."""
    if not (text.is_dash(at) or text[at].text in {"to", "and", "until", "through"}):
        return False
    behind = text.skip(text.skip(at + 1, MONTH_NAMES), (".",))
    number = text.number(behind)
    return number is not None and read_year(text, text.skip(behind + 1, (",",))) is not None


def _is_counted(text: Text, at: int) -> bool:
    """Return whether a number before a position is part of a longer one or of a time of day."""
    return text[at].glued and text[at].text in {":", ".", "/", "%"} and text[at + 1].glued


def _year_first(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read a date that begins with its year: 2020 November 10, 2020-Nov-10, or the year alone."""
    found = read_year(text, at)
    if found is None:
        return None
    year, behind = found
    month_at = behind + 1 if text[behind].text in {",", "-", "/", "."} else behind
    month = MONTH_NAMES.get(text[month_at].text)
    is_joined = month_at == behind or text[behind].text == "," or (text[behind].glued and text[month_at].glued)
    may_be_word = text[month_at].text == "may" and not text[month_at + 1].is_number
    is_in_range = text.is_dash(month_at + 1) and text[month_at + 2].text in MONTH_NAMES
    if month is None or not is_joined or (may_be_word and not is_in_range):
        return Moment(year=year), behind
    end = month_at + 1
    if _year_behind(text, end):
        return Moment(year=year), behind  # 2018, June 2020
    day_at = end + 1 if text[end].text in {"-", "/", "."} and text[end].glued and text[end + 1].glued else end
    day = text.number(day_at)
    if day and day <= 31 and not _is_counted(text, day_at + 1):
        if _year_behind(text, day_at + 1):
            return Moment(year=year), behind
        ordinal = read_ordinal(text, day_at)
        return Moment(year, month, day=day), ordinal[1] if ordinal else day_at + 1
    return Moment(year, month), end


def _only_day(text: Text, at: int) -> tuple[Moment, int] | None:
    found = read_ordinal(text, at)
    number = text.number(at)
    if found is None and number:
        found = number, at + 1
    return (Moment(day=found[0]), found[1]) if found and 1 <= found[0] <= 31 else None


def _skip_between(text: Text, at: int) -> int:
    """Return the position behind what may separate a day, a month and a year; a dash only without spaces."""
    if text[at].text == "-" and not (text[at].glued and text[at + 1].glued):
        return at
    behind = text.skip(at, _BETWEEN)
    return text.skip(behind, ("of",)) if behind > at and text[at].text == "," else behind


def _skip_weekday(text: Text, at: int) -> int:
    if text[at].text not in WEEKDAYS:
        return at
    behind = text.skip(text.skip(at + 1, (".",)), (",",))
    behind = text.skip(behind, ("the",))
    return behind if text[behind].is_number or text[behind].text in MONTH_NAMES else at
