"""A quotation and its reference by the Publication Manual of the American Psychological Association, 7th edition.

Where no author is named, the title comes first (section 9.12), and in the text in quotation marks (8.14); then the date
in brackets, `ca.` before an approximate one (9.17); then the publisher and the address (9.34). A day of access is given
only for pages that are meant to change (9.16), and no base records one. The date is the source's as-of date.
"""

from bot.domain.dates import MONTHS, Point, Precision, season_of
from bot.domain.knowledge import Citation
from bot.reply.citing.parts import quotation, quote, stop
from bot.reply.english import point_in_words


def write(citation: Citation) -> str:
    """Write `“words” (“Title,” 2018, paragraph 6).`, and below it `Title. (2018, July 27). Publisher. https://…`."""
    source = citation.source
    year, full = _dates_of(source.as_of)
    within = [f"{quote(source.title, ',')} {year}", *([citation.locator] if citation.locator else [])]
    quoted = f"{quotation(citation)} ({', '.join(within)})."
    reference = " ".join([stop(source.title), f"({full}).", stop(source.publisher), source.url or ""]).rstrip()
    return f"{quoted}\n{reference}"


def _dates_of(point: Point) -> tuple[str, str]:
    """Return the date for the text, by its year, and for the reference, in full."""
    year = str(point.first.year)
    month = MONTHS[point.first.month - 1]
    match point.precision:
        case Precision.DAY:
            full = f"{year}, {month} {point.first.day}"
        case Precision.MONTH:
            full = f"{year}, {month}"
        case Precision.SEASON:
            full = f"{year}, {season_of(point).capitalize()}"
        case Precision.YEAR:
            full = year
        case _:
            words = point_in_words(point)
            return words, words
    prefix, suffix = "ca. " if point.approximate else "", " [uncertain]" if point.uncertain else ""
    return f"{prefix}{year}{suffix}", f"{prefix}{full}{suffix}"
