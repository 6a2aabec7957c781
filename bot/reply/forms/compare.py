"""A comparison: partners side by side, a row a topic. Asked for by `compare Turkey Russia`."""

from dataclasses import replace

from bot.domain.answers import Offer, Outcome
from bot.domain.requests import Form
from bot.domain.responses import Cell as TopicCell
from bot.domain.responses import Comparison, Row
from bot.reply import sentences, wording
from bot.reply.english import counted, join
from bot.reply.facts import size_of, to_fact_view
from bot.reply.forms.answer import to_answer_view
from bot.reply.forms.form import FormView
from bot.reply.forms.listing import TOPIC
from bot.reply.notes import to_fact_notes
from bot.reply.offers import clean_offers, to_page_turns
from bot.reply.pages import Piece, Reader, to_last_page_notes, to_page
from bot.reply.phrases import echo_of
from bot.reply.texts import cut
from bot.reply.view import MAX_TITLE, Cell, RowView, View, to_sentence

ROWS_A_PAGE = 4
# The characters of a cell beside its fact: the name and the number of facts.
_BESIDE = 150
_NOTHING_HERE = "nothing on this topic"
_SHOWN_ABOVE = "shown above"


def to_comparison_view(comparison: Comparison, reader: Reader) -> View:
    """Lay out a comparison; one without facts is an answer that says why."""
    answer, request, fact = comparison.answer, comparison.request, comparison.snapshot.about.fact
    if answer.outcome is not Outcome.ANSWER:
        return to_answer_view(answer, reader)
    pieces = (Piece((row,), _size_of(row)) for row in comparison.rows)
    page = to_page(pieces, request.page, ROWS_A_PAGE)
    more, previous = to_page_turns(page, len(comparison.rows), request, TOPIC)
    notes = to_last_page_notes(request.page, page.number)
    if comparison.unknown:
        notes.append(to_sentence(sentences.not_here(comparison.unknown)))
    if comparison.left:
        notes.append(to_sentence(sentences.compared_without(comparison.left)))
    label = wording.together(len(comparison.partners), fact)
    together = [Offer(label, comparison.together)] if comparison.together else []
    return View(
        title=cut(join([partner.name for partner in comparison.partners]), MAX_TITLE),
        heads=comparison.partners,
        asked=echo_of(comparison),
        notes=(*notes, *to_fact_notes(answer)),
        facts_line=sentences.side_by_side(page.number, fact),
        rows=tuple([_to_row(row, comparison) for row in page.items]),
        page=page.number,
        more=more,
        previous=previous,
        suggestions_title=wording.CLOSER,
        suggestions=clean_offers([*comparison.separately, *together]),
    )


def _to_row(row: Row, comparison: Comparison) -> RowView:
    return RowView(row.topic.name, tuple([_to_cell(cell, comparison) for cell in row.cells]))


def _to_cell(cell: TopicCell, comparison: Comparison) -> Cell:
    partner, count = cell.partner, counted(cell.count, comparison.snapshot.about.fact)
    if cell.best is None:
        return Cell(partner.name, partner.iso, count, None, _SHOWN_ABOVE if cell.count else _NOTHING_HERE)
    fact = to_fact_view(cell.best, comparison.snapshot, comparison.today)
    # One source for each is enough to compare, and the neighbouring cell is another partner's.
    return Cell(partner.name, partner.iso, count, replace(fact, citations=fact.citations[:1], relations=()))


def _size_of(row: Row) -> int:
    return len(row.topic.name) + sum([_BESIDE + (size_of(cell.best.fact) if cell.best else 0) for cell in row.cells])


COMPARE = FormView(
    form=Form.COMPARE,
    response=Comparison,
    to_view=to_comparison_view,
    name="Comparison",
    usage=f"{Form.COMPARE} and two or three names, and a topic if you like",
    usage_title="Compare which?",
    is_listed=True,
)
