"""A note of the Chicago Manual of Style, for a page without a named author.

By its chapter on notes and bibliography (17th edition, chapter 14; 18th edition, chapters 13 and 14): title in
quotation marks, publisher, date, locator and address, separated by commas. Sources have no author and no day of access
here, so none is given; the date is the source's as-of date, and says so.
"""

from bot.domain.dates import MONTHS, Point, Precision
from bot.domain.knowledge import Citation
from bot.reply.citing.parts import quotation, quote, stop
from bot.reply.english import point_in_words


def write(citation: Citation) -> str:
    """Write `“words.” “Title,” Publisher, as of July 27, 2018, paragraph 6, https://….`."""
    source = citation.source
    parts = [source.publisher, f"as of {_date_of(source.as_of)}", citation.locator, source.url]
    note = f"{quote(source.title, ',')} {', '.join([part for part in parts if part])}"
    return f"{quotation(citation, '.')} {stop(note)}"


def _date_of(point: Point) -> str:
    """Return the date as `July 27, 2018`, `October 2009`, `about 1993` or `the 1990s (uncertain)`."""
    if point.precision is not Precision.DAY:
        return point_in_words(point)
    day = point.first
    words = f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
    return ("about " if point.approximate else "") + words + (" (uncertain)" if point.uncertain else "")
