"""A comparison: partners side by side, a row a topic. It is asked for by `compare Turkey Russia`."""

from bot.domain.answers import Offer, Outcome
from bot.domain.requests import Form
from bot.domain.responses import Cell, Comparison
from bot.domain.responses import Row as TopicRow
from bot.reply import sentences, wording
from bot.reply.english import counted, join, quoted
from bot.reply.facts import citation_parts, to_fact_view
from bot.reply.forms.answer import to_answer_view
from bot.reply.forms.form import FormView
from bot.reply.notes import to_fact_notes
from bot.reply.offers import clean_offers, to_page_turns
from bot.reply.pages import Piece, to_last_page_notes, to_page
from bot.reply.phrases import echo_of
from bot.reply.texts import cut
from bot.reply.view import MAX_TITLE, Row, View, to_sentence

_ROWS_A_PAGE = 4
# A cell is a field of a section, which has 2,000 characters at the most.
_MAX_CELL = 1_900
_MAX_CITED = 300
_NOTHING_HERE = "nothing here"
_SHOWN_ABOVE = "shown above"


def to_comparison_view(comparison: Comparison, prompt: str) -> View:
    """Lay a comparison out; where there are no facts, as an answer that says why."""
    answer, request = comparison.answer, comparison.request
    if answer.outcome is not Outcome.ANSWER:
        return to_answer_view(answer, prompt)
    rows = (_to_row(row, comparison) for row in comparison.rows)
    pieces = (Piece((row,), sum(map(len, row.cells))) for row in rows)
    page = to_page(pieces, request.page, _ROWS_A_PAGE)
    more, previous = to_page_turns(page, len(comparison.rows), request, "topic")
    notes = to_last_page_notes(request.page, page.number)
    if comparison.unknown:
        notes.append(to_sentence(sentences.not_here(comparison.unknown)))
    if comparison.left:
        notes.append(to_sentence(sentences.compared_without(comparison.left)))
    together = [Offer(wording.TOGETHER, comparison.together)] if comparison.together else []
    return View(
        title=cut(join([partner.name for partner in comparison.partners]), MAX_TITLE),
        heads=comparison.partners,
        asked=echo_of(comparison),
        notes=(*notes, *to_fact_notes(answer)),
        facts_line=sentences.side_by_side(page.number),
        rows=page.items,
        more=more,
        previous=previous,
        suggestions_title=wording.CLOSER,
        suggestions=clean_offers([*comparison.separately, *together]),
    )


def _to_row(row: TopicRow, comparison: Comparison) -> Row:
    return Row(row.topic.name, tuple([_to_cell(cell, comparison) for cell in row.cells]))


def _to_cell(cell: Cell, comparison: Comparison) -> str:
    head = f"{cell.partner.name} · {counted(cell.count, 'fact')}"
    if cell.best is None:
        return f"{head}\n{_SHOWN_ABOVE if cell.count else _NOTHING_HERE}"
    view = to_fact_view(cell.best, comparison.snapshot, comparison.today)
    citation = view.citations[0]
    excerpt = [quoted(citation.excerpt)] if citation.excerpt else []
    cited = cut(", ".join(citation_parts(citation)), _MAX_CITED)
    whole = "\n".join([head, view.statement, view.dateline, *view.asides, *excerpt, cited])
    # What does not fit is left out whole: words that are cut short are no longer the source's.
    return whole if len(whole) <= _MAX_CELL else cut("\n".join([head, view.statement, view.dateline, cited]), _MAX_CELL)


COMPARE = FormView(
    form=Form.COMPARE,
    response=Comparison,
    to_view=to_comparison_view,
    name="Comparison",
    usage=f"{Form.COMPARE} and two or three names, and a topic if you like",
    usage_title="Compare which?",
    is_listed=True,
)
