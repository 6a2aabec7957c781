"""Facts as they are shown: statement, date, status, source, and the words quoted."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.answers import FactMatch
from bot.domain.dates import Point
from bot.domain.knowledge import Citation, Fact, Snapshot, Status
from bot.reply.english import as_of, join, when_in_words
from bot.reply.pages import CHARACTERS_A_PAGE, Piece
from bot.reply.speakers import names_speaker
from bot.reply.texts import cut
from bot.reply.view import MAX_BECAUSE, MAX_PREVIEW, FactView, Relation

_MAX_LINKS = 2
_MAX_SPEAKERS = 100
# The characters of a fact beside its texts: date, status, caveats, separators.
_BESIDE = 60
# The most facts on a page, companions included, however short, since each is a block of a message.
_MOST_WITH_COMPANIONS = 30
_LEAST_SIZE = CHARACTERS_A_PAGE // _MOST_WITH_COMPANIONS

_SUPERSEDED_BY, _SUPERSEDES, _CONTRADICTED_BY = "Superseded by", "Supersedes", "Contradicted by"
_CITED_ONLY = "cited, not quoted"
_UNVERIFIED = "quotation not yet verified"
_JOINT = " · "


def is_old(snapshot: Snapshot, today: date, point: Point) -> bool:
    """Return whether knowledge as of a point may be out of date, by the base's own interval of review."""
    interval = snapshot.about.review_interval_days
    return interval is not None and (today - point.last).days > interval


def to_fact_view(match: FactMatch, snapshot: Snapshot, today: date) -> FactView:
    """Lay out a fact with its date, status, speaker, relations to other facts, and citations."""
    fact = match.fact
    is_event = fact.when is not None and match.status is not Status.CURRENT
    dateline = to_dateline(fact, match.status, is_event and is_old(snapshot, today, fact.as_of))
    if fact.attributed_to:
        dateline += _to_speakers(fact, snapshot)
    relations = (
        tuple(_relations_of(fact, snapshot)) if fact.superseded_by or fact.supersedes or fact.contradicts else ()
    )
    return FactView(fact.id, fact.statement, dateline, fact.citations, relations, match.is_companion)


def to_dateline(fact: Fact, status: Status | None, is_old: bool) -> str:
    """Write a fact's date, its status, and the as-of date: always for a lasting fact, else if that is old.

    `1992 to 1993 · ended`, `as of 27 July 2018`, `May 1993 · source as of 27 July 2018`. A fact of the very year that
    its source speaks up to omits the latter: `12 May 2024`.
    """
    if fact.when is None:
        known = as_of(fact.as_of)
        return known if status is Status.CURRENT else f"{known}{_JOINT}{status}"
    when = when_in_words(fact.when)
    if status is Status.CURRENT:
        return f"{when}{_JOINT}current {as_of(fact.as_of)}"
    line = f"{when}{_JOINT}{status}" if status else when
    return f"{line}{_JOINT}source {as_of(fact.as_of)}" if is_old and not _lies_in(fact, fact.as_of) else line


def citation_parts(citation: Citation) -> tuple[str, ...]:
    """Return a citation without its excerpt: title, publisher, locator, and its caveats."""
    source = citation.source
    caveat = None if citation.is_verified else _UNVERIFIED if citation.excerpt else _CITED_ONLY
    return tuple([part for part in (source.title, source.publisher, citation.locator, caveat) if part])


def to_pieces(matches: Iterable[FactMatch]) -> Iterator[Piece[FactMatch]]:
    """Yield each match with its companions; those that do not fit on its page follow separately."""
    items: list[FactMatch] = []
    size = count = 0
    for match in matches:
        if items and not match.is_companion:
            yield Piece(tuple(items), size, count)
            items, size, count = [], 0, 0
        added = max(size_of(match.fact), _LEAST_SIZE)
        if size + added > CHARACTERS_A_PAGE and items:
            yield Piece(tuple(items), size, count)
            items, size, count = [], 0, 0
        items.append(match)
        size += added
        count += not match.is_companion
    if items:
        yield Piece(tuple(items), size, count)


def to_fact_views(matches: Iterable[FactMatch], snapshot: Snapshot, today: date) -> tuple[FactView, ...]:
    """Lay out the facts of a page, with related neighbours beneath each other."""
    views = tuple([to_fact_view(match, snapshot, today) for match in matches])
    related = {relation.fact for view in views for relation in view.relations}
    return views if related.isdisjoint([view.id for view in views]) else _put_together(views)


def size_of(fact: Fact) -> int:
    """Return the most characters that a fact takes where it is shown."""
    size = len(fact.statement) + _BESIDE
    for citation in fact.citations:
        source = citation.source
        size += len(citation.excerpt or "") + len(source.title) + len(source.publisher) + len(citation.locator or "")
    if fact.attributed_to:
        size += _MAX_SPEAKERS
    for links in filter(None, (fact.superseded_by, fact.supersedes, fact.contradicts)):
        size += sum([MAX_PREVIEW + min(len(link.because), MAX_BECAUSE) + _BESIDE for link in links[:_MAX_LINKS]])
    return size


def _put_together(views: Sequence[FactView]) -> tuple[FactView, ...]:
    """Put a fact that supersedes or contradicts the one before it beneath that, so that each is shown once.

    The lower fact names the relation, and neither previews the other.
    """
    placed: list[tuple[FactView, int, Relation | None]] = []
    shown: set[tuple[str, str]] = set()
    above: list[FactView] = []  # the facts above the last one, from the outermost, and itself
    for view in views:
        depth, relation = next(_ties_to(view, above), (0, None))
        if relation:
            other = above[depth - 1].id
            shown |= {(other, view.id), (view.id, other)}
        above = [*above[:depth], view]
        placed.append((view, depth, relation))
    return tuple([_put_beneath(view, depth, relation, shown) for view, depth, relation in placed])


def _ties_to(view: FactView, above: Iterable[FactView]) -> Iterator[tuple[int, Relation]]:
    """Yield the depth that a fact may have beneath those above it, and its relation."""
    for depth, fact in enumerate(above, start=1):
        yield from [(depth, relation) for relation in fact.relations if relation.fact == view.id]


def _put_beneath(view: FactView, depth: int, relation: Relation | None, shown: Collection[tuple[str, str]]) -> FactView:
    if not view.relations and not relation:
        return view
    return replace(
        view,
        relations=tuple([other for other in view.relations if (view.id, other.fact) not in shown]),
        relation=relation.how if relation else "",
        because=relation.because if relation else "",
        depth=depth,
    )


def _to_speakers(fact: Fact, snapshot: Snapshot) -> str:
    """Name the speakers of a fact that the statement itself does not name."""
    speakers = [snapshot.partners[id_] for id_ in fact.attributed_to]
    unnamed = [speaker.name for speaker in speakers if not names_speaker(fact.statement, speaker)]
    return cut(f"{_JOINT}attributed to {join(unnamed)}", _MAX_SPEAKERS) if unnamed else ""


def _relations_of(fact: Fact, snapshot: Snapshot) -> Iterator[Relation]:
    """Yield a fact's relations: facts that it supersedes, is superseded by or contradicts."""
    for how, links in (
        (_SUPERSEDED_BY, fact.superseded_by),
        (_SUPERSEDES, fact.supersedes),
        (_CONTRADICTED_BY, fact.contradicts),
    ):
        for link in links[:_MAX_LINKS]:
            yield Relation(how, link.fact, snapshot.facts[link.fact].statement, link.because)


def _lies_in(fact: Fact, point: Point) -> bool:
    """Return whether a fact's whole time lies in the day, month or year that its source speaks up to."""
    start, end = (fact.when.start, fact.when.end) if fact.when else (None, None)
    return bool(start and end and point.first <= start.first and end.last <= point.last)
