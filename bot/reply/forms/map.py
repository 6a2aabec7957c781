"""The map of the subject's relations: partners by kind, with their main topics. Asked for by `map`."""

from bot.domain.kinds import Noun
from bot.domain.requests import Form
from bot.domain.responses import Map, PartnerSummary
from bot.reply import sentences
from bot.reply.english import counted
from bot.reply.forms.entries import Entry, to_groups, to_menu, to_pieces
from bot.reply.forms.form import FormView
from bot.reply.forms.listing import NAMES_A_PAGE
from bot.reply.forms.partners import in_order_of_kinds, to_partner_item
from bot.reply.offers import to_page_turns
from bot.reply.pages import Reader, to_last_page_notes, to_page
from bot.reply.phrases import echo_of
from bot.reply.texts import cut
from bot.reply.view import MAX_TITLE, View


def to_map_view(chart: Map, _: Reader) -> View:
    """Lay out the map as text, beside its picture."""
    summaries, about = {summary.partner.id: summary for summary in chart.summaries}, chart.snapshot.about
    partners = in_order_of_kinds([summary.partner for summary in chart.summaries], about.kinds)
    entries = (_to_entry(summaries[partner.id], about.fact) for partner in partners)
    page = to_page(to_pieces(entries), chart.request.page, NAMES_A_PAGE)
    more, previous = to_page_turns(page, len(summaries), chart.request, about.partner)
    return View(
        title=cut(sentences.map_of(chart.snapshot.subject.name, about.partner), MAX_TITLE),
        heads=(chart.snapshot.subject,),
        asked=echo_of(chart),
        notes=tuple(to_last_page_notes(chart.request.page, page.number)),
        facts_line=sentences.listed(page.first, page.count, len(summaries), about.partner),
        groups=to_groups(page.items, is_inline=True),
        more=more,
        previous=previous,
        menu=to_menu(page.items),
    )


def _to_entry(summary: PartnerSummary, fact: Noun) -> Entry:
    words = f"{summary.partner.name} ({counted(summary.count, fact)}, most on {summary.topic.name})"
    return Entry(summary.partner.kind.heading, to_partner_item(summary.partner, summary.count, words))


MAP = FormView(form=Form.MAP, response=Map, to_view=to_map_view, name="Map", usage=Form.MAP.value, is_listed=True)
