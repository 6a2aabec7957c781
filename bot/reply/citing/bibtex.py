r"""An entry for BibTeX by its manual (Oren Patashnik, "BibTeXing", 1988): `@misc`, which needs no author.

Its year is that of the source's as-of date, where that is one year; the note has the date in full. TeX's special
characters are written as commands, braces as `\textbraceleft` and `\textbraceright`, since BibTeX counts even escaped
braces.
"""

from collections.abc import Iterator

from bot.domain.dates import Point, Precision
from bot.domain.knowledge import Citation, Fact
from bot.reply.citing.parts import quotation
from bot.reply.english import as_of

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_TEX = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{sign: rf"\{sign}" for sign in "&%$#_"},
    }
)
# An address needs no escapes but for characters that would end it early.
_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def write(fact: Fact, citation: Citation, number: int) -> str:
    """Write an entry; its key is the fact's id, with the citation's number after the first."""
    key = fact.id if number == 1 else f"{fact.id}-{number}"
    fields = "".join([f"  {name} = {value},\n" for name, value in _fields_of(citation)])
    return f"@misc{{{key},\n{fields}}}"


def _fields_of(citation: Citation) -> Iterator[tuple[str, str]]:
    source = citation.source
    # The second pair of braces keeps styles from lowercasing the title.
    yield "title", f"{{{{{_escape(source.title)}}}}}"
    yield "howpublished", f"{{{_escape(source.publisher)}}}"
    yield from _date_fields(source.as_of)
    if source.url:
        yield "url", f"{{{source.url.translate(_ADDRESS)}}}"
    notes = [f"{as_of(source.as_of)[0].upper()}{as_of(source.as_of)[1:]}", citation.locator]
    yield "note", f"{{{_escape('; '.join([part for part in notes if part]))}}}"
    yield "annote", f"{{{_escape(quotation(citation).rstrip(':'))}}}"


def _date_fields(point: Point) -> Iterator[tuple[str, str]]:
    """Yield the year, which styles also accept as words that end in its numerals, and the month if known."""
    if point.precision in (Precision.DECADE, Precision.CENTURY):
        return
    words = ("about " if point.approximate else "") + str(point.first.year) + ("?" if point.uncertain else "")
    yield "year", f"{{{words}}}"
    if point.precision in (Precision.DAY, Precision.MONTH):
        yield "month", _MONTHS[point.first.month - 1]


def _escape(text: str) -> str:
    return text.translate(_TEX)
