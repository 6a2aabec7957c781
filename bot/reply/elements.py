"""Blocks of a reply: notes, facts, lists, buttons.

Text of curators and users is never mrkdwn, but plain text or rich text elements, in which Slack parses no mention, link
or markup.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from bot.domain.knowledge import Citation
from bot.reply import wording
from bot.reply.controls import ASK, Element, to_buttons, to_plain, to_select
from bot.reply.facts import citation_parts
from bot.reply.texts import cut
from bot.reply.view import Cell, FactView, Group, Note, RowView, View

MAX_HEADER = 150

_BOLD, _ITALIC = {"bold": True}, {"italic": True}


def to_header(view: View) -> Element:
    """Make the title, with the flags of its states."""
    flags = [f":flag-{partner.iso.lower()}: " for partner in view.heads if partner.iso]
    return {"type": "header", "text": to_plain(cut("".join(flags) + view.title, MAX_HEADER), emoji=True)}


def to_context(text: str) -> Element:
    """Make a line in small letters."""
    return {"type": "context", "elements": [to_plain(text)]}


def to_notes_block(notes: Iterable[Note]) -> Element:
    """Make a paragraph of each note."""
    return _rich([_section(_spans(note)) for note in notes])


def to_fact_block(fact: FactView) -> Element:
    """Make a fact: its statement, its date and source, and the words quoted; then further sources."""
    first, *others = fact.citations
    lead = fact.lead
    said = [_text(lead)] if lead else []
    said += [_text(fact.statement, _BOLD), _text(f"\n{fact.dateline} · "), *_source_elements(first)]
    said += [_text(f"\n{aside}", _ITALIC) for aside in fact.asides]
    elements = [_section(said), *_quote_elements(first)]
    for citation in others:
        elements += [_section(_source_elements(citation)), *_quote_elements(citation)]
    return _rich(elements)


def to_groups_block(groups: Iterable[Group]) -> Element:
    """Make lists under their headings."""
    return _rich([*chain.from_iterable(map(_group_elements, groups))])


def to_row_blocks(row: RowView) -> Iterator[Element]:
    """Make a heading with its cells below each other, since three side by side would be narrow."""
    yield {"type": "header", "text": to_plain(cut(row.heading, MAX_HEADER))}
    yield from [_rich([*_cell_elements(cell)]) for cell in row.cells]


def to_offer_blocks(view: View) -> Iterator[Element]:
    """Make the buttons and the menu of a view's offers."""
    for title, offers in ((view.suggestions_title, view.suggestions), (view.related_title, view.related)):
        buttons = to_buttons(ASK, offers)
        if buttons:
            yield to_context(title)
            yield {"type": "actions", "elements": buttons}
    menu = to_select(wording.CHOOSE, view.menu)
    if menu:
        yield {"type": "actions", "elements": [menu]}


def _cell_elements(cell: Cell) -> Iterator[Element]:
    flag = [_flag(cell.iso), _text(" ")] if cell.iso else []
    head = [*flag, _text(cell.name, _BOLD), _text(f" · {cell.count}", _ITALIC)]
    if cell.fact is None:
        yield _section([*head, _text(f" · {cell.instead}")])
        return
    citation = cell.fact.citations[0]
    shown = [_text(f"\n{cell.fact.statement}\n{cell.fact.dateline} · "), *_source_elements(citation)]
    yield _section([*head, *shown])
    yield from _quote_elements(citation)


def _group_elements(group: Group) -> Iterator[Element]:
    if group.is_inline:
        elements = [_text(f"{group.heading}: ", _BOLD)]
        for item in group.items:
            elements += [_flag(item.iso), _text(" ")] if item.iso else []
            elements += [*_spans(item.note), _text(", ")]
        yield _section([*elements[:-1], _text("\n")])
        return
    if group.heading:
        yield _section([_text(group.heading, _BOLD)])
    items = [_section(_spans(item.note)) for item in group.items]
    yield {"type": "rich_text_list", "style": "bullet", "elements": items}


def _source_elements(citation: Citation) -> list[Element]:
    title, *parts = citation_parts(citation)
    url = citation.source.url
    return [_link(title, url) if url else _text(title), _text(", " + ", ".join(parts))]


def _quote_elements(citation: Citation) -> list[Element]:
    return [{"type": "rich_text_quote", "elements": [_text(citation.excerpt)]}] if citation.excerpt else []


def _rich(elements: list[Element]) -> Element:
    return {"type": "rich_text", "elements": elements}


def _section(elements: list[Element]) -> Element:
    return {"type": "rich_text_section", "elements": elements}


def _spans(note: Note) -> list[Element]:
    return [
        _link(span.text, span.url) if span.url else _text(span.text, _BOLD if span.bold else None)
        for span in note
        if span.text
    ]


def _link(text: str, url: str) -> Element:
    return {"type": "link", "url": url, "text": text}


def _flag(iso: str) -> Element:
    return {"type": "emoji", "name": f"flag-{iso.lower()}"}


def _text(text: str, style: dict[str, bool] | None = None) -> Element:
    return {"type": "text", "text": text, "style": {**style}} if style else {"type": "text", "text": text}
