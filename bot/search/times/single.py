"""A single time in any form, with what may precede and follow it: early, circa, the day after."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.dates import Period
from bot.search.lexicon.time_phrases import YEAR_FRAMES
from bot.search.lexicon.times import CIRCA, PART_PHRASES, PARTS, UNITS
from bot.search.times.days import read_date
from bot.search.times.moments import Moment, bounds_of
from bot.search.times.relative import read_relative, shift
from bot.search.times.scanning import Text
from bot.search.times.spans import read_last_decade, read_months, read_nth, read_span

_BETWEEN_PARTS = frozenset(("to", "and", "or", "until"))
_SHIFTED = frozenset(("day", "week", "month", "year"))


def read_moment(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read a single time at a position, of which the year or more may be missing; what was read there once is kept."""
    if at not in text.moments:
        text.moments[at] = None  # nothing is part of itself
        text.moments[at] = _read_moment(text, at)
    return text.moments[at]


def _read_moment(text: Text, at: int) -> tuple[Moment, int] | None:
    word = text[at].text
    if word == "the":
        framed = text.skip_phrase(at, YEAR_FRAMES)
        return read_moment(text, framed if framed > at else at + 1)
    found = read_relative(text, at)
    if found:
        return found
    behind = text.skip_phrase(at, CIRCA)
    if behind > at and not text.is_in_acronym(at):
        found = read_moment(text, behind)
        return (replace(found[0], about=True), found[1]) if found and found[0].is_whole else None
    found = _read_shifted(text, at) or read_nth(text, at, read_moment) or _read_part(text, at)
    found = found or _read_plain(text, text.skip_phrase(at, YEAR_FRAMES))
    if found and text.has(found[1] + text.is_dash(found[1]), "ish") and found[0].is_whole:
        return replace(found[0], about=True), found[1] + text.is_dash(found[1]) + 1
    return found


def _read_plain(text: Text, at: int) -> tuple[Moment, int] | None:
    return read_months(text, at) or read_span(text, at) or read_date(text, at)


def _read_shifted(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read the day, week, month or year before or after a date: the day after 10 November 2020."""
    if text[at].text not in _SHIFTED or text[at + 1].text not in {"before", "after", "following"}:
        return None
    found = read_date(text, text.skip(at + 2, ("the",)))
    if found is None or not found[0].is_whole:
        return None
    count = -1 if text[at + 1].text == "before" else 1
    return Moment(span=shift(found[0].to_period(), UNITS[text[at].text], count), exact=False), found[1]


def _read_part(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read a part of a time: early 1992, mid-2020, the end of September 2020, early to mid 1990s."""
    first = _part_at(text, at)
    if first is None:
        return None
    part, behind = first
    parts = (part, part)
    if text[behind].text in _BETWEEN_PARTS or text.is_dash(behind):
        second = _part_at(text, text.skip(behind + 1, ("the",)))
        if second is None:
            return None
        parts, behind = (part, second[0]), second[1]
    found = read_last_decade(text, behind) or _read_plain(text, text.skip_phrase(behind, YEAR_FRAMES))
    if found is None or found[0].day is not None or found[0].parts:
        return None
    return replace(found[0], parts=parts, exact=False), found[1]


def _part_at(text: Text, at: int) -> tuple[str, int] | None:
    phrase = text.phrase(at, PART_PHRASES)
    if not phrase:
        return None
    behind = at + len(phrase)
    is_joined = text[behind].text == "-" and (text[behind + 1].text,) not in PARTS
    return PARTS[phrase], text.skip(behind + is_joined, ("the",))


def to_open(how: str, moment: Moment) -> Period:
    """Return the days since, after, before or until a time. After a month includes what follows in that month."""
    period = moment.to_period()
    start, end = bounds_of(period)
    match how:
        case "after":
            return Period(start if moment.is_month else end + timedelta(days=1), None)
        case "before":
            return Period(None, start - timedelta(days=1))
        case "until":
            return Period(None, end)
        case "from":
            return Period(start, None) if moment.exact else period
    return Period(start, None)
