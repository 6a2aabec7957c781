"""A timeline: facts by year, each with its date and where it is from. It is asked for by `timeline Turkey`."""

from bot.domain.answers import FactMatch, Outcome
from bot.domain.dates import Precision
from bot.domain.requests import Form
from bot.domain.responses import Timeline
from bot.reply import sentences, wording
from bot.reply.facts import citation_parts, to_fact_view
from bot.reply.forms.answer import to_answer_view
from bot.reply.forms.entries import MAX_NAME, Entry, to_groups, to_pieces
from bot.reply.forms.form import FormView
from bot.reply.notes import to_fact_notes
from bot.reply.offers import offer_everything, repeat, to_page_turns
from bot.reply.pages import to_last_page_notes, to_page
from bot.reply.phrases import echo_of, to_scope
from bot.reply.texts import cut
from bot.reply.view import MAX_HEADS, MAX_TITLE, Item, Span, View

UNDATED = "Without a date of their own: known as of their source"

_ENTRIES_A_PAGE = 12


def to_timeline_view(timeline: Timeline, prompt: str) -> View:
    """Lay a timeline out; where there are no facts, as an answer that says why."""
    answer = timeline.answer
    if answer.outcome is not Outcome.ANSWER:
        return to_answer_view(answer, prompt)
    request, total = repeat(timeline), answer.total
    entries = (_to_entry(match, timeline) for match in timeline.facts)
    page = to_page(to_pieces(entries), request.page, _ENTRIES_A_PAGE)
    more, previous = to_page_turns(page, total, request)
    return View(
        title=cut(sentences.timeline_of(to_scope(request, answer.snapshot)), MAX_TITLE),
        heads=answer.partners[:MAX_HEADS],
        asked=echo_of(timeline),
        notes=(*to_last_page_notes(request.page, page.number), *to_fact_notes(answer)),
        facts_line=sentences.shown(page.first, page.count, total),
        groups=to_groups(page.items),
        more=more,
        previous=previous,
        everything=offer_everything(request, total),
    )


def _to_entry(match: FactMatch, timeline: Timeline) -> Entry:
    view = to_fact_view(match, timeline.snapshot, timeline.today)
    citation = view.citations[0]
    title, *parts = citation_parts(citation)
    asides = "".join([f" {aside}." for aside in view.asides])
    note = (
        Span(view.dateline, bold=True),
        Span(f": {view.statement}{asides} ("),
        Span(cut(title, MAX_NAME), url=citation.source.url),
        Span("".join([f", {part}" for part in parts]) + ")"),
    )
    return Entry(_year_of(match), Item(note))


def _year_of(match: FactMatch) -> str:
    """Return the heading of a fact: the year or decade in which it begins or, if that is open, ends."""
    when = match.fact.when
    point = (when.start or when.end) if when else None
    if point is None:
        return UNDATED
    return f"{point.first.year}s" if point.precision is Precision.DECADE else str(point.first.year)


TIMELINE = FormView(
    form=Form.TIMELINE,
    response=Timeline,
    to_view=to_timeline_view,
    name=wording.TIMELINE,
    usage=f"{Form.TIMELINE} and {wording.USAGE_HINT}",
    usage_title="A timeline of what?",
    is_listed=True,
)
