"""Lists, numbers and times in English."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from bot.domain.dates import MONTHS, Period, Point, Precision, When, end_of_month, season_of
from bot.domain.kinds import Noun

# The heads of names that take the definite article, and what follows a head.
_COMMON_HEADS = frozenset(
    """
    academy agency alliance army assembly association authority bank canal centre church coast commission committee
    commonwealth community company confederation conference congress cooperation corridor council court emirates
    empire faith federation foundation fund government group initiative institute islands kingdom league line
    ministry mission movement museum nations office organisation organization parliament party peninsula pipeline
    process programme project railway region republic river road route sea see senate society states strait treaty
    tribunal union university war
    """.split()
)
_BEHIND_HEAD = re.compile(r" (?:for|of|on) ")
_PLURALS = frozenset("bahamas comoros gambia maldives netherlands philippines seychelles".split())


def join(words: Iterable[str], last: str = "and") -> str:
    """Join words to `Turkey`, `Turkey and Armenia`, `Turkey, Armenia and Iran`."""
    *most, end = list(words) or [""]
    return f"{', '.join(most)} {last} {end}" if most else end


def join_quoted(words: Iterable[str], last: str = "or") -> str:
    """Join quoted words to `“gas”`, `“gas” or “oil”`."""
    return join(map(quoted, words), last)


def quoted(text: str) -> str:
    """Quote a person's own words."""
    return f"“{text}”"


def counted(number: int, noun: str | Noun, before: str = "") -> str:
    """Write a number with its noun: `1 fact`, `5 facts`, `5 dependencies`, or, with `before`, `5 more facts`."""
    noun = noun if isinstance(noun, Noun) else Noun(noun, f"{noun}s")
    return f"{number} {before}{noun.singular if number == 1 else noun.plural}"


def with_article(noun: Noun) -> str:
    """Put the indefinite article before a noun: `a partner`, `an agency`."""
    return f"{'an' if noun.singular[:1].lower() in 'aeiou' else 'a'} {noun.singular}"


def in_text(name: str) -> str:
    """Write a name as it is in a sentence: `the United States`, `the Council of Europe`, `Turkey`, `NATO`.

    The definite article belongs to names of several words whose head is a common noun, and to a few plurals.
    """
    head, *rest = _BEHIND_HEAD.split(name, maxsplit=1)
    *before, noun = head.lower().split() or [""]
    has_common_head = noun in _COMMON_HEADS and bool(before or rest)
    return f"the {name}" if has_common_head or name.lower() in _PLURALS else name


def day_in_words(day: date) -> str:
    """Write a day: `27 July 2018`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def when_in_words(when: When) -> str:
    """Write a valid time: `October 2009`, `since 1993`, `1992 to 1993`, `about 1993`, `the 1990s (uncertain)`."""
    if not when.is_interval and when.start:
        return point_in_words(when.start)
    if when.start and when.end:
        return f"{point_in_words(when.start)} to {point_in_words(when.end)}"
    if when.start:
        return f"since {point_in_words(when.start)}"
    return f"until {point_in_words(when.end)}" if when.end else ""


def point_in_words(point: Point) -> str:
    """Write a point in time: `27 July 2018`, `summer 2009`, `about 1993`, `the 1990s (uncertain)`."""
    match point.precision:
        case Precision.DAY:
            words = day_in_words(point.first)
        case Precision.MONTH:
            words = f"{MONTHS[point.first.month - 1]} {point.first.year}"
        case Precision.SEASON:
            words = f"{season_of(point)} {point.first.year}"
        case Precision.YEAR:
            words = str(point.first.year)
        case Precision.CENTURY:
            words = f"the {century_in_words(point.first)}"
        case _:
            words = f"the {point.first.year}s"
    return ("about " if point.approximate else "") + words + (" (uncertain)" if point.uncertain else "")


def century_in_words(day: date) -> str:
    """Write the century of a day: `20th century`, `21st century`."""
    number = day.year // 100 + 1
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending} century"


def period_in_words(period: Period) -> str:
    """Write a period: `1993`, `27 September to 10 November 2020`, `since March 2020`, `before 1993`, `except 1993`."""
    start, end = period.start, period.end
    if period.gaps and (start or end):
        return " or ".join(map(period_in_words, period.parts))
    if period.gaps:
        return f"except {' and '.join(map(period_in_words, period.gaps))}"
    if start and end:
        is_in_months = start.day == 1 and end == end_of_month(end)
        if is_in_months and (start.month, end.month) == (1, 12):
            return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
        in_words = _month_in_words if is_in_months else day_in_words
        first, last = in_words(start), in_words(end)
        if first == last:
            return first
        return f"{first.removesuffix(f' {end.year}')} to {last}"
    if start:
        return f"since {_beginning_in_words(start)}"
    return f"before {_beginning_in_words(end + timedelta(days=1))}" if end else "any time"


def _beginning_in_words(day: date) -> str:
    if day.day > 1:
        return day_in_words(day)
    return str(day.year) if day.month == 1 else _month_in_words(day)


def _month_in_words(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def as_of(point: Point) -> str:
    """Write an as-of date: `as of 27 July 2018`."""
    return f"as of {point_in_words(point)}"
