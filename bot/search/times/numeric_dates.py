"""Dates in numbers: 2020-11-10, 10.11.2020, 11/2020, 27.9., 2020-W45."""

from datetime import date

from bot.domain.dates import Period
from bot.search.times.moments import Moment
from bot.search.times.numbers import to_full_year
from bot.search.times.scanning import Text

_MARKS_IN_NUMBERS = frozenset("./-")


def read_numbers(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read a date in numbers: 2020-11-10, 10.11.2020, 10/11/20, 2020.11, 11/2020, 20201110, 2020-W45.

    The day precedes the month, as in most of the world, unless there is no such month. ValueError for what looks
    like a date and is none: 30.02.2009, 13/2020.
    """
    first, mark, second = text[at], text[at + 1].text, text[at + 2]
    if not first.is_number:
        return None
    if len(first.text) == 8:
        return _basic(first.text), at + 1
    is_run = mark in _MARKS_IN_NUMBERS and mark != "" and text[at + 1].glued and second.glued
    if is_run and mark == "-" and second.text == "w" and text[at + 3].glued and len(first.text) == 4:
        return _iso_week(int(first.text), int(text[at + 3].text)), at + 4
    if not (is_run and second.is_number):
        return None
    third = text[at + 4]
    if text.has(at + 3, mark) and text[at + 3].glued and third.glued and third.is_number:
        if _goes_on(text, at + 5) and not _is_date_range(text, at, at + 6):
            return None
        return _three_numbers(text, first.text, second.text, third.text, at + 5)
    if _goes_on(text, at + 3) and not (mark == text[at + 3].text or _is_date_range(text, at, at + 4)):
        return None
    return _two_numbers(first.text, mark, second.text, at + 3)


def read_partial_numbers(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read a day and a month in numbers, which only a date behind it completes: 27.9. or 27/9."""
    day, month, mark = text.number(at), text.number(at + 2), text[at + 1].text
    if day and month and day <= 12 < month and mark == "/":
        day, month = month, day  # there is no such month
    if not (day and month and day <= 31 and month <= 12 and mark in {".", "/"}):
        return None
    behind = at + 3 + (mark == "." and text.has(at + 3, ".") and text[at + 3].glued)
    if not (text[at + 1].glued and text[at + 2].glued) or text.has(behind, mark):
        return None
    return Moment(day=day, month=month), behind


def _goes_on(text: Text, at: int) -> bool:
    """Return whether numbers go on behind a mark at a position."""
    follows = text[at + 1]
    return text[at].text in _MARKS_IN_NUMBERS and text[at].glued and follows.glued and follows.is_number


def _is_date_range(text: Text, start: int, at: int) -> bool:
    """Return whether the numbers at a position are a date that a range ends with: 1.9.2020-27.11.2020."""
    return text[at - 1].text != text[start + 1].text and (
        (text[at + 1].glued and text[at + 1].text in _MARKS_IN_NUMBERS) or len(text[at].text) == 4
    )


def _basic(digits: str) -> Moment:
    return _checked(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def _iso_week(year: int, week: int) -> Moment:
    return Moment(span=Period(date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)), exact=False)


def _three_numbers(text: Text, first: str, second: str, third: str, end: int) -> tuple[Moment, int] | None:
    if len(first) == 4 and len(second) <= 2 and len(third) <= 2:
        return _checked(int(first), int(second), int(third)), end
    if len(first) > 2 or len(second) > 2 or len(third) not in (2, 4):
        return None
    year = int(third) if len(third) == 4 else to_full_year(int(third), text)
    day, month = (int(first), int(second)) if int(second) <= 12 else (int(second), int(first))
    return _checked(year, month, day), end


def _checked(year: int, month: int, day: int) -> Moment:
    date(year, month, day)
    return Moment(year=year, month=month, day=day)


def _two_numbers(first: str, mark: str, second: str, end: int) -> tuple[Moment, int] | None:
    if len(first) == 4 and len(second) <= 2:
        return _month_of_year(int(first), int(second)), end
    if len(second) == 4 and len(first) <= 2 and (mark != "-" or len(first) == 2):
        if len(first) == 1 and mark == ".":
            return None  # a version: 3.2020
        return _month_of_year(int(second), int(first)), end
    return None


def _month_of_year(year: int, month: int) -> Moment:
    date(year, month, 1)
    return Moment(year=year, month=month)
