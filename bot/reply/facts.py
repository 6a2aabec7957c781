"""Facts as they are shown, and the pages that they fill."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from bot.domain.answers import FactMatch
from bot.domain.dates import Point
from bot.domain.knowledge import Citation, Fact, Snapshot
from bot.reply import wording
from bot.reply.texts import cut
from bot.reply.view import FactView

T = TypeVar("T")

FACTS_A_PAGE = 5
# A message carries some 13,000 characters: these for the facts, 5,000 for its head and foot at their longest. One fact
# at its longest has 7,300.
CHARACTERS_A_PAGE = 7_500
_MAX_LINKS = 2
_MAX_ASIDE = 200


def is_old(snapshot: Snapshot, today: date, as_of: Point) -> bool:
    """Whether what was so then may have changed since: the base's own interval of review has passed."""
    return (today - as_of.last).days > snapshot.about.review_interval_days


class Page(NamedTuple, Generic[T]):
    """The items of one page: its number, and the positions of its first item and past its last."""

    number: int
    first: int
    items: tuple[T, ...]

    @property
    def last(self) -> int:
        return self.first + len(self.items)


def to_page(items: Iterable[T], size: Callable[[T], int], page: int, most: int = FACTS_A_PAGE) -> Page[T]:
    """The page asked for, or the last there is. No more items are made than it takes to know where it ends.

    `size` are an item's characters; a page has so many items at the most, and fits a message whatever stands on it.
    """
    number, first, filled = 1, 0, 0
    held: list[T] = []
    for item in items:
        characters = size(item)
        if held and (len(held) == most or filled + characters > CHARACTERS_A_PAGE):
            if number == page:
                break
            number, first, filled, held = number + 1, first + len(held), 0, []
        filled += characters
        held.append(item)
    return Page(number, first, tuple(held))


@lru_cache(maxsize=512)
def size_of(fact: FactView) -> int:
    """A fact's characters."""
    joints = len(", ") * (2 + len(fact.asides))
    texts = len(fact.statement) + len(fact.dateline) + sum(map(len, fact.asides))
    return texts + joints + sum(map(_size_of_citation, fact.citations))


def _size_of_citation(citation: Citation) -> int:
    return sum(len(text) + len(", ") for text in (citation.excerpt or "", *citation_parts(citation)))


def to_fact_view(match: FactMatch, snapshot: Snapshot, today: date) -> FactView:
    """A fact with its date, status, voice, links to other facts, and citations."""
    fact = match.fact
    is_plain = not (fact.attributed_to or fact.superseded_by or fact.supersedes or fact.contradicts)
    asides = () if is_plain else tuple([cut(aside, _MAX_ASIDE) for aside in _asides(fact, snapshot)])
    dateline = wording.dateline(fact, match.status, is_old(snapshot, today, fact.as_of))
    return FactView(fact.id, fact.statement, dateline, asides, fact.citations)


def _asides(fact: Fact, snapshot: Snapshot) -> Iterator[str]:
    """Whose word a fact is, and the facts that it ends, is ended by or contradicts, in words."""
    if fact.attributed_to:
        yield wording.voice(snapshot.partners[id_].name for id_ in fact.attributed_to)
    for relation, links in (
        (wording.SUPERSEDED_BY, fact.superseded_by),
        (wording.SUPERSEDES, fact.supersedes),
        (wording.CONTRADICTS, fact.contradicts),
    ):
        for link in links[:_MAX_LINKS]:
            yield wording.linked(relation, link, cut(snapshot.facts[link.fact].statement, _MAX_ASIDE // 2))


@lru_cache(maxsize=512)
def citation_parts(citation: Citation) -> tuple[str, ...]:
    """A citation without its excerpt: title, publisher, locator, and what is to be said against it."""
    source = citation.source
    caveat = None if citation.is_verified else wording.UNVERIFIED if citation.excerpt else wording.CITED_ONLY
    return tuple(part for part in (source.title, source.publisher, citation.locator, caveat) if part)
