"""A single time, whole or with parts that are still missing: “9”, “9 November”, “November”."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.dates import Period, end_of_month
from bot.search.lexicon.times import PARTS_OF_DECADE, PARTS_OF_YEAR

_LONGEST_IN_DAYS = 100


@dataclass(frozen=True, slots=True)
class Moment:
    """A single time: a year, so many months from `month` on, a day, or some other `span` of days.

    `parts` are the first and last part of it that are meant, such as early and mid; it is `about` where circa is said.
    It is `exact` where it is written in numbers, and not as a season or “last year”.
    """

    year: int | None = None
    month: int | None = None
    months: int = 1
    day: int | None = None
    span: Period | None = None
    parts: tuple[str, str] | None = None
    about: bool = False
    exact: bool = True

    @property
    def is_whole(self) -> bool:
        """Return whether nothing is missing: a day has its month, and there is a year."""
        return self.span is not None or (self.year is not None and (self.day is None or self.month is not None))

    @property
    def is_year(self) -> bool:
        """Return whether it is a year and no more."""
        return self.year is not None and self.month is None and not (self.parts or self.about)

    @property
    def is_month(self) -> bool:
        """Return whether it is one month and no more."""
        return self.month is not None and self.months == 1 and self.day is None and self.parts is None

    def to_period(self) -> Period:
        """Return its days; ValueError where the calendar lacks them or something is missing."""
        whole = self.span or self._to_whole()
        period = part_of(whole, *self.parts) if self.parts else whole
        return _widen(period) if self.about else period

    def _to_whole(self) -> Period:
        if self.year is None or (self.day is not None and self.month is None):
            raise ValueError("not a whole date")
        if self.month is None:
            return Period(date(self.year, 1, 1), date(self.year, 12, 31))
        if self.day is not None:
            day = date(self.year, self.month, self.day)
            return Period(day, day)
        last = self.year * 12 + self.month + self.months - 2
        return Period(date(self.year, self.month, 1), end_of_month(date(last // 12, last % 12 + 1, 1)))


def complete(moment: Moment, later: Moment, *, is_range: bool) -> Moment:
    """Return a moment with what it lacks taken from one that is written behind it: 9 (to 10 November 2020).

    What a range begins with lies before what it ends with: December to February 2021 begins in 2020.
    """
    if moment.is_whole or later.year is None or later.span:
        return moment
    if moment.month is None:
        return moment if later.day is None else replace(moment, month=later.month, year=later.year)
    if later.month is None:
        return replace(moment, year=later.year)
    goes_back = is_range and (moment.month, moment.day or 1) > (later.month, later.day or 31)
    return replace(moment, year=later.year - goes_back)


def complete_after(moment: Moment, earlier: Moment) -> Moment:
    """Return a moment with the year that it lacks: the first such time after another, which is written before it."""
    if moment.is_whole or moment.month is None or earlier.year is None or earlier.month is None:
        return moment
    is_next = (moment.month, moment.day or 31) < (earlier.month, earlier.day or 1)
    return replace(moment, year=earlier.year + is_next)


def complete_before(moment: Moment, today: date) -> Moment:
    """Return a moment with the year that it lacks: the last such time that has begun."""
    if moment.is_whole or moment.month is None:
        return moment
    return replace(moment, year=today.year - ((moment.month, moment.day or 1) > (today.month, today.day)))


def part_of(period: Period, first: str, last: str) -> Period:
    """Return the days from one part of a time to another: early, mid, late, first half, second half."""
    (start, _), (_, end) = _split(period, first), _split(period, last)
    if start > end:
        raise ValueError("the parts are in the wrong order")
    return Period(start, end)


def bounds_of(period: Period) -> tuple[date, date]:
    """Return the first and last day of a time. Raises ValueError for one that is open."""
    if period.start is None or period.end is None:
        raise ValueError("a time that is open has no first or no last day")
    return period.start, period.end


def _split(period: Period, part: str) -> tuple[date, date]:
    start, end = bounds_of(period)
    years, months = end.year - start.year + 1, (end.year - start.year) * 12 + end.month - start.month + 1
    if years == 100:
        low, high = {"early": (0, 32), "mid": (33, 65), "late": (66, 99), "first": (0, 49), "second": (50, 99)}[part]
        return date(start.year + low, 1, 1), date(start.year + high, 12, 31)
    if years == 10:
        low, high = PARTS_OF_DECADE[part]
        return date(start.year + low, 1, 1), date(start.year + high, 12, 31)
    if months == 12:
        low, high = PARTS_OF_YEAR[part]
        return date(start.year, low, 1), end_of_month(date(start.year, high, 1))
    return _split_days(start, (end - start).days + 1, part)


def _split_days(start: date, days: int, part: str) -> tuple[date, date]:
    third = days // 3 if days > _LONGEST_IN_DAYS else min(10 * max(1, days // 28), days // 3)
    low, high = {
        "early": (0, third),
        "mid": (third, 2 * third),
        "late": (2 * third, days),
        "first": (0, days // 2),
        "second": (days // 2, days),
    }[part]
    return start + timedelta(days=low), start + timedelta(days=max(low, high - 1))


def _widen(period: Period) -> Period:
    """Return a time with as much before and after as “circa” may mean."""
    start, end = bounds_of(period)
    days = (end - start).days + 1
    if days >= 365:
        return Period(date(start.year - 1, start.month, 1), end_of_month(date(end.year + 1, end.month, 1)))
    if days < 28:
        return Period(start - timedelta(days=7), end + timedelta(days=7))
    return Period((start - timedelta(days=1)).replace(day=1), end_of_month(end + timedelta(days=1)))
