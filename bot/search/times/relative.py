"""Times reckoned from today: last year, twenty years ago, since last May."""

from datetime import date, timedelta

from bot.domain.dates import Period, end_of_month
from bot.search.lexicon.times import MONTH_NAMES, MONTHS_AND_WORDS, SEASONS, UNITS, VAGUE, VAGUE_PHRASES, WEEKDAY_NAMES
from bot.search.times.moments import Moment, bounds_of
from bot.search.times.numbers import read_count
from bot.search.times.scanning import Text

_AHEAD = frozenset(("next", "coming"))
_BACK = frozenset(("last", "past", "previous"))
_NOW = frozenset(("this", "current"))
# So many years ago, in words, means a tenth more or less, as does any number of years with “some” or “or so”.
_ROUND, _LEAST_SPREAD = 50, 2
_JOINING = frozenset("and in on or to until with".split())


def read_relative(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read a time that is reckoned from today."""
    found = _read_day(text, at) or _read_ago(text, at) or _read_which(text, at)
    return (Moment(span=found[0], exact=False), found[1]) if found else None


def shift(period: Period, unit: str, count: int) -> Period:
    """Return the day, week, month or year so many before the first day of a time, or behind its last."""
    start, end = bounds_of(period)
    day = end if count > 0 else start
    if unit == "week":
        first = day + timedelta(days=1) if count > 0 else day - timedelta(days=7)
        return Period(first, first + timedelta(days=6))
    return reckon(unit, count, day)


def reckon(unit: str, count: int, today: date) -> Period:
    """Return the day, week, month or year that comes so many after that of a day, or before it."""
    match unit:
        case "day":
            day = today + timedelta(days=count)
            return Period(day, day)
        case "week" | "fortnight":
            days = 7 * count if unit == "week" else 14 * count
            monday = today + timedelta(days=days - today.weekday())
            return Period(monday, monday + timedelta(days=6))
        case "month":
            return _months(today.year * 12 + today.month - 1 + count, 1)
        case "quarter":
            return _months(((today.year * 12 + today.month - 1) // 3 + count) * 3, 3)
        case "year":
            return Period(date(today.year + count, 1, 1), date(today.year + count, 12, 31))
        case "decade":
            return reckon("year", 10 * count, today)
    return reckon("year", 100 * count, today)


def _months(first: int, count: int) -> Period:
    last = first + count - 1
    return Period(date(first // 12, first % 12 + 1, 1), end_of_month(date(last // 12, last % 12 + 1, 1)))


def _read_day(text: Text, at: int) -> tuple[Period, int] | None:
    if text.has(at, "day", "before", "yesterday"):
        return reckon("day", -2, text.today), at + 3
    if text.has(at, "yesterday"):
        return reckon("day", -1, text.today), at + 1
    unit = UNITS.get(text[at].text)
    if unit and unit == text[at].text and text.has(at + 1, "before", "last"):
        return reckon(unit, -2, text.today), at + 3
    return None


def _read_ago(text: Text, at: int) -> tuple[Period, int] | None:
    if text.has(at, "half", "a") and text[at + 2].text in {"year", "decade", "century"} and text.has(at + 3, "ago"):
        unit, count = {"year": ("month", 6), "decade": ("year", 5), "century": ("year", 50)}[text[at + 2].text]
        spread = count // 10 if count >= _ROUND else 0
        earliest, latest = reckon(unit, -count - spread, text.today), reckon(unit, spread - count, text.today)
        return Period(earliest.start, latest.end), at + 4
    vague = text.phrase(at, VAGUE_PHRASES)
    found = read_count(text, at)
    if found is None or text[at - 1].text in {"half", "."}:
        return None
    count, behind = found
    half = _read_and_a_half(text, count, behind)
    if half:
        return half
    fewest = VAGUE[vague][0] if vague else count
    odd = behind + text.is_dash(behind)
    if text.has(odd, "odd"):
        count, behind = count + 9, odd + 1  # thirty-odd years ago
    elif text[behind].text in {"or", "to"} or text.is_dash(behind):
        second = read_count(text, behind + 1)  # two or three years ago
        if second is None or second[0] < count:
            return None
        count, behind = second
    unit = UNITS.get(text[behind].text, "")
    if not (unit and (text.has(behind + 1, "ago") or text.has(behind + 1, "back"))):
        return None
    end = behind + 2
    size = {"year": 1, "decade": 10, "century": 100}.get(unit, 0)
    is_rough = text[at - 1].text == "some" or text.has(end, "or", "so")
    if not size or not (is_rough or (size * count >= _ROUND and not text[at].is_number)):
        return Period(reckon(unit, -count, text.today).start, reckon(unit, -fewest, text.today).end), end
    spread = max(size * count // 10, _LEAST_SPREAD)
    first, last = -size * count - spread, -size * fewest + spread
    end += 2 * text.has(end, "or", "so")
    return Period(reckon("year", first, text.today).start, reckon("year", last, text.today).end), end


def _read_and_a_half(text: Text, count: int, at: int) -> tuple[Period, int] | None:
    """Read so many units and a half ago: one and a half years ago, a year and a half ago."""
    and_a_half = ("and", "a", "half")
    unit_at = at + 3 if text.has(at, *and_a_half) else at
    behind = unit_at + 1 if unit_at > at else at + 4
    if not (text.has(behind, "ago") and (unit_at > at or text.has(at + 1, *and_a_half))):
        return None
    smaller = {"year": ("month", 12), "decade": ("year", 10), "century": ("year", 100)}
    unit, size = smaller.get(UNITS.get(text[unit_at].text, ""), ("", 0))
    return (reckon(unit, -(size * count + size // 2), text.today), behind + 1) if unit else None


def last_weekday(name: str, today: date) -> Period:
    """Return the last day of that name before today."""
    day = today - timedelta(days=(today.weekday() - WEEKDAY_NAMES[name] - 1) % 7 + 1)
    return Period(day, day)


def _read_which(text: Text, at: int) -> tuple[Period, int] | None:
    which = text[at].text
    if which not in _AHEAD and which not in _BACK and which not in _NOW:
        return None
    name = text[at + 1].text
    if name in MONTH_NAMES or name in SEASONS:
        months = (MONTH_NAMES[name], 1) if name in MONTH_NAMES else (SEASONS[name], 3)
        follows = text[at + 2]
        if follows.is_number or follows.text == "of":
            return None  # last December 2020 is dated
        if name in MONTHS_AND_WORDS and which in _NOW and follows.is_word and follows.text not in _JOINING:
            return None  # this may matter
        return _read_named(which, *months, text.today), at + 2 + (text.has(at + 2, ".") and len(name) < 5)
    if which == "current":
        return None
    if name in WEEKDAY_NAMES and which in _BACK:
        return last_weekday(name, text.today), at + 2
    found = _read_units(text, at + 1, which)
    # “Last week of the war” is not of today.
    return None if found is None or text[found[1]].text in {"after", "of"} else found


def _read_named(which: str, month: int, months: int, today: date) -> Period:
    """Return the last month or season of that name, this year's, or the next."""
    year = today.year
    if which in _AHEAD:
        year += month <= today.month
    elif which in _BACK:
        year -= month + months > today.month
    elif month == 12 and months == 3 and today.month <= 2:
        year -= 1
    return _months(year * 12 + month - 1, months)


def _read_units(text: Text, at: int, which: str) -> tuple[Period, int] | None:
    unit = text[at].text
    if unit in ("decade", "century"):
        if which == "this" or (unit == "century" and which in _BACK):
            years = 10 if unit == "decade" else 100
            start = text.today.year // years * years + (years == 100) - (0 if which == "this" else years)
            return Period(date(start, 1, 1), date(start + years - 1, 12, 31)), at + 1
        return _read_many(text, which, 1, unit, at + 1)
    if unit in UNITS and UNITS[unit] == unit:
        return reckon(unit, 0 if which == "this" else 1 if which in _AHEAD else -1, text.today), at + 1
    found = read_count(text, at)
    unit = UNITS.get(text[found[1]].text, "") if found else ""
    if found and unit:
        return _read_many(text, which, found[0], unit, found[1] + 1)
    hours = text.number(at, 3)
    if hours and text.has(at + 1, "hours") and which in _BACK:
        return Period(text.today - timedelta(days=-(-hours // 24)), text.today), at + 2
    return None


def _read_many(text: Text, which: str, count: int, unit: str, end: int) -> tuple[Period, int] | None:
    if which == "this":
        return None
    if which in _AHEAD:
        return Period(text.today + timedelta(days=1), reckon(unit, count, text.today).end), end
    return Period(reckon(unit, -count, text.today).start, text.today), end
