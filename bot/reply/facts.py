"""Facts as they are shown."""

from collections.abc import Iterable, Iterator
from datetime import date

from bot.domain.answers import FactMatch
from bot.domain.dates import Point
from bot.domain.knowledge import Citation, Fact, Link, Snapshot, Status
from bot.reply.english import as_of, join, when_in_words
from bot.reply.pages import CHARACTERS_A_PAGE, Piece
from bot.reply.texts import cut
from bot.reply.view import FactView

_MAX_LINKS = 2
_MAX_ASIDE = 200
# A page has no more facts than this, however short they are, with all companions: each is a block of a message.
_MOST_WITH_COMPANIONS = 12
_LEAST_SIZE = CHARACTERS_A_PAGE // _MOST_WITH_COMPANIONS

_SUPERSEDED_BY, _SUPERSEDES, _CONTRADICTED_BY = "Superseded by", "Supersedes", "Contradicted by"
_CITED_ONLY = "cited, not quoted"
_UNVERIFIED = "quotation not yet verified"


def is_old(snapshot: Snapshot, today: date, point: Point) -> bool:
    """Return whether what was so then may have changed since: the base's own interval of review has passed."""
    return (today - point.last).days > snapshot.about.review_interval_days


def to_fact_view(match: FactMatch, snapshot: Snapshot, today: date) -> FactView:
    """Lay a fact out with its date, status, speaker, links to other facts, and citations."""
    fact = match.fact
    asides = tuple([cut(aside, _MAX_ASIDE) for aside in _asides(fact, snapshot)])
    dateline = to_dateline(fact, match.status, is_old(snapshot, today, fact.as_of))
    return FactView(fact.statement, dateline, asides, fact.citations, match.is_companion)


def to_dateline(fact: Fact, status: Status | None, is_old: bool) -> str:
    """Say when a fact held, its status, and what day that is known of: always for what lasts, else if it is old.

    `1992 to 1993 · ended`, `as of 27 July 2018`, `May 1993 · source as of 27 July 2018`.
    """
    known = as_of(fact.as_of)
    if fact.when is None:
        return known if status is Status.CURRENT else f"{known} · {status}"
    when = when_in_words(fact.when)
    if status is Status.CURRENT:
        return f"{when} · current {known}"
    return " · ".join(filter(None, [when, status, f"source {known}" if is_old else None]))


def citation_parts(citation: Citation) -> tuple[str, ...]:
    """Return a citation without its excerpt: title, publisher, locator, and what is to be said against it."""
    source = citation.source
    caveat = None if citation.is_verified else _UNVERIFIED if citation.excerpt else _CITED_ONLY
    return tuple([part for part in (source.title, source.publisher, citation.locator, caveat) if part])


def to_pieces(matches: Iterable[FactMatch], snapshot: Snapshot, today: date) -> Iterator[Piece[FactView]]:
    """Yield each match with the companions that follow it; those that have no room on its page follow by themselves."""
    items: list[FactView] = []
    size = count = 0
    for match in matches:
        view = to_fact_view(match, snapshot, today)
        added = max(_size_of(view), _LEAST_SIZE)
        if items and (not match.is_companion or size + added > CHARACTERS_A_PAGE):
            yield Piece(tuple(items), size, count)
            items, size, count = [], 0, 0
        items.append(view)
        size += added
        count += not match.is_companion
    if items:
        yield Piece(tuple(items), size, count)


def _size_of(fact: FactView) -> int:
    joints = len(", ") * (2 + len(fact.asides))
    texts = len(fact.statement) + len(fact.dateline) + sum(map(len, fact.asides))
    return texts + joints + sum(map(_size_of_citation, fact.citations))


def _size_of_citation(citation: Citation) -> int:
    return sum([len(text) + len(", ") for text in (citation.excerpt or "", *citation_parts(citation))])


def _asides(fact: Fact, snapshot: Snapshot) -> Iterator[str]:
    """Yield whose word a fact is, and the facts that it ends, is ended by or contradicts, in words."""
    if fact.attributed_to:
        yield f"Attributed to {join([snapshot.partners[id_].name for id_ in fact.attributed_to])}"
    for relation, links in (
        (_SUPERSEDED_BY, fact.superseded_by),
        (_SUPERSEDES, fact.supersedes),
        (_CONTRADICTED_BY, fact.contradicts),
    ):
        yield from [_to_aside(relation, link, snapshot) for link in links[:_MAX_LINKS]]


def _to_aside(relation: str, link: Link, snapshot: Snapshot) -> str:
    return f"{relation}: {cut(snapshot.facts[link.fact].statement, _MAX_ASIDE // 2)} ({link.because})"
