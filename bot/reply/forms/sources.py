"""The list of sources, each with its number of facts. Asked for by `sources`."""

from bot.domain.answers import Offer
from bot.domain.requests import Form, Request
from bot.domain.responses import Listing
from bot.reply.english import as_of, counted
from bot.reply.forms.entries import MAX_NAME, Entry
from bot.reply.forms.form import FormView
from bot.reply.forms.listing import LINES_A_PAGE, SOURCE, most_first, to_listing_view
from bot.reply.pages import Reader
from bot.reply.texts import cut
from bot.reply.view import Item, Span, View


def to_sources_view(listing: Listing, _: Reader) -> View:
    """Lay out the list of sources."""
    entries = (_to_entry(id_, listing) for id_ in most_first(listing))
    return to_listing_view(listing, entries, SOURCE, LINES_A_PAGE)


def _to_entry(id_: str, listing: Listing) -> Entry:
    snapshot = listing.snapshot
    source, count = snapshot.sources[id_], counted(listing.counts[id_], snapshot.about.fact)
    note = (
        Span(cut(source.title, MAX_NAME), url=source.url),
        Span(f", {source.publisher}, {as_of(source.as_of)} · {count} · "),
        Span(f"{Form.SOURCE} {id_}", bold=True),
    )
    return Entry("", Item(note, offer=Offer(source.title, Request(form=Form.SOURCE, source=id_))))


SOURCES = FormView(
    form=Form.SOURCES,
    response=Listing,
    to_view=to_sources_view,
    name="Sources",
    usage=Form.SOURCES.value,
    is_listed=True,
)
