"""Days, periods of days, and the curators' notation for valid times (a subset of EDTF)."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
LAST_YEAR = 2999

# Seasons as EDTF numbers them, after the months: spring is 21.
SEASONS = ("spring", "summer", "autumn", "winter")
_FIRST_SEASON = 21

_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~]?)|(\d{3}X|\d\dXX)([?~]?)", re.ASCII)
_FORMS = (
    "write a day 2009-10-10, a month 2009-10, a year 2009, a decade 200X, a century 20XX, a season 2009-21 (spring) to "
    "2009-24 (winter), or an interval of these such as 1992/1993 or 1993/.."
)


class Precision(StrEnum):
    """The precision of a date in a source."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end`, both included, except those in `gaps`; a bound of None is open.

    The gaps are sorted and disjoint: "1992 or 1994" are the days from 1992 to 1994 with a gap of 1993.
    """

    start: date | None
    end: date | None
    gaps: tuple["Period", ...] = ()

    @property
    def ordinals(self) -> tuple[int, int]:
        """The first and last day as proleptic Gregorian ordinals; an open bound sorts beyond all others."""
        first = self.start.toordinal() if self.start else 0
        return first, self.end.toordinal() if self.end else date.max.toordinal() + 1

    @property
    def parts(self) -> tuple["Period", ...]:
        """The periods between the gaps, in order."""
        starts = [self.start, *[gap.end + timedelta(days=1) for gap in self.gaps if gap.end]]
        ends = [*[gap.start - timedelta(days=1) for gap in self.gaps if gap.start], self.end]
        return tuple([Period(start, end) for start, end in zip(starts, ends, strict=True)])

    @property
    def label(self) -> str:
        """The shortest exact form, which parses back to the same period: 1993, 2009-10, since 2010, 1992 or 1994."""
        start, end = self.start, self.end
        if self.gaps:
            times, word = (self.parts, "or") if start or end else (self.gaps, "and")
            return ("" if start or end else "except ") + f" {word} ".join([time.label for time in times])
        if start and end:
            if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
                return f"{start.year:04}" if start.year == end.year else f"{start.year:04}-{end.year:04}"
            if start.day == 1 and end == end_of_month(start):
                return start.isoformat()[:7]
            return str(start) if start == end else f"{start} to {end}"
        if start:
            return f"since {_shortest(start)}"
        return f"before {_shortest(end + timedelta(days=1))}" if end else "any time"

    def days_from(self, other: "Period") -> int:
        """Count the days between two periods; 0 if they overlap."""
        facing = ((self.start, other.end), (other.start, self.end))
        return max([0, *((later - earlier).days for later, earlier in facing if later and earlier)])


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month, season, year, decade or century, as its first and last day, with the curator's doubts about it.

    `text` is the curator's notation.
    """

    text: str
    first: date
    last: date
    precision: Precision
    uncertain: bool = False
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A fact's valid time: one point, or an interval in which a bound of None is open.

    `text` is the curator's notation, a subset of the Extended Date/Time Format (ISO 8601-2:2019).
    """

    text: str
    start: Point | None
    end: Point | None
    is_interval: bool

    @property
    def period(self) -> Period:
        """The widest span of days that the notation admits."""
        return Period(self.start.first if self.start else None, self.end.last if self.end else None)


def parse_when(text: str) -> When:
    """Parse a valid time such as `2009-10`, `199X`, `1993?` or `1993/..`.

    Raises ValueError, worded for a curator, for anything outside the subset: a day that the calendar lacks, an interval
    that runs backwards or is open at both ends.
    """
    first, slash, second = text.partition("/")
    if not slash:
        point = parse_point(text)
        return When(text, point, point, is_interval=False)
    start = None if first == ".." else parse_point(first)
    end = None if second == ".." else parse_point(second)
    if start is None and end is None:
        raise ValueError("an interval open at both ends says nothing: leave 'when' out")
    if start and end and (start.first > end.first or start.last > end.last):
        raise ValueError(f"the interval runs backwards: write {second}/{first}")
    return When(text, start, end, is_interval=True)


def parse_point(text: str) -> Point:
    """Parse a day, month, season, year, decade or century.

    Seasons are those of meteorologists in the north: winter begins in December of its year. Raises ValueError, worded
    for a curator, for any other text.
    """
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date: {_FORMS}")
    year, month, day, mark, years, years_mark = match.groups()
    if int(year or years.replace("X", "0")) > LAST_YEAR:
        raise ValueError(f"{text!r} is too far away: {_FORMS}")
    uncertain, approximate = "?" in (mark, years_mark), "~" in (mark, years_mark)
    try:
        if years:
            first, last = date(int(years.replace("X", "0")), 1, 1), date(int(years.replace("X", "9")), 12, 31)
            precision = Precision.CENTURY if years.endswith("XX") else Precision.DECADE
            return Point(text, first, last, precision, uncertain, approximate)
        if month and not day and 0 <= int(month) - _FIRST_SEASON < len(SEASONS):
            first = date(int(year), 3 * (int(month) - _FIRST_SEASON + 1), 1)
            return Point(text, first, _end_of_season(first), Precision.SEASON, uncertain, approximate)
        if day:
            only = date(int(year), int(month), int(day))
            return Point(text, only, only, Precision.DAY, uncertain, approximate)
        if month:
            first = date(int(year), int(month), 1)
            return Point(text, first, end_of_month(first), Precision.MONTH, uncertain, approximate)
        first = date(int(year), 1, 1)
        return Point(text, first, date(int(year), 12, 31), Precision.YEAR, uncertain, approximate)
    except ValueError:
        raise ValueError(f"{text!r} is not in the calendar: {_FORMS}") from None


def end_of_month(day: date) -> date:
    """Return the last day of the month of `day`."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def season_of(point: Point) -> str:
    """Return the name of the season that begins at the start of a point in time."""
    return SEASONS[point.first.month // 3 - 1]


def _end_of_season(first: date) -> date:
    month = first.month + 2
    return end_of_month(date(first.year + month // 13, (month - 1) % 12 + 1, 1))


def _shortest(day: date) -> str:
    if (day.month, day.day) == (1, 1):
        return f"{day.year:04}"
    return day.isoformat()[:7] if day.day == 1 else day.isoformat()
