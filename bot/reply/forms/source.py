"""A source: who published it, up to when it speaks, and the facts that rest on it. Asked for by `source` and its id."""

from bot.domain.requests import Form
from bot.domain.responses import SourceCard
from bot.reply import sentences
from bot.reply.facts import to_pieces
from bot.reply.forms.form import FormView
from bot.reply.offers import offer_everything, repeat, to_page_turns
from bot.reply.pages import to_last_page_notes, to_page
from bot.reply.phrases import echo_of
from bot.reply.texts import cut
from bot.reply.view import MAX_TITLE, Span, View, to_note


def to_source_view(card: SourceCard, _: str = "") -> View:
    """Lay a source out."""
    source, request, total = card.source, repeat(card), len(card.facts)
    page = to_page(to_pieces(card.facts, card.snapshot, card.today), request.page)
    more, previous = to_page_turns(page, total, request)
    return View(
        title=cut(source.title, MAX_TITLE),
        asked=echo_of(card),
        notes=(
            to_note(Span(source.publisher, url=source.url), Span(f", {sentences.source_line(source)}")),
            *to_last_page_notes(request.page, page.number),
        ),
        facts_line=sentences.shown(page.first, page.count, total) if total else sentences.UNUSED_SOURCE,
        facts=page.items,
        more=more,
        previous=previous,
        everything=offer_everything(request, total) if page.count < total else None,
    )


SOURCE = FormView(
    form=Form.SOURCE,
    response=SourceCard,
    to_view=to_source_view,
    name="Source",
    usage=f"{Form.SOURCE} and the id of one; {Form.SOURCES} lists them",
    usage_title="Which source?",
)
