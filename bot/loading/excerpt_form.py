"""Check the form of excerpts: each is a whole clause, or an entry of a list."""

import re
from collections.abc import Iterator

from bot.domain.knowledge import Citation
from bot.domain.problems import Location, Problem, Severity
from bot.domain.text import excerpt_parts, words_of
from bot.loading.claims.dates import find_dates

# An excerpt of fewer words rarely supports a statement.
_MIN_WORDS = 6
# A locator that leads to running text, in which an excerpt should be a clause.
_PROSE = re.compile(
    r"\b(?:sentence|paragraph|preamble|article|section|page|clause|opening|closing|statement|speech|minute|overview)s?\b",
    re.IGNORECASE,
)


def check_form(citation: Citation, excerpt: str) -> Iterator[Problem]:
    """Warn of an excerpt that is too short, or begins or ends inside a clause."""
    yield from _check_length(citation, excerpt)
    yield from _check_edges(citation, excerpt)


def _check_length(citation: Citation, excerpt: str) -> Iterator[Problem]:
    count = sum(len(words_of(part)) for part in excerpt_parts(excerpt))
    if count < _MIN_WORDS and not _is_entry(citation.locator, excerpt):
        message = (
            f"the excerpt has only {count} words: quote the whole clause, so that it supports the statement on its own"
        )
        yield weak_excerpt(citation.location, message)


def _is_entry(locator: str | None, excerpt: str) -> bool:
    """Return whether an excerpt is an entry of a list or a field, which is short by nature."""
    if locator and not _PROSE.search(locator):
        return True
    items = re.split(r"[,;|]", excerpt)
    return len(items) > 1 and all(re.match(r"\s*\S*[A-Z\d]", item) for item in items)


_OPEN_ENDS = frozenset(
    "a an the of in on at to for from with by into onto about between among under over against within without "
    "through during since until towards toward regarding concerning including via per as than and or but nor if "
    "because although though while whereas when where which who whom whose that is are was were be been being has have "
    "had will would shall should can could may might must its their his her our your my this these those called "
    "entitled named titled namely".split()
)
_LEAD_INS = re.compile(
    r"\b(?:under the (?:motto|title|slogan|heading|name)|as follows|such as|in order|as well)$", re.IGNORECASE
)
_OPEN_BEGINS = frozenset("of and or but nor than which who whom whose".split())
# These may also begin a clause: in April, by 2012, from the outset.
_LOOSE_BEGINS = frozenset("by with into onto upon between among against within through via to at from for".split())


def _check_edges(citation: Citation, excerpt: str) -> Iterator[Problem]:
    parts = excerpt_parts(excerpt)
    # An excerpt cut with […] shows readers that it is cut.
    ends_open, begins_open = not excerpt.rstrip().endswith("]"), not excerpt.lstrip().startswith("[")
    last = re.search(r"[\w'’-]+$", parts[-1])
    lead_in = _LEAD_INS.search(parts[-1])
    if ends_open and (lead_in or (last and last[0].lower() in _OPEN_ENDS and last[0].islower())):
        words = lead_in[0] if lead_in else last[0] if last else ""
        message = (
            f"the excerpt ends inside a clause, on “{words}”: quote on to where the clause ends, or stop before it"
        )
        yield weak_excerpt(citation.location, message)
    first = re.match(r"[a-z]+", parts[0])
    if begins_open and first and _begins_inside(first[0], parts[0]):
        message = f"the excerpt begins inside a clause, on “{first[0]}”: begin where the clause does, or after it"
        yield weak_excerpt(citation.location, message)


def _begins_inside(word: str, text: str) -> bool:
    if word in _OPEN_BEGINS:
        return True
    return word in _LOOSE_BEGINS and "," not in text and not find_dates(text)[:1]


def weak_excerpt(location: Location, message: str) -> Problem:
    """Make a warning of an excerpt that does not support its statement."""
    return Problem(location, message, "weak-excerpt", Severity.WARNING)
