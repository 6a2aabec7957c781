"""The axis of time: days to pixels, with marks; stretches of years without events are folded."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.domain.dates import MONTHS

# Months between marks: the axis takes the least of these that leaves room for the labels.
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
# The least empty stretch to fold, in years and as a share of the whole.
_FOLDED_YEARS = 15
_FOLDED_SHARE = 0.15
_FOLD = 70.0
_MARK_ROOM = 110.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of the axis, and its label."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The unfolded stretches as days `first` to `last` and pixels `left` to `right`, in order."""

    stretches: tuple[tuple[int, int, float, float], ...]

    def x(self, day: float) -> float:
        """Return the position of a day of the proleptic Gregorian calendar; a day in a fold is somewhere within it."""
        position = max(bisect_right([first for first, *_ in self.stretches], day) - 1, 0)
        first, last, left, right = self.stretches[position]
        if day > last and position + 1 < len(self.stretches):
            first, last, left, right = last, self.stretches[position + 1][0], right, self.stretches[position + 1][2]
        return left + (right - left) * (min(max(day, first), last) - first) / (last - first)

    @property
    def folds(self) -> list[float]:
        """The middles of the folds."""
        return [(left + right) / 2 for (*_, left), (_, _, right, _) in pairwise(self.stretches)]

    @property
    def marks(self) -> list[Mark]:
        """The marks, with room between them."""
        first, last, left, right = max(self.stretches, key=lambda stretch: stretch[3] - stretch[2])
        a_month = (right - left) / (last - first) * 30
        step = next((step for step in _STEPS if step * a_month >= _MARK_ROOM), _STEPS[-1])
        return [mark for stretch in self.stretches for mark in self._marks(stretch, step)]

    def _marks(self, stretch: tuple[int, int, float, float], step: int) -> list[Mark]:
        first, last = date.fromordinal(stretch[0]), date.fromordinal(stretch[1])
        months = range(-(-first.year * 12 // step) * step, last.year * 12 + 12, step)
        marks = [
            Mark(self.x(date(month // 12, month % 12 + 1, 1).toordinal()), _label(month, step)) for month in months
        ]
        # A short stretch between folds may have no mark.
        return marks or [Mark(stretch[2], str(first.year))]


def make_axis(spans: Iterable[tuple[int, int]], width: float) -> Axis:
    """Make an axis of whole years, `width` pixels wide, that covers these spans of days and folds none of them."""
    years = sorted((date.fromordinal(first).year, date.fromordinal(last).year) for first, last in spans)
    whole = max(last for _, last in years) - years[0][0] + 1
    groups = [list(years[0])]
    for first, last in years[1:]:
        empty = first - groups[-1][1] - 1
        if empty >= _FOLDED_YEARS and empty >= whole * _FOLDED_SHARE:
            groups.append([first, last])
        groups[-1][1] = max(groups[-1][1], last)
    a_year = (width - _FOLD * (len(groups) - 1)) / sum(last - first + 1 for first, last in groups)
    stretches: list[tuple[int, int, float, float]] = []
    left = 0.0
    for first, last in groups:
        right = left + (last - first + 1) * a_year
        stretches.append((date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal(), left, right))
        left = right + _FOLD
    return Axis(tuple(stretches))


def _label(month: int, step: int) -> str:
    year, position = divmod(month, 12)
    return str(year) if step % 12 == 0 else f"{MONTHS[position][:3]} {year}"
