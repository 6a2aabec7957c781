"""Several times as one: what they have in common where they overlap, else all of them; and times without others."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from bot.domain.dates import Period

Days = list[tuple[int, int]]


def join(periods: Sequence[Period]) -> Period:
    """Return the times of a list as one: 1992 or 1994; but since 1993 and before 1995 is what both are."""
    found = _days_of(periods[0])
    for period in periods[1:]:
        days = _days_of(period)
        first, last = found[0], days[-1]
        is_bounded = _is_open(found) and _is_open(days) and (first[0] == 0) != (days[0][0] == 0)
        common = _intersect(found, days)
        found = common if is_bounded and common and last else _unite(found, days)
    return _to_period(found)


def combine(periods: Sequence[Period], without: Sequence[Period]) -> Period | None:
    """Return the times that a text names as one: where they overlap what they have in common, else all of them.

    None where nothing is left of them without the times that are left out.
    """
    found = [(0, _END)] if not periods else _days_of(periods[0])
    for period in periods[1:]:
        days = _days_of(period)
        found = _intersect(found, days) or _unite(found, days)
    for period in without:
        found = _subtract(found, _days_of(period))
    return _to_period(found) if found else None


_END = date.max.toordinal() + 1


def _is_open(days: Days) -> bool:
    return days[0][0] == 0 or days[-1][1] == _END


def _days_of(period: Period) -> Days:
    return _subtract([period.ordinals], [gap.ordinals for gap in period.gaps]) if period.gaps else [period.ordinals]


def _unite(one: Days, other: Days) -> Days:
    united: Days = []
    for first, last in sorted([*one, *other]):
        if united and first <= united[-1][1] + 1:
            united[-1] = united[-1][0], max(last, united[-1][1])
        else:
            united.append((first, last))
    return united


def _intersect(one: Days, other: Days) -> Days:
    pairs = [(max(a[0], b[0]), min(a[1], b[1])) for a in one for b in other]
    return sorted([(first, last) for first, last in pairs if first <= last])


def _subtract(days: Days, without: Days) -> Days:
    for first, last in without:
        kept = [piece for a, b in days for piece in ((a, min(b, first - 1)), (max(a, last + 1), b))]
        days = [(a, b) for a, b in kept if a <= b and b > 0]
    return sorted(set(days))


def _to_period(days: Days) -> Period:
    gaps = [_of_days(before[1] + 1, after[0] - 1) for before, after in pairwise(days)]
    hull = _of_days(days[0][0], days[-1][1])
    return Period(hull.start, hull.end, tuple(gaps))


def _of_days(first: int, last: int) -> Period:
    return Period(date.fromordinal(first) if first else None, date.fromordinal(last) if last < _END else None)
