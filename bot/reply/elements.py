"""Blocks of what is said and offered: notes, facts, lists, buttons.

Nothing that a curator or user wrote is ever mrkdwn: it stands in plain text or in rich text elements, where Slack
parses no mention, link or markup.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from bot.domain.knowledge import Citation
from bot.reply import wording
from bot.reply.controls import ASK, Element, to_buttons, to_plain, to_select
from bot.reply.facts import citation_parts
from bot.reply.texts import cut
from bot.reply.view import FactView, Group, Note, Row, View

MAX_HEADER = 150

_BOLD, _ITALIC = {"bold": True}, {"italic": True}
_BENEATH = "↳ "


def to_header(view: View) -> Element:
    """Make the title, with the flags of the states in it."""
    flags = [f":flag-{partner.iso.lower()}: " for partner in view.heads if partner.iso]
    return {"type": "header", "text": to_plain(cut("".join(flags) + view.title, MAX_HEADER), emoji=True)}


def to_context(text: str) -> Element:
    """Make a line in small letters."""
    return {"type": "context", "elements": [to_plain(text)]}


def to_notes_block(notes: Iterable[Note]) -> Element:
    """Make a paragraph of each note."""
    return _rich([_section(_spans(note)) for note in notes])


def to_fact_block(fact: FactView) -> Element:
    """Make a fact with its date, and each source with the words that it rests on."""
    beneath = [_text(_BENEATH)] if fact.is_companion else []
    asides = [_text(f"\n{aside}") for aside in fact.asides]
    said = [*beneath, _text(fact.statement, _BOLD), _text(f"\n{fact.dateline}", _ITALIC), *asides]
    return _rich([_section(said), *chain.from_iterable(map(_citation_elements, fact.citations))])


def to_groups_block(groups: Iterable[Group]) -> Element:
    """Make lists under their headings."""
    return _rich([*chain.from_iterable(map(_group_elements, groups))])


def to_row_blocks(row: Row) -> Iterator[Element]:
    """Make a heading, and what stands side by side below it."""
    yield _rich([_section([_text(row.heading, _BOLD)])])
    yield {"type": "section", "fields": [to_plain(cell) for cell in row.cells]}


def to_offer_blocks(view: View) -> Iterator[Element]:
    """Make the buttons and the menu of what leads on."""
    for title, offers in ((view.suggestions_title, view.suggestions), (view.related_title, view.related)):
        buttons = to_buttons(ASK, offers)
        if buttons:
            yield to_context(title)
            yield {"type": "actions", "elements": buttons}
    menu = to_select(wording.CHOOSE, view.menu)
    if menu:
        yield {"type": "actions", "elements": [menu]}


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


def _citation_elements(citation: Citation) -> Iterator[Element]:
    source = citation.source
    if citation.excerpt:
        yield {"type": "rich_text_quote", "elements": [_text(citation.excerpt)]}
    title = _link(source.title, source.url) if source.url else _text(source.title)
    yield _section([title, _text("".join([f", {part}" for part in citation_parts(citation)[1:]]))])


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
