"""The time that a question names, as a span of days."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache
from re import Match

from bot.domain.answers import PeriodMatch
from bot.domain.dates import MONTHS, Period, end_of_month
from bot.search.tokens import tokenise

_MONTH = r"(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in map(str.lower, MONTHS)) + r"|sept)\.?"
_YEAR = r"(?:0\d\d[1-9]|0\d[1-9]0|0[1-9]00|[12]\d{3}|3000)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_IN_NUMBERS = (
    r"(?<![\d./])(?<!\b\d-)(?<!\b\d\d-)(?:"
    rf"\d\d?\.\d\d?\.{_YEAR}|\d\d?/\d\d?/{_YEAR}|\d\d?-\d\d?-{_YEAR}|(?:0[1-9]|1[0-2])[./]{_YEAR}|[1-9]/{_YEAR}"
    rf"|{_YEAR}/\d\d?/\d\d?|{_YEAR}\.\d\d?\.\d\d?)"
)
_DATE = (
    rf"{_IN_NUMBERS}|{_YEAR}(?:-\d\d(?:-\d\d)?)?|{_DAY} (?:of )?{_MONTH},? {_YEAR}|{_MONTH} {_DAY},? {_YEAR}"
    rf"|{_MONTH},? {_YEAR}"
)
_DASH = "[-‐‑‒–—/]"

_SHORT_RANGE = rf"\b({_YEAR})( ?{_DASH} ?)(\d\d)\b(?![-/]|\.\d)"
_RANGE = (
    rf"\b(?:between |from )?({_DATE})(?: ?{_DASH} ?| to | until | till | through )({_DATE})\b"
    rf"|\bbetween ({_DATE}) and ({_DATE})\b"
)
_UP_TO_NOW = (
    rf"\b(?:between |from |since )?({_DATE})(?: ?{_DASH} ?| to | and | until | till | through )"
    r"(?:now|today|(?:the )?present)\b"
)
_DECADE = r"\b(?:(early|mid|late)[ -])?(?:the )?(?:(1\d|20)(\d)0|['’]?([2-9])0)['’]?s\b"
_TENS = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_OPEN_DECADE = r"\bfrom[ -](?:the )?(1\d|20)(\d)0s\b"
_SPELT_DECADE = rf"\b(?:(early|mid|late)[ -])?(?:the )?({'|'.join(_TENS)})\b"
_CENTURY = r"\b(?:in |during )?(?:the )?(1\d|20|21)(?:st|th)[ -]century\b"
_PART_OF_YEAR = rf"\b(?:in )?(?:the )?(early|mid|late)[ -](?:in )?({_YEAR})\b(?![-–]\d|s)"
_OPEN = rf"\b(since|after|post|before|prior to|pre|until|till|up to|from)[ -](?:the )?({_DATE})\b(?: on(?:wards?)?\b)?"
_YEARS = rf"\b({_YEAR}(?:(?:,| and|, and) {_YEAR})+)\b"
_SINGLE = rf"\b(?:in |by |during )?({_DATE})\b"
_COUNTS = "one two three four five six seven eight nine ten".split()
_COUNT = rf"[1-9]\d?|an?|{'|'.join(_COUNTS)}"
_RELATIVE = (
    r"\b(?:in |over |during |within )?(?:the )?(this|last|past|previous|next|coming) "
    rf"(?:(week|month|year|decade)|({_COUNT}) (day|week|month|year|decade)s?)\b(?! (?:after|of)\b)"
)
_YESTERDAY = r"\b((?:the )?day before )?yesterday\b"
_LAST_MONTH = rf"\b(?:in )?last ({_MONTH})(?!\w)"
_AGO = rf"\b({_COUNT}) (day|week|month|year)s? ago\b"
# What stands before a time that is not a date, and makes it begin or end there.
_OPENING = r"(?<!\bday )(?<!week )(?<!month )(?<!year )\b(since|after|before|prior to|until|till|up to)[ -](?:the )?$"
_NOW = re.compile(
    r"\b(?:the )?(?:most )?(?:current|currently|lately|latest|newest|news|now|nowadays|presently|recent|recently)\b"
    r"|\btoday\b"
    r"|\bat (?:present|the moment)\b|\bthese days\b|\bup[ -]to[ -]date\b|\bwhat(?:['’]s| is| s) new\b"
)

# A word of each form, without which there is none.
_DIGIT = re.compile(r"\d")
_IN_WORDS = ("ties", "this", "last", "past", "previous", "next", "coming", "yesterday", "ago")
_MOMENT = frozenset("at days moment now nowadays present presently the these today".split())
_NOW_WORDS = frozenset(
    "current currently date days lately latest moment new newest news now nowadays present presently recent recently "
    "today".split()
)

# People do not agree where the middle of a decade begins.
_PARTS_OF_DECADE = {"early": (0, 4), "mid": (3, 7), "late": (6, 9), None: (0, 9)}
_PARTS_OF_YEAR = {"early": (1, 4), "mid": (4, 9), "late": (9, 12)}


def is_period(text: str, today: date) -> bool:
    """Whether a text says a time."""
    tokens = tokenise(text)
    words = [token.word for token in tokens.words]
    return find_period(tokens.folded, today) is not None or bool(find_now(tokens.folded, words))


def prepare() -> None:
    """Make the patterns that are else made when a time is first asked for."""
    for pattern, _ in _READERS:
        _compile(pattern)


def find_period(folded: str, today: date) -> tuple[PeriodMatch, tuple[int, int]] | None:
    """The time that a question, folded, names, with the span that says so; None if it names none.

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
            opening = _compile(_OPENING).search(folded, 0, start) if read in _OPENED else None
            if opening and period.start and period.end:
                period, start = _opened(opening[1], period.start, period.end), opening.start()
            return PeriodMatch(period, to_label(period), folded[start:end].strip()), (start, end)
    return None


def find_now(folded: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where a question, folded, asks for what is current or newest, given its words."""
    if _NOW_WORDS.isdisjoint(words):
        return []
    return [match.span() for match in _NOW.finditer(folded)]


def is_moment(words: Iterable[str]) -> bool:
    """Whether these words only say when it is: alone they ask for nothing, as the latest and the news do."""
    return _MOMENT.issuperset(words)


def to_label(period: Period) -> str:
    """A period in its shortest exact form, which reads back as the same: 1993, 2009-10, 1992-1993, since 2010."""
    start, end = period.start, period.end
    if start and end:
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
            return f"{start.year:04}" if start.year == end.year else f"{start.year:04}-{end.year:04}"
        if start.day == 1 and end == end_of_month(start):
            return start.isoformat()[:7]
        return str(start) if start == end else f"{start} to {end}"
    if start:
        return f"since {_shortest(start)}"
    return f"before {_shortest(end + timedelta(days=1))}" if end else "any time"


def _shortest(day: date) -> str:
    if (day.month, day.day) == (1, 1):
        return f"{day.year:04}"
    return day.isoformat()[:7] if day.day == 1 else day.isoformat()


# To make them all takes 11 ms, which a question without a time need not wait for.
_compile = cache(re.compile)


def _read_date(text: str) -> tuple[date, date]:
    """The first and last day of a date in any of the forms; ValueError where the calendar lacks it.

    In numbers the day stands before the month, as in most of the world, unless there is no such month.
    """
    if in_numbers := re.fullmatch(rf"(\d\d?)[./-](\d\d?)[./-]({_YEAR})", text):
        first, second, year = map(int, in_numbers.groups())
        day = date(year, second, first) if second <= 12 else date(year, first, second)
        return day, day
    year = int(re.search(_YEAR, text)[0])  # type: ignore[index]
    rest = re.sub(_YEAR, " ", text, count=1)
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
    """The first year of the last decade with these tens that has begun."""
    start = today.year // 100 * 100 + 10 * tens
    return start if start <= today.year else start - 100


def _read_spelt_decade(match: Match[str], today: date) -> Period:
    low, high = _PARTS_OF_DECADE[match[1]]
    start = _begun(2 + _TENS.index(match[2]), today)
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
    """The day, week, month or year that comes so many after that of today, or before it."""
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
    return int(count) if count.isdecimal() else 1 if count in ("a", "an") else _COUNTS.index(count) + 1


def _month_of(name: str) -> int:
    return [month[:3].lower() for month in MONTHS].index(name[:3]) + 1


_READERS: tuple[tuple[str, Callable[[Match[str], date], Period]], ...] = (
    (_SHORT_RANGE, _read_short_range),
    (_RANGE, _read_range),
    (_UP_TO_NOW, _read_up_to_now),
    (_OPEN_DECADE, _read_open_decade),
    (_DECADE, _read_decade),
    (_SPELT_DECADE, _read_spelt_decade),
    (_PART_OF_YEAR, _read_part_of_year),
    (_CENTURY, _read_century),
    (_OPEN, _read_open),
    (_YEARS, _read_years),
    (_SINGLE, _read_single),
    (_RELATIVE, _read_relative),
    (_AGO, _read_ago),
    (_YESTERDAY, _read_yesterday),
    (_LAST_MONTH, _read_last_month),
)
_SPELT = (_SPELT_DECADE, _RELATIVE, _AGO, _YESTERDAY, _LAST_MONTH)
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
