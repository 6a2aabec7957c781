"""Lists, numbers and times put in English."""

from collections.abc import Iterable
from datetime import date

from bot.domain.dates import MONTHS, Point, Precision, When


def join(words: Iterable[str], last: str = "and") -> str:
    """`Turkey`, `Turkey and Armenia`, `Turkey, Armenia and Iran`."""
    *most, end = list(words) or [""]
    return f"{', '.join(most)} {last} {end}" if most else end


def join_quoted(words: Iterable[str], last: str = "or") -> str:
    """`“gas”`, `“gas” or “oil”`."""
    return join(map(quoted, words), last)


def quoted(text: str) -> str:
    """Set a person's own words apart from ours."""
    return f"“{text}”"


def counted(number: int, noun: str) -> str:
    """`1 fact`, `5 facts`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def day_in_words(day: date) -> str:
    """`27 July 2018`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def when_in_words(when: When) -> str:
    """`October 2009`, `since 1993`, `1992 to 1993`, `about 1993`, `the 1990s (uncertain)`."""
    if not when.is_interval and when.start:
        return point_in_words(when.start)
    if when.start and when.end:
        return f"{point_in_words(when.start)} to {point_in_words(when.end)}"
    if when.start:
        return f"since {point_in_words(when.start)}"
    return f"until {point_in_words(when.end)}" if when.end else ""


def point_in_words(point: Point) -> str:
    """`27 July 2018`, `October 2009`, `about 1993`, `the 1990s (uncertain)`."""
    match point.precision:
        case Precision.DAY:
            words = day_in_words(point.first)
        case Precision.MONTH:
            words = f"{MONTHS[point.first.month - 1]} {point.first.year}"
        case Precision.YEAR:
            words = str(point.first.year)
        case _:
            words = f"the {point.first.year}s"
    return ("about " if point.approximate else "") + words + (" (uncertain)" if point.uncertain else "")


def as_of(point: Point) -> str:
    """`as of 27 July 2018`."""
    return f"as of {point_in_words(point)}"
