"""The times at which facts held, indexed, so that those of a period are found without a look at each."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from itertools import islice

from bot.domain.dates import Period
from bot.search.bits import Order, positions_in, to_bits, to_order

# Sets of facts up to a position in the order of time are kept at every so many positions.
_STEP = 64
# At least so many facts on either side of a time are looked at for the nearest times.
_LOOKED_AT = 32
_NEVER = date.max.toordinal() + 1


@dataclass(frozen=True, slots=True)
class Sorted:
    """Facts by a day: the days ascending as proleptic Gregorian ordinals, their facts, and all facts before some."""

    days: tuple[int, ...]
    positions: tuple[int, ...]
    before: tuple[int, ...]

    def up_to(self, day: int) -> int:
        """Return the facts whose day is that day or earlier, as bits."""
        return self._first(bisect_right(self.days, day))

    def until(self, day: int) -> int:
        """Return the facts whose day is earlier than that day, as bits."""
        return self._first(bisect_left(self.days, day))

    def last_before(self, day: int, facts: int, count: int) -> int:
        """Return the facts of a set whose day is the latest before that day, as bits: so many, or a few more."""
        earlier = facts & self.until(day)
        steps = bisect_right(self.before, -count, key=lambda before: -(earlier & ~before).bit_count())
        return earlier & ~self.before[max(0, steps - 1)]

    def first_after(self, day: int, facts: int, count: int) -> int:
        """Return the facts of a set whose day is the earliest after that day, as bits: so many, or a few more."""
        later = facts & ~self.up_to(day)
        steps = bisect_left(self.before, count, key=lambda before: (later & before).bit_count())
        return later & self.before[steps] if steps < len(self.before) else later

    def _first(self, count: int) -> int:
        step = count // _STEP
        return self.before[step] | to_bits(self.positions[step * _STEP : count])


@dataclass(frozen=True, slots=True)
class Spans:
    """The first and last days of facts, by position their whole times, and the newest days that they tell of.

    `newest_first` is their order by those: what has a time of its own first.
    """

    periods: tuple[Period, ...]
    starts: Sorted
    ends: Sorted
    known: Sorted
    known_days: tuple[date, ...]
    newest_first: Order

    def overlapping(self, asked: Period, today: date) -> int:
        """Return the facts of a time, as bits.

        What has no end that is known holds to this day; nobody knows that it will.
        """
        first, last = asked.ordinals
        found = self.starts.up_to(last) & ~self.ends.until(first)
        for gap in asked.gaps:
            found &= ~self.within(gap)
        return found & self.ends.until(_NEVER) if first > today.toordinal() else found

    def nearest(self, asked: Period, facts: int, count: int) -> list[int]:
        """Return the positions of the facts nearest to a time in which none of them falls, so many at most.

        Nearest to a time to come are those that hold to this day, the latest known first.
        """
        first, last = asked.ordinals
        open_ended = facts & self.starts.up_to(last) & ~self.ends.until(_NEVER)
        ongoing = [*islice(self.newest_first.sort(open_ended), count)]
        before = self.ends.last_before(first, facts, _LOOKED_AT)
        after = self.starts.first_after(last, facts, _LOOKED_AT)
        near = positions_in(before | after)
        times = {position: self.periods[position] for position in near}
        rest = nsmallest(
            count, times, key=lambda position: (times[position].days_from(asked), times[position].label, position)
        )
        return [*ongoing, *rest][:count]

    def within(self, asked: Period) -> int:
        """Return the facts whose time lies within a time, as bits."""
        first, last = asked.ordinals
        return self.ends.up_to(last) & ~self.starts.until(first)


def build_spans(periods: Sequence[Period], known: Sequence[tuple[date, bool]]) -> Spans:
    """Order facts by their times; `known` is the newest day that each tells of, and if that is a time of its own."""
    days = [day.toordinal() for day, _ in known]
    return Spans(
        periods=tuple(periods),
        starts=_sort([period.ordinals[0] for period in periods]),
        ends=_sort([period.ordinals[1] for period in periods]),
        known=_sort(days),
        known_days=tuple([day for day, _ in known]),
        newest_first=to_order(len(days), lambda position: (not known[position][1], -days[position], position)),
    )


def _sort(days: Sequence[int]) -> Sorted:
    positions = sorted(range(len(days)), key=days.__getitem__)
    before, held = [0], 0
    for end in range(_STEP, len(days) + 1, _STEP):
        held |= to_bits(positions[end - _STEP : end])
        before.append(held)
    return Sorted(tuple([days[position] for position in positions]), tuple(positions), tuple(before))
