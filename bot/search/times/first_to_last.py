"""Times from a first to a last: 1992-93, from May to June 2021, 27 September to 10 November 2020."""

from dataclasses import replace

from bot.domain.dates import Period
from bot.search.lexicon.time_phrases import FRAMES, PRESENT, TO, YEAR_FRAMES
from bot.search.times.moments import Moment, complete, complete_after, complete_before
from bot.search.times.numbers import read_year
from bot.search.times.numeric_dates import read_partial_numbers
from bot.search.times.scanning import Text
from bot.search.times.single import read_moment


def read_range(text: Text, at: int, *, how: str) -> tuple[Period, int] | None:
    """Read a time from one to another; it may begin behind “from”, “since” or “after”, as `how` says."""
    short = _read_short_range(text, at)
    if short:
        return short
    first = _read_left(text, at)
    if first is None:
        return None
    moment, behind = first
    to = text.skip_phrase(behind, TO)
    to = to if to > behind else _skip_dash(text, behind)
    to += to > behind and text.has(to, ":")
    if to == behind and how and text.has(behind, "and") and text.phrase(to + 1, PRESENT):
        to = behind + 1
    return _finish(text, moment, to, may_lack_year=bool(how)) if to > behind else None


def read_between(text: Text, at: int) -> tuple[Period, int] | None:
    if not text.has(at, "between"):
        return None
    first = _read_left(text, at + 1)
    if first is None or text[first[1]].text not in {"and", "to", "&"}:
        return None
    return _finish(text, first[0], first[1] + 1, may_lack_year=True)


def _skip_dash(text: Text, at: int) -> int:
    """Return the position behind a dash, in any form: 1991–1994, 1991 -- 1994, 1991..1994; a slash without spaces."""
    if text.has(at, ".", ".") or text.has(at, "-", "-"):
        return at + 2 + text.has(at + 2, text[at].text)
    is_dash = text.is_dash(at) and (text[at].text != "/" or text[at].glued)
    return at + is_dash


def _read_left(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read the first time of a range, whose month and year may be at the end of the range."""
    numbers = read_partial_numbers(text, at)
    if numbers and (text.is_dash(numbers[1]) or text.phrase(numbers[1], TO)):
        return numbers
    found = read_moment(text, at)
    if found and found[0].month is None and found[0].day and text.has(found[1], ".") and text.is_dash(found[1] + 1):
        return found[0], found[1] + 1
    return found


def _with_month_first(day: Moment) -> Moment:
    """Return a day of two numbers with the first as its month, as the end of the range has: 9/10 - 11/15/2020."""
    return replace(day, day=day.month, month=day.day) if day.month and day.day and day.day <= 12 else day


def _finish(text: Text, first: Moment, at: int, *, may_lack_year: bool) -> tuple[Period, int] | None:
    """Read what a range ends with, and return the range."""
    present = text.skip_phrase(at, PRESENT)
    if present > at:
        if not first.is_whole:
            first = complete_before(first, text.today)
        start = first.to_period().start if first.is_whole else None
        if start is None or start > text.today:
            return None
        return Period(start, text.today), present
    found = _read_last(text, first, text.skip(at, FRAMES))
    if found is None:
        return None
    last, end = found
    if first.year is None and first.day and last.month and text.number(at) == last.month != last.day:
        first = _with_month_first(first)
    last = complete_after(last, first)
    if may_lack_year and not last.is_whole and last.month and first.month:
        last = complete_before(last, text.today)
    first = complete(first, last, is_range=True)
    if not (first.is_whole and last.is_whole):
        return None
    begin, finish = sorted((first.to_period(), last.to_period()), key=lambda period: period.ordinals)
    return Period(begin.start, finish.end if finish.ordinals[1] >= begin.ordinals[1] else begin.end), end


def _read_last(text: Text, first: Moment, at: int) -> tuple[Moment, int] | None:
    found = read_moment(text, at)
    if first.day and (found is None or not found[0].is_whole):
        found = read_partial_numbers(text, at) or found
    if found is None or (found[0].day and found[0].month is None):
        return _short_end(text, first, at) or _read_day_behind_month(text, first, found)
    return found


def _read_day_behind_month(text: Text, first: Moment, found: tuple[Moment, int] | None) -> tuple[Moment, int] | None:
    """Return the last day of September 27-30, 2020, whose month precedes the first."""
    year = read_year(text, text.skip(found[1], (",",))) if found and first.day else None
    return (replace(found[0], month=first.month, year=year[0]), year[1]) if found and year and first.month else None


def _short_end(text: Text, first: Moment, at: int) -> tuple[Moment, int] | None:
    number = text[at]
    if not (first.is_year and first.year and number.is_number and len(number.text) == 2):
        return None
    last = first.year // 100 * 100 + int(number.text)
    is_loose = not (text[at + 1].glued and (text.is_dash(at + 1) or text[at + 1].text in {".", ":"}))
    return (Moment(year=last), at + 1) if last > first.year and is_loose else None


def _read_short_range(text: Text, at: int) -> tuple[Period, int] | None:
    """Read two years of which the second is short: 1992-93, 2009–10, year 2009-10; but 2009-10 alone is a month."""
    framed = text.skip_phrase(at, YEAR_FRAMES)
    are_years = framed > at
    at = framed if are_years else text.skip(at, ("the",))
    found = read_year(text, at)
    if found is None or not text.is_dash(found[1]) or not text[at].is_number:
        return None
    last = _short_end(text, Moment(year=found[0]), found[1] + 1)
    if last is None or (not are_years and text[found[1]].text == "-" and int(text[found[1] + 1].text) <= 12):
        return None
    if _is_dated(text, found[1] + 1):
        return None
    return Period(Moment(year=found[0]).to_period().start, last[0].to_period().end), last[1]


def _is_dated(text: Text, at: int) -> bool:
    """Return whether a date with a month begins at a position: 2018 – 23 June 2020."""
    found = read_moment(text, at)
    return found is not None and found[0].month is not None
