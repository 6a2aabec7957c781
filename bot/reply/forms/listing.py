"""The common layout of the lists of topics, partners and sources: pages, with the best known first."""

from collections.abc import Iterable

from bot.domain.kinds import Noun
from bot.domain.responses import Listing
from bot.domain.text import capitalised
from bot.reply import sentences, wording
from bot.reply.forms.entries import Entry, to_groups, to_menu, to_pieces
from bot.reply.offers import clean_offers, to_page_turns
from bot.reply.pages import to_last_page_notes, to_page
from bot.reply.phrases import echo_of
from bot.reply.view import View

LINES_A_PAGE = 20
NAMES_A_PAGE = 100
TOPIC, SOURCE = Noun("topic", "topics"), Noun("source", "sources")


def most_first(listing: Listing) -> list[str]:
    """Return the ids of a list, those with the most facts first."""
    return sorted(listing.counts, key=lambda id_: (-listing.counts[id_], id_))


def to_listing_view(
    listing: Listing, entries: Iterable[Entry], noun: Noun, most: int, *, is_inline: bool = False, has_menu: bool = True
) -> View:
    """Lay out a page of a list with at most `most` entries; their offers are in a menu, or on buttons."""
    name, total = capitalised(noun.plural), len(listing.counts)
    page = to_page(to_pieces(entries), listing.request.page, most)
    more, previous = to_page_turns(page, total, listing.request, noun)
    offers = [entry.item.offer for entry in page.items if entry.item.offer]
    return View(
        title=f"{name}: {listing.snapshot.about.title}",
        asked=echo_of(listing),
        notes=tuple(to_last_page_notes(listing.request.page, page.number)),
        facts_line=sentences.listed(page.first, page.count, total, noun),
        groups=to_groups(page.items, is_inline=is_inline),
        page=page.number,
        more=more,
        previous=previous,
        suggestions_title=wording.ASK_ABOUT,
        suggestions=() if has_menu else clean_offers(offers),
        menu=to_menu(page.items, name) if has_menu else (),
    )
