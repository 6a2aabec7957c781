"""A source: its publisher, its as-of date, and the facts that rest on it. Asked for by `source` and its id."""

from bot.domain.requests import MAX_SIZE, Form
from bot.domain.responses import SourceCard
from bot.reply import sentences
from bot.reply.facts import to_fact_views, to_pieces
from bot.reply.forms.form import FormView
from bot.reply.offers import offer_everything, repeat, to_page_turns
from bot.reply.pages import Reader, to_last_page_notes, to_page
from bot.reply.phrases import echo_of
from bot.reply.texts import cut
from bot.reply.view import MAX_TITLE, Span, View, to_note


def to_source_view(card: SourceCard, reader: Reader) -> View:
    """Lay out a source."""
    source, request, total = card.source, repeat(card), len(card.facts)
    fact = card.snapshot.about.fact
    size = request.size or reader.facts
    page = to_page(to_pieces(card.facts), request.page, size)
    more, previous = to_page_turns(page, total, request, fact, size)
    return View(
        title=cut(source.title, MAX_TITLE),
        asked=echo_of(card),
        notes=(
            to_note(Span(source.publisher, url=source.url), Span(f", {sentences.source_line(source)}")),
            *to_last_page_notes(request.page, page.number),
        ),
        facts_line=(sentences.shown(page.first, page.count, total, fact) if total else sentences.unused_source(fact)),
        facts=to_fact_views(page.items, card.snapshot, card.today),
        request=request,
        page=page.number,
        size=size,
        more=more,
        previous=previous,
        everything=None if page.count == total or size == MAX_SIZE else offer_everything(request, total, fact),
    )


SOURCE = FormView(
    form=Form.SOURCE,
    response=SourceCard,
    to_view=to_source_view,
    name="Source",
    usage=f"{Form.SOURCE} and the id of one; {Form.SOURCES} lists them",
    usage_title="Which source?",
)
