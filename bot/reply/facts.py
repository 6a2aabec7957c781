"""Facts as they are shown, and the pages that they fill."""

from collections.abc import Iterable
from datetime import date

from bot.domain.answers import FactMatch
from bot.domain.dates import Point
from bot.domain.knowledge import Citation, Snapshot
from bot.reply import wording
from bot.reply.texts import cut
from bot.reply.view import FactView

FACTS_A_PAGE = 5
# A message carries some 13,000 characters: these for the facts, 5,000 for its head and foot at their longest. One fact
# at its longest has 7,300.
CHARACTERS_A_PAGE = 7_500
_MAX_LINKS = 2
_MAX_ASIDE = 200


def is_old(snapshot: Snapshot, today: date, as_of: Point) -> bool:
    """Whether what was so then may have changed since: the base's own interval of review has passed."""
    return (today - as_of.last).days > snapshot.about.review_interval_days


def find_page(sizes: Iterable[int], page: int, most: int = FACTS_A_PAGE) -> tuple[int, int, int]:
    """The page asked for, or the last there is: its number and the positions of its first item and past its last.

    Items are given by their characters; a page has so many at the most, and fits a message whatever stands on it.
    """
    number, first, filled, count = 1, 0, 0, 0
    for position, size in enumerate(sizes):
        if position > first and (position - first == most or filled + size > CHARACTERS_A_PAGE):
            if number == page:
                return number, first, position
            number, first, filled = number + 1, position, 0
        filled += size
        count = position + 1
    return number, first, count


def size_of(fact: FactView) -> int:
    """A fact's characters."""
    texts = [fact.statement, fact.dateline, *fact.asides]
    for cited in fact.citations:
        texts += [cited.excerpt or "", *citation_parts(cited)]
    return sum(len(text) + len(", ") for text in texts)


def to_fact_view(match: FactMatch, snapshot: Snapshot, today: date) -> FactView:
    """A fact with its date, status, voice, links to other facts, and citations."""
    fact, partners = match.fact, snapshot.partners
    asides = [wording.voice(partners[id_].name for id_ in fact.attributed_to)] if fact.attributed_to else []
    for relation, links in (
        (wording.SUPERSEDED_BY, fact.superseded_by),
        (wording.SUPERSEDES, fact.supersedes),
        (wording.CONTRADICTS, fact.contradicts),
    ):
        asides += [
            wording.linked(relation, link, cut(snapshot.facts[link.fact].statement, _MAX_ASIDE // 2))
            for link in links[:_MAX_LINKS]
        ]
    dateline = wording.dateline(match, is_old=is_old(snapshot, today, fact.as_of))
    return FactView(
        fact.id, fact.statement, dateline, tuple(cut(aside, _MAX_ASIDE) for aside in asides), fact.citations
    )


def citation_parts(citation: Citation) -> list[str]:
    """A citation without its excerpt: title, publisher, locator, and what is to be said against it."""
    source = citation.source
    caveat = None if citation.is_verified else wording.UNVERIFIED if citation.excerpt else wording.CITED_ONLY
    return [part for part in (source.title, source.publisher, citation.locator, caveat) if part]
