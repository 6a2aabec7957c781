"""The list of partners by kind, each with its number of facts: all, or one kind."""

from collections.abc import Sequence

from bot.domain.answers import Offer
from bot.domain.kinds import Kind
from bot.domain.knowledge import Partner
from bot.domain.requests import Form, Request
from bot.domain.responses import Listing
from bot.reply.forms.entries import Entry
from bot.reply.forms.form import FormView
from bot.reply.forms.listing import NAMES_A_PAGE, most_first, to_listing_view
from bot.reply.pages import Reader
from bot.reply.view import Item, Span, View


def to_partners_view(listing: Listing, _: Reader) -> View:
    """Lay out the list of partners."""
    about = listing.snapshot.about
    partners = in_order_of_kinds([listing.snapshot.partners[id_] for id_ in most_first(listing)], about.kinds)
    entries = (_to_entry(partner, listing.counts[partner.id]) for partner in partners)
    nouns = [kind.noun for kind in about.kinds if kind.id == listing.request.kind]
    return to_listing_view(listing, entries, next(iter(nouns), about.partner), NAMES_A_PAGE, is_inline=True)


def in_order_of_kinds(partners: list[Partner], kinds: Sequence[Kind]) -> list[Partner]:
    """Sort partners by kind, keeping the order within a kind."""
    return sorted(partners, key=lambda partner: kinds.index(partner.kind))


def to_partner_item(partner: Partner, count: int, words: str) -> Item:
    """Return a partner as an item, in `words` words, with the offer of its facts if it has any."""
    offered = f":flag-{partner.iso.lower()}: {partner.name}" if partner.iso else partner.name
    offer = Offer(f"{offered} ({count})", Request(partners=(partner.id,))) if count else None
    return Item((Span(words),), partner.iso, offer)


def _to_entry(partner: Partner, count: int) -> Entry:
    return Entry(partner.kind.heading, to_partner_item(partner, count, f"{partner.name} ({count})"))


PARTNERS = FormView(
    form=Form.PARTNERS,
    response=Listing,
    to_view=to_partners_view,
    name="Partners",
    usage=Form.PARTNERS.value,
    is_listed=True,
)
