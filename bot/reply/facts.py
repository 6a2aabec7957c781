"""Facts as they are shown: what is claimed, from when and where it is, and the words that it rests on."""

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
# What a fact has beside its texts: date, status, caveats, joints.
_BESIDE = 60
# A page has no more facts than this, however short they are, with all companions: each is a block of a message.
_MOST_WITH_COMPANIONS = 30
_LEAST_SIZE = CHARACTERS_A_PAGE // _MOST_WITH_COMPANIONS

_SUPERSEDED_BY, _SUPERSEDES, _CONTRADICTED_BY = "Superseded by", "Supersedes", "Contradicted by"
_CITED_ONLY = "cited, not quoted"
_UNVERIFIED = "quotation not yet verified"
_JOINT = " · "


def is_old(snapshot: Snapshot, today: date, point: Point) -> bool:
    """Return whether what was so then may have changed since: the base's own interval of review has passed."""
    interval = snapshot.about.review_interval_days
    return interval is not None and (today - point.last).days > interval


def to_fact_view(match: FactMatch, snapshot: Snapshot, today: date) -> FactView:
    """Lay a fact out with its date, status, speaker, relations to other facts, and citations."""
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
    """Say when a fact held, its status, and what day that is known of: always for what lasts, else if it is old.

    `1992 to 1993 · ended`, `as of 27 July 2018`, `May 1993 · source as of 27 July 2018`. The year of a source that
    speaks up to that very year is not said again: `12 May 2024`.
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
    """Return a citation without its excerpt: title, publisher, locator, and what is to be said against it."""
    source = citation.source
    caveat = None if citation.is_verified else _UNVERIFIED if citation.excerpt else _CITED_ONLY
    return tuple([part for part in (source.title, source.publisher, citation.locator, caveat) if part])


def to_pieces(matches: Iterable[FactMatch]) -> Iterator[Piece[FactMatch]]:
    """Yield each match with the companions that follow it; those that have no room on its page follow by themselves."""
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
    """Lay out the facts of a page, those that stand beside each other by what they are to each other."""
    views = tuple([to_fact_view(match, snapshot, today) for match in matches])
    related = {relation.fact for view in views for relation in view.relations}
    return views if related.isdisjoint([view.id for view in views]) else _put_together(views)


def size_of(fact: Fact) -> int:
    """Count the characters that a fact has at most where it is shown."""
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
    """Put beneath a fact on the same page what supersedes or contradicts it and stands next, so that each is told once.

    What stands beneath says how it is related, and neither previews the other.
    """
    placed: list[tuple[FactView, int, Relation | None]] = []
    told: set[tuple[str, str]] = set()
    above: list[FactView] = []  # the facts that the last one stands beneath, from the outermost, and itself
    for view in views:
        depth, relation = next(_ties_to(view, above), (0, None))
        if relation:
            other = above[depth - 1].id
            told |= {(other, view.id), (view.id, other)}
        above = [*above[:depth], view]
        placed.append((view, depth, relation))
    return tuple([_place(view, depth, relation, told) for view, depth, relation in placed])


def _ties_to(view: FactView, above: Iterable[FactView]) -> Iterator[tuple[int, Relation]]:
    """Yield how deep a fact can stand beneath those above it, and by which relation."""
    for depth, fact in enumerate(above, start=1):
        yield from [(depth, relation) for relation in fact.relations if relation.fact == view.id]


def _place(view: FactView, depth: int, relation: Relation | None, told: Collection[tuple[str, str]]) -> FactView:
    if not view.relations and not relation:
        return view
    return replace(
        view,
        relations=tuple([other for other in view.relations if (view.id, other.fact) not in told]),
        relation=relation.how if relation else "",
        because=relation.because if relation else "",
        depth=depth,
    )


def _to_speakers(fact: Fact, snapshot: Snapshot) -> str:
    """Say whose word a fact is, but for those whom the statement itself names as its speakers."""
    speakers = [snapshot.partners[id_] for id_ in fact.attributed_to]
    unnamed = [speaker.name for speaker in speakers if not names_speaker(fact.statement, speaker)]
    return cut(f"{_JOINT}attributed to {join(unnamed)}", _MAX_SPEAKERS) if unnamed else ""


def _relations_of(fact: Fact, snapshot: Snapshot) -> Iterator[Relation]:
    """Yield how a fact stands to those that it ends, is ended by or contradicts."""
    for how, links in (
        (_SUPERSEDED_BY, fact.superseded_by),
        (_SUPERSEDES, fact.supersedes),
        (_CONTRADICTED_BY, fact.contradicts),
    ):
        for link in links[:_MAX_LINKS]:
            yield Relation(how, link.fact, snapshot.facts[link.fact].statement, link.because)


def _lies_in(fact: Fact, point: Point) -> bool:
    """Return whether a fact's whole time lies in the day, month or year up to which its source speaks."""
    start, end = (fact.when.start, fact.when.end) if fact.when else (None, None)
    return bool(start and end and point.first <= start.first and end.last <= point.last)
