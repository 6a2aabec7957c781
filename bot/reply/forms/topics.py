"""The list of topics, each with its number of facts. Asked for by `topics`."""

from bot.domain.answers import Offer
from bot.domain.requests import Form, Request
from bot.domain.responses import Listing
from bot.reply.english import counted
from bot.reply.forms.entries import Entry
from bot.reply.forms.form import FormView
from bot.reply.forms.listing import LINES_A_PAGE, TOPIC, most_first, to_listing_view
from bot.reply.pages import Reader
from bot.reply.view import Item, Span, View


def to_topics_view(listing: Listing, _: Reader) -> View:
    """Lay out the list of topics."""
    entries = (_to_entry(id_, listing) for id_ in most_first(listing))
    return to_listing_view(listing, entries, TOPIC, LINES_A_PAGE, has_menu=False)


def _to_entry(id_: str, listing: Listing) -> Entry:
    name, count = listing.snapshot.topics[id_].name, listing.counts[id_]
    note = (Span(name, bold=True), Span(f", {counted(count, listing.snapshot.about.fact)}"))
    return Entry("", Item(note, offer=Offer(f"{name} ({count})", Request(topics=(id_,)))))


TOPICS = FormView(
    form=Form.TOPICS, response=Listing, to_view=to_topics_view, name="Topics", usage=Form.TOPICS.value, is_listed=True
)
