"""A text that only changes the time of the request before it: before that, the year after, any time."""

from datetime import timedelta

from bot.domain.dates import Period
from bot.domain.requests import Request
from bot.search.lexicon.conversation import ANY_TIME, EARLIER, LATER, YEAR_EARLIER, YEAR_LATER
from bot.search.times.relative import shift
from bot.search.turns import Turn

_BESIDE = frozenset("about how please what".split())


def retime(turn: Turn) -> Request | None:
    """Return the previous request of another time; None where the text asks for more, or there was no time."""
    period = turn.before.period
    said = " ".join([word for word in turn.rest if word not in _BESIDE])
    if period is None or not said:
        return None
    if ANY_TIME.fullmatch(said):
        return turn.before.change(period=None, page=1, shown=0)
    other = _shift(period, said)
    return turn.before.change(period=other, page=1, shown=0) if other else None


def _shift(period: Period, said: str) -> Period | None:
    if EARLIER.fullmatch(said) and period.start:
        return Period(None, period.start - timedelta(days=1))
    if LATER.fullmatch(said) and period.end:
        return Period(period.end + timedelta(days=1), None)
    is_bounded = period.start and period.end
    for pattern, count in ((YEAR_EARLIER, -1), (YEAR_LATER, 1)):
        if pattern.fullmatch(said) and is_bounded:
            return shift(period, "year", count)
    return None
