"""The freshness of facts on a day: their status, how new they are, and the newest point that some have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.dates import Point
from bot.domain.knowledge import Fact, Status
from bot.search.bits import Points, to_bits
from bot.search.spans import Sorted

# The statuses of facts that are past.
_PAST = (Status.SUPERSEDED, Status.ENDED)
# After so many days a fact counts for half as new; a past one counts for half of that, and one without a time of its
# own for so little that events come first.
_HALF_AS_NEW, _PAST_AS_NEW, _LASTING_AS_NEW = 730, 0.5, 0.1
# Newness has so many levels, written as binary digits: a set of facts for each digit.
_DIGITS = 3
_LEVELS = 2**_DIGITS - 1


@dataclass(frozen=True, slots=True)
class Freshness:
    """The status of each fact on a day, which facts are past (as bits), and how new facts are.

    `newness` are sets of facts with what each adds to the newness of those in it, from 0 to 1 in all.
    """

    statuses: tuple[Status | None, ...]
    past: int
    newness: tuple[tuple[float, int], ...]


def build_freshness(facts: Sequence[Fact], known: Sorted, today: date) -> Freshness:
    """Work out the freshness of facts on a day, given the facts by the latest day that each is known of."""
    statuses = tuple([fact.status(today) for fact in facts])
    past = to_bits(position for position, status in enumerate(statuses) if status in _PAST)
    levels = Points()
    for level in range(1, _LEVELS + 1):
        # Facts of this age and less are as new as that, by 1 / (1 + age / half); the oldest have something of it too.
        oldest = today.toordinal() - int(_HALF_AS_NEW * (_LEVELS / level - 1)) if level > 1 else 0
        levels.add((1 << len(facts)) - 1 & ~known.until(oldest), 1)
    # News is what happened: past facts are less of it, and so are those without a time of their own.
    lasting = to_bits(position for position, fact in enumerate(facts) if fact.when is None)
    parts = [(2**position / _LEVELS, digit) for position, digit in enumerate(levels.slices)]
    newness = [(share, digit & ~past & ~lasting) for share, digit in parts]
    newness += [(share * _PAST_AS_NEW, digit & past & ~lasting) for share, digit in parts]
    newness += [(share * _LASTING_AS_NEW, digit & lasting) for share, digit in parts]
    return Freshness(statuses, past, tuple(newness))


def latest_of(days: tuple[tuple[Point, int], ...], facts: int, today: date | None = None) -> Point | None:
    """Return the latest point in time that any of some facts has; of those that have begun, where a day is given.

    `days` are all points with their facts, the latest first.
    """
    return next((point for point, having in days if having & facts and (not today or point.first <= today)), None)
