"""Times that are longer than a date: decades, centuries, quarters, halves, seasons, and what comes first in a time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.dates import Period
from bot.search.lexicon.time_phrases import POSSESSIVES, YEAR_FRAMES
from bot.search.lexicon.times import APOSTROPHES, DECADES, SEASONS, UNITS
from bot.search.times.moments import Moment, bounds_of
from bot.search.times.numbers import read_count, read_ordinal, read_year, to_full_year
from bot.search.times.scanning import Text

_ROMAN = {"xvi": 16, "xvii": 17, "xviii": 18, "xix": 19, "xx": 20, "xxi": 21}
_LAST_CENTURY = 29
_MONTHS_OF = {"quarter": 3, "half": 6}


def read_span(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read a decade, a century, a quarter, a half or a season; a year may be missing from the last three."""
    return (
        read_decade(text, at)
        or _read_century(text, at)
        or _read_turn(text, at)
        or _read_coded_quarter(text, at)
        or _read_fraction(text, at)
        or _read_season(text, at)
    )


def read_decade(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read a decade: 1990s, 1990’s, the nineties, ’90s, 199x; 1800s is a century."""
    start = at + (text[at].text in APOSTROPHES)
    piece = text[start]
    if text[start - 1].text in POSSESSIVES:
        return None
    if text.has(at, "nineteen") and text[at + 1 + text.is_dash(at + 1)].text in DECADES:
        behind = at + 1 + text.is_dash(at + 1)
        return _decade(1900 + DECADES[text[behind].text]), behind + 1
    if piece.text in DECADES:
        return _decade(_begun(DECADES[piece.text], text)), start + 1
    if not piece.is_number:
        return None
    if len(piece.text) == 3 and text.has(start + 1, "x") and text[start + 1].glued and piece.text[0] in "12":
        return _decade(int(piece.text + "0")), start + 2
    behind = start + 1 + (text[start + 1].text in APOSTROPHES or text[start + 1].text == "-")
    if not (text.has(behind, "s") and text[behind].glued and piece.text[-1] == "0"):
        return None
    if len(piece.text) == 4 and "1" <= piece.text[0] <= "2":
        first = int(piece.text)
        is_century = piece.text.endswith("00") and first < 2000
        return (_years(first, 100) if is_century else replace(_decade(first), exact=True)), behind + 1
    if len(piece.text) == 2 and (piece.text[0] not in "01" or start > at):
        return _decade(_begun(int(piece.text), text)), behind + 1
    return None


def read_last_decade(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read the decade before that of today, where a part of it is asked for: the middle of the last decade."""
    if text[at].text not in {"last", "past", "previous"} or not text.has(at + 1, "decade"):
        return None
    return _decade(text.today.year // 10 * 10 - 10), at + 2


def read_months(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read a quarter, a half or a season behind its year: 2021 Q1, 2009 spring."""
    found = read_year(text, at)
    if found is None:
        return None
    year, behind = found
    behind += text[behind].text in {"-", "/"} and text[behind].glued and text[behind + 1].glued
    rest = _read_coded_quarter(text, behind) or _season_name(text, behind)
    return (replace(rest[0], year=year), rest[1]) if rest and rest[0].year is None else None


def read_nth(text: Text, at: int, read: Callable[[Text, int], tuple[Moment, int] | None]) -> tuple[Moment, int] | None:
    """Read so many days, weeks, months or years at the beginning or end of a time: the last week of September 2020."""
    number: int | None
    if text[at].text == "last":
        number, behind = -1, at + 1
    elif found := read_ordinal(text, at):
        number, behind = found
    else:
        return None
    few, behind = read_count(text, behind) or (1, behind)
    form = text[behind].text
    unit = UNITS.get(form)
    of = text.has(behind + 1, "of") or text.has(behind + 1, "in")
    if unit is None or unit in ("fortnight", "century", "quarter") or not of:
        return None
    whole = read(text, text.skip(behind + 2, ("the",)))
    if whole is None or not whole[0].is_whole:
        return None
    period = whole[0].to_period()
    if few == 1 and form != unit:
        few = 3  # the first months of 1992
    return (Moment(span=_nth(period, number, few, unit), exact=False), whole[1]) if number else None


def _nth(period: Period, number: int, count: int, unit: str) -> Period:
    start, end = bounds_of(period)
    size = {"day": 1, "week": 7}.get(unit)
    if size:
        if number < 0:
            found = end - timedelta(days=size * count - 1), end
        else:
            first = start + timedelta(days=size * (number - 1))
            found = first, first + timedelta(days=size * count - 1)
    else:
        months = {"month": 1, "year": 12, "decade": 120}[unit] * count
        offset = (number - 1) * months // count
        before_end = end.year * 12 + end.month - months
        begin = before_end if number < 0 else start.year * 12 + start.month - 1 + offset
        behind = begin + months
        found = date(begin // 12, begin % 12 + 1, 1), date(behind // 12, behind % 12 + 1, 1) - timedelta(days=1)
    if found[0] < start or found[1] > end:
        raise ValueError("not so many days in that time")
    return Period(*found)


def _read_century(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read a century, or several of them: 19th century, 18th and 19th centuries."""
    found = _century_number(text, at)
    if found is None:
        return None
    first, behind = found
    last = first
    if text[behind].text in {"and", "to", "or"} or text.is_dash(behind):
        second = _century_number(text, behind + 1)
        if second:
            last, behind = second
    behind += text.is_dash(behind)
    if text[behind].text not in {"century", "centuries", "c"} or not 1 <= first <= last <= _LAST_CENTURY:
        return None
    return Moment(span=Period(date(100 * first - 99, 1, 1), date(100 * last, 12, 31)), exact=False), behind + 1


def _century_number(text: Text, at: int) -> tuple[int, int] | None:
    return (_ROMAN[text[at].text], at + 1) if text[at].text in _ROMAN else read_ordinal(text, at)


def _read_turn(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read the turn of a century or a millennium, the last one where none is named: it is about its first year."""
    if not text.has(at, "turn", "of", "the"):
        return None
    number, behind = read_ordinal(text, at + 3) or (0, at + 3)
    years = {"century": 100, "millennium": 1_000}.get(text[behind].text, 0)
    if not years:
        return None
    return Moment(year=(number - 1) * years if number else text.today.year // years * years, about=True), behind + 1


def _read_coded_quarter(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read a quarter or half in its short form: Q1 2021, 1Q21, H2 2020, Q3."""
    unit = {"q": 3, "h": 6}
    if text[at].text in unit and text[at + 1].is_number and text[at + 1].glued:
        size, number = unit[text[at].text], text.number(at + 1, 1)
    elif text.number(at, 1) and text[at + 1].text in unit and text[at + 1].glued:
        size, number = unit[text[at + 1].text], text.number(at, 1)
    else:
        return None
    if not number or number > 12 // size:
        return None
    months = Moment(month=(number - 1) * size + 1, months=size, exact=False)
    # The piece behind Q is its number, behind 1Q its year, perhaps in two digits.
    return _with_year(text, at + 2, months, may_be_short=True)


def _read_fraction(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read a quarter or half in words: the third quarter of 2020."""
    found = (-1, at + 1) if text[at].text == "last" else read_ordinal(text, at)
    if found is None:
        return None
    number, behind = found
    last = number
    if text[behind].text in {"and", "or", "to"} and (second := read_ordinal(text, behind + 1)):
        last, behind = second  # the first and second quarters
    size = _MONTHS_OF.get(text[behind].text.removesuffix("s"))
    if size is None or not number <= last <= 12 // size or (number < 0 and not text.has(behind + 1, "of")):
        return None
    first = number if number > 0 else 12 // size
    count = last - number + 1
    months = Moment(month=(first - 1) * size + 1, months=size * count, exact=False)
    return _with_year(text, behind + 1, months, may_be_short=False)


def _with_year(text: Text, at: int, months: Moment, *, may_be_short: bool) -> tuple[Moment, int]:
    behind = text.skip_phrase(text.skip(at, (",", "/", "-", "of")), YEAR_FRAMES)
    behind = text.skip(behind, ("the",))
    found = read_year(text, behind)
    number = text[behind]
    if not found and may_be_short and number.is_number and len(number.text) == 2 and number.glued:
        found = to_full_year(int(number.text), text), behind + 1
    return (replace(months, year=found[0]), found[1]) if found else (months, at)


def _season_name(text: Text, at: int) -> tuple[Moment, int] | None:
    month = SEASONS.get(text[at].text)
    return (Moment(month=month, months=3, exact=False), at + 1) if month else None


def _read_season(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read a season, as meteorologists count them: winter 2020, or 2020-21, begins in December 2020."""
    found = _season_name(text, at)
    if found is None:
        return None
    season, end = _with_year(text, found[1], found[0], may_be_short=False)
    short = text.number(end, 2)
    if not season.year and short is not None and len(text[end].text) == 2 and not text[end].glued:
        behind = text[end + 1]
        if not behind.is_word and not (behind.glued and behind.is_number):  # autumn 97; but summer 12 countries
            season, end = replace(season, year=to_full_year(short, text)), end + 1
    if season.year and season.month == 12 and text.is_dash(end):
        following = text.number(end + 1, 4)
        if following in (season.year + 1, (season.year + 1) % 100) and not text.is_dash(end + 2):
            end += 2
    return season, end


def _begun(tens: int, text: Text) -> int:
    """Return the first year of the last decade with these tens that has begun."""
    start = text.today.year // 100 * 100 + tens
    return start if start <= text.today.year else start - 100


def _decade(first: int) -> Moment:
    return _years(first, 10)


def _years(first: int, count: int) -> Moment:
    return Moment(span=Period(date(first, 1, 1), date(first + count - 1, 12, 31)), exact=False)
