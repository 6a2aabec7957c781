"""Listing → an assistant's reply: a page of partners, topics or sources, each with its number of facts."""

from collections.abc import Mapping
from typing import Any

from bot.domain.knowledge import Partner, Snapshot, Topic
from bot.domain.requests import Form
from bot.domain.responses import Listing
from bot.reply.assistants.answers import ToolReply
from bot.reply.assistants.quoting import to_source_address
from bot.reply.english import as_of, counted
from bot.reply.forms.listing import SOURCE, TOPIC, most_first
from bot.reply.forms.partners import in_order_of_kinds
from bot.reply.records import to_source_record
from bot.reply.sentences import listed, no_such_page

# A source takes three times the text of a name.
NAMES_A_PAGE, SOURCES_A_PAGE = 100, 40


def to_listing_reply(listing: Listing, number: int) -> ToolReply:
    """Return page `number` of a list, or the last page."""
    snapshot, ids = listing.snapshot, most_first(listing)
    about, most = snapshot.about, NAMES_A_PAGE
    match listing.request.form:
        case Form.PARTNERS:
            partners = in_order_of_kinds([snapshot.partners[id_] for id_ in ids], about.kinds)
            name, noun = "partners", about.partner
            entries = [_to_partner(partner, listing.counts) for partner in partners]
        case Form.TOPICS:
            name, noun = "topics", TOPIC
            entries = [_to_topic(snapshot.topics[id_], listing.counts) for id_ in ids]
        case _:
            name, noun, most = "sources", SOURCE, SOURCES_A_PAGE
            entries = [to_source_record(snapshot.sources[id_]) | {"facts": listing.counts[id_]} for id_ in ids]
    pages = max(1, -(-len(entries) // most))
    page = min(number, pages)
    first = (page - 1) * most
    shown = entries[first : first + most]
    lines = [
        f"{about.title}: {listed(first, len(shown), len(entries), noun)}",
        *([no_such_page(pages)] if number > pages else []),
        *[_to_line(entry, snapshot) for entry in shown],
        *([f"There is more: call again with page={page + 1}."] if page < pages else []),
        f"Revision of the base: {snapshot.revision}",
    ]
    paging = {"total": len(entries), "page": page, "has_more": page < pages}
    return ToolReply("\n".join(lines), {name: shown, **paging, "revision": snapshot.revision})


def _to_partner(partner: Partner, counts: Mapping[str, int]) -> dict[str, Any]:
    return {"id": partner.id, "name": partner.name, "kind": partner.kind.id, "facts": counts[partner.id]}


def _to_topic(topic: Topic, counts: Mapping[str, int]) -> dict[str, Any]:
    return {"id": topic.id, "name": topic.name, "words": list(topic.words), "facts": counts[topic.id]}


def _to_line(entry: dict[str, Any], snapshot: Snapshot) -> str:
    count = counted(entry["facts"], snapshot.about.fact)
    if source := snapshot.sources.get(entry["id"]) if "title" in entry else None:
        address = f"; {source.url}" if source.url else ""
        return (
            f"- {source.title}, {source.publisher}, {as_of(source.as_of)}: {count} "
            f"({to_source_address(source.id)}{address})"
        )
    kind = f", {snapshot.partners[entry['id']].kind.noun.singular}" if "kind" in entry else ""
    return f"- {entry['name']} (id {entry['id']}{kind}): {count}"
