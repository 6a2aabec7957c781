"""A timeline: facts by year, each with its source. Asked for by `timeline Turkey`.

It runs from the past to the present, and opens on the page where the last ten years begin; Previous leads back.
"""

from collections.abc import Iterator

from bot.domain.answers import FactMatch, Outcome
from bot.domain.dates import Point, Precision, When
from bot.domain.knowledge import Fact, Status
from bot.domain.requests import Form
from bot.domain.responses import Timeline
from bot.reply import sentences, wording
from bot.reply.english import as_of, century_in_words, point_in_words, when_in_words
from bot.reply.facts import citation_parts
from bot.reply.forms.answer import to_answer_view
from bot.reply.forms.entries import MAX_NAME, Entry, to_groups
from bot.reply.forms.form import FormView
from bot.reply.notes import to_fact_notes
from bot.reply.offers import offer_everything, offer_whole_timeline, repeat, to_page_turns
from bot.reply.pages import Piece, Reader, to_last_page_notes, to_page
from bot.reply.phrases import echo_of, to_scope
from bot.reply.readings import to_reading
from bot.reply.texts import cut
from bot.reply.view import MAX_HEADS, MAX_TITLE, Item, Span, View

UNDATED = "Undated: known as of their source"

# The characters of a line beside its statement, title, publisher and locator: date, status, separators.
_BESIDE = 100
_TOLD = (Status.SUPERSEDED, Status.DISPUTED)


def to_timeline_view(timeline: Timeline, reader: Reader) -> View:
    """Lay out a timeline; one without facts is an answer that says why."""
    answer = timeline.answer
    if answer.outcome is not Outcome.ANSWER:
        return to_answer_view(answer, reader)
    request, total, fact = repeat(timeline), answer.total, answer.snapshot.about.fact
    size = request.size or reader.lines
    # A turned page may be the first; a new timeline opens at the present.
    opens_late = reader.turns_back and request.page == 1 and not request.size
    page = to_page(_to_pieces(timeline), request.page, size, timeline.recent_from + 1 if opens_late else 0)
    more, previous = to_page_turns(page, total, request, fact, size)
    is_whole = page.number == 1 and not page.has_more
    return View(
        title=cut(sentences.timeline_of(to_scope(request, answer.snapshot)), MAX_TITLE),
        heads=answer.partners[:MAX_HEADS],
        asked=echo_of(timeline),
        reading=to_reading(answer) if answer.default else None,  # else it is in the title
        notes=(*to_last_page_notes(request.page, page.number), *to_fact_notes(answer)),
        facts_line=sentences.shown(page.first, page.count, total, fact),
        groups=to_groups([_to_entry(match) for match in page.items]),
        request=request,
        page=page.number,
        size=size,
        more=more,
        previous=previous,
        whole=None if is_whole or not reader.is_brief else offer_whole_timeline(request),
        everything=offer_everything(request, total, fact),
    )


def _to_pieces(timeline: Timeline) -> Iterator[Piece[FactMatch]]:
    """Yield each fact with the size of its line, not the line itself, since a timeline may open on a late page."""
    for match in timeline.facts:
        source = match.fact.citations[0].source
        locator = match.fact.citations[0].locator or ""
        size = len(match.fact.statement) + min(len(source.title), MAX_NAME) + len(source.publisher) + len(locator)
        yield Piece((match,), size + _BESIDE)


def _to_entry(match: FactMatch) -> Entry:
    fact = match.fact
    citation = fact.citations[0]
    title, *parts = citation_parts(citation)
    lead = " · ".join(filter(None, [_date_in_year(fact), _status_of(fact, match.status)]))
    note = (
        *([Span(lead, bold=True), Span(": ")] if lead else []),
        Span(f"{fact.statement} ("),
        Span(cut(title, MAX_NAME), url=citation.source.url),
        Span("".join([f", {part}" for part in parts]) + ")"),
    )
    return Entry(_heading_of(fact), Item(note))


def _heading_of(fact: Fact) -> str:
    """Return a fact's heading: the year, decade or century of its beginning or, if that is open, its end."""
    point = _order_of(fact.when)
    if point is None:
        return UNDATED
    if point.precision is Precision.CENTURY:
        return century_in_words(point.first)
    return f"{point.first.year}s" if point.precision is Precision.DECADE else str(point.first.year)


def _date_in_year(fact: Fact) -> str:
    """Write a fact's date without the year or longer time of its heading: `12 May`, `to 1999`, `since March`."""
    if fact.when is None:
        return as_of(fact.as_of)
    words, start = when_in_words(fact.when), fact.when.start
    if start is None or start.uncertain or start.approximate:
        return words
    heading = _heading_of(fact)
    if start.precision in (Precision.YEAR, Precision.DECADE, Precision.CENTURY):
        begins = point_in_words(start)
        return words.removeprefix("since ").removeprefix(begins).strip()
    return words.replace(f" {heading}", "", 1)


def _status_of(fact: Fact, status: Status | None) -> str:
    """Return a fact's status, where its date does not show it."""
    if status is Status.CURRENT and fact.when:
        return f"current {as_of(fact.as_of)}"
    return status.value if status in _TOLD else ""


def _order_of(when: When | None) -> Point | None:
    return (when.start or when.end) if when else None


TIMELINE = FormView(
    form=Form.TIMELINE,
    response=Timeline,
    to_view=to_timeline_view,
    name=wording.TIMELINE,
    usage=f"{Form.TIMELINE} and {wording.USAGE_HINT}",
    usage_title="A timeline of what?",
    is_listed=True,
)
