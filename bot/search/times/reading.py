"""The time that a question names, as a span of days."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from re import Match

from bot.domain.dates import MONTHS, Period, end_of_month
from bot.domain.readings import PeriodMatch
from bot.search.times import patterns

# A word of each form, without which there is none.
_DIGIT = re.compile(r"\d")
_IN_WORDS = ("ties", "this", "last", "past", "previous", "next", "coming", "yesterday", "ago")

# People do not agree where the middle of a decade begins.
_PARTS_OF_DECADE = {"early": (0, 4), "mid": (3, 7), "late": (6, 9), None: (0, 9)}
_PARTS_OF_YEAR = {"early": (1, 4), "mid": (4, 9), "late": (9, 12)}


def find_period(folded: str, today: date) -> tuple[PeriodMatch, tuple[int, int]] | None:
    """Return the time that a folded question names, with the span that says so; None if it names none.

    Of several, the one written in the fullest form counts.
    """
    # Looking for a word is many times as fast as looking for what it may be a part of.
    readers = _READERS if _DIGIT.search(folded) else _SPELT_READERS if any(map(folded.__contains__, _IN_WORDS)) else ()
    for pattern, read in readers:
        for match in _compile(pattern).finditer(folded):
            try:
                period = read(match, today)
            except (ValueError, OverflowError):
                continue  # 31 June 2009 looks like a date and is none
            start, end = match.span()
            opening = _compile(patterns.OPENING).search(folded, 0, start) if read in _OPENED else None
            if opening and period.start and period.end:
                period, start = _opened(opening[1], period.start, period.end), opening.start()
            return PeriodMatch(period, folded[start:end].strip()), (start, end)
    return None


def compile_patterns() -> None:
    """Compile the patterns that are otherwise compiled when a time is first asked for."""
    for pattern, _ in _READERS:
        _compile(pattern)


# To compile them all takes 11 ms, which a question without a time need not wait for.
_compile = cache(re.compile)


def _read_date(text: str) -> tuple[date, date]:
    """Return the first and last day of a date in any of the forms; ValueError where the calendar lacks it.

    In numbers the day stands before the month, as in most of the world, unless there is no such month.
    """
    if in_numbers := re.fullmatch(rf"(\d\d?)[./-](\d\d?)[./-]({patterns.YEAR})", text):
        first, second, year = map(int, in_numbers.groups())
        day = date(year, second, first) if second <= 12 else date(year, first, second)
        return day, day
    year = int(re.search(patterns.YEAR, text)[0])  # type: ignore[index]
    rest = re.sub(patterns.YEAR, " ", text, count=1)
    named = re.search(r"[a-z]{3}", re.sub(r"(?<=\d)(?:st|nd|rd|th)", "", rest))
    numbers = [int(number) for number in re.findall(r"\d+", rest)]
    if named:
        numbers.insert(0, _month_of(named[0]))
    if not numbers:
        return date(year, 1, 1), date(year, 12, 31)
    if len(numbers) == 1:
        return date(year, numbers[0], 1), end_of_month(date(year, numbers[0], 1))
    return date(year, *numbers), date(year, *numbers)


def _read_short_range(match: Match[str], _: date) -> Period:
    first = int(match[1])
    last = first // 100 * 100 + int(match[3])
    if last <= first or (match[2] == "-" and int(match[3]) <= 12):
        raise ValueError("2009-10 is a month")
    return Period(date(first, 1, 1), date(last, 12, 31))


def _read_range(match: Match[str], _: date) -> Period:
    first, last = sorted(_read_date(text) for text in match.groups() if text)
    return Period(first[0], last[1])


def _read_decade(match: Match[str], today: date) -> Period:
    part, century, decade, short = match.groups()
    start = int(f"{century}{decade}0") if century else _begun(int(short), today)
    low, high = _PARTS_OF_DECADE[part]
    return Period(date(start + low, 1, 1), date(start + high, 12, 31))


def _read_open_decade(match: Match[str], _: date) -> Period:
    return Period(date(int(f"{match[1]}{match[2]}0"), 1, 1), None)


def _read_years(match: Match[str], _: date) -> Period:
    years = sorted(int(year) for year in re.findall(r"\d{4}", match[1]))
    if years[-1] - years[0] >= len(years):
        raise ValueError("years apart are no span")
    return Period(date(years[0], 1, 1), date(years[-1], 12, 31))


def _begun(tens: int, today: date) -> int:
    """Return the first year of the last decade with these tens that has begun."""
    start = today.year // 100 * 100 + 10 * tens
    return start if start <= today.year else start - 100


def _read_spelt_decade(match: Match[str], today: date) -> Period:
    low, high = _PARTS_OF_DECADE[match[1]]
    start = _begun(2 + patterns.TENS.index(match[2]), today)
    return Period(date(start + low, 1, 1), date(start + high, 12, 31))


def _read_part_of_year(match: Match[str], _: date) -> Period:
    low, high = _PARTS_OF_YEAR[match[1]]
    year = int(match[2])
    return Period(date(year, low, 1), end_of_month(date(year, high, 1)))


def _read_century(match: Match[str], _: date) -> Period:
    last = 100 * int(match[1])
    return Period(date(last - 99, 1, 1), date(last, 12, 31))


def _read_up_to_now(match: Match[str], today: date) -> Period:
    first, _ = _read_date(match[1])
    if first > today:
        raise ValueError("the future does not reach back to today")
    return Period(first, today)


def _read_open(match: Match[str], _: date) -> Period:
    return _opened(match[1], *_read_date(match[2]))


def _opened(how: str, first: date, last: date) -> Period:
    match how:
        case "after" | "post":
            return Period(last + timedelta(days=1), None)
        case "before" | "prior to" | "pre":
            return Period(None, first - timedelta(days=1))
        case "until" | "till" | "up to":
            return Period(None, last)
    return Period(first, None)


def _read_single(match: Match[str], _: date) -> Period:
    return Period(*_read_date(match[1]))


def _read_relative(match: Match[str], today: date) -> Period:
    which, unit, count, units = match.groups()
    is_ahead = which in ("next", "coming")
    if unit and unit != "decade":
        return _reckon(unit, 0 if which == "this" else 1 if is_ahead else -1, today)
    if unit and which == "this":
        start = today.year // 10 * 10
        return Period(date(start, 1, 1), date(start + 9, 12, 31))
    number, unit = (1, unit) if unit else (_to_number(count), units)
    number, unit = (10 * number, "year") if unit == "decade" else (number, unit)
    if is_ahead:
        return Period(today + timedelta(days=1), _reckon(unit, number, today).end)
    return Period(_reckon(unit, -number, today).start, today)


def _reckon(unit: str, number: int, today: date) -> Period:
    """Return the day, week, month or year that comes so many after that of today, or before it."""
    match unit:
        case "day":
            day = today + timedelta(days=number)
            return Period(day, day)
        case "week":
            monday = today + timedelta(days=7 * number - today.weekday())
            return Period(monday, monday + timedelta(days=6))
        case "month":
            months = today.year * 12 + today.month - 1 + number
            first = date(months // 12, months % 12 + 1, 1)
            return Period(first, end_of_month(first))
    return Period(date(today.year + number, 1, 1), date(today.year + number, 12, 31))


def _read_yesterday(match: Match[str], today: date) -> Period:
    return _reckon("day", -2 if match[1] else -1, today)


def _read_last_month(match: Match[str], today: date) -> Period:
    month = _month_of(match[1])
    first = date(today.year if month < today.month else today.year - 1, month, 1)
    return Period(first, end_of_month(first))


def _read_ago(match: Match[str], today: date) -> Period:
    return _reckon(match[2], -_to_number(match[1]), today)


def _to_number(count: str) -> int:
    return int(count) if count.isdecimal() else 1 if count in ("a", "an") else patterns.COUNTS.index(count) + 1


def _month_of(name: str) -> int:
    return [month[:3].lower() for month in MONTHS].index(name[:3]) + 1


_READERS: tuple[tuple[str, Callable[[Match[str], date], Period]], ...] = (
    (patterns.SHORT_RANGE, _read_short_range),
    (patterns.RANGE, _read_range),
    (patterns.UP_TO_NOW, _read_up_to_now),
    (patterns.OPEN_DECADE, _read_open_decade),
    (patterns.DECADE, _read_decade),
    (patterns.SPELT_DECADE, _read_spelt_decade),
    (patterns.PART_OF_YEAR, _read_part_of_year),
    (patterns.CENTURY, _read_century),
    (patterns.OPEN, _read_open),
    (patterns.YEARS, _read_years),
    (patterns.SINGLE, _read_single),
    (patterns.RELATIVE, _read_relative),
    (patterns.AGO, _read_ago),
    (patterns.YESTERDAY, _read_yesterday),
    (patterns.LAST_MONTH, _read_last_month),
)
_SPELT = (patterns.SPELT_DECADE, patterns.RELATIVE, patterns.AGO, patterns.YESTERDAY, patterns.LAST_MONTH)
_SPELT_READERS = tuple((pattern, read) for pattern, read in _READERS if pattern in _SPELT)
_OPENED = (
    _read_decade,
    _read_spelt_decade,
    _read_part_of_year,
    _read_century,
    _read_relative,
    _read_last_month,
    _read_ago,
    _read_yesterday,
)
