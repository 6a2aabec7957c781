"""Response → lines of a terminal."""

import shlex
import textwrap
from collections.abc import Iterable

from bot.domain.answers import Offer
from bot.domain.knowledge import Snapshot
from bot.domain.responses import Response
from bot.reply import sentences
from bot.reply.facts import citation_parts
from bot.reply.layout import to_view
from bot.reply.pages import Reader
from bot.reply.phrases import to_query
from bot.reply.view import MAX_NOTE, Cell, FactView, Group, View, to_words

WIDTH = 100
PROMPT = "azrel ask"


def to_terminal(response: Response) -> str:
    """Return the response as wrapped plain text, with the same content as in Slack."""
    return "\n".join(_to_lines(to_view(response, Reader(PROMPT, turns_back=False)), response.snapshot))


def _to_lines(view: View, snapshot: Snapshot) -> Iterable[str]:
    flags = "".join([f"{_to_flag(partner.iso)} " for partner in view.heads if partner.iso])
    if view.title:
        yield flags + view.title
    if view.reading:
        yield view.reading
    for note in view.notes:
        yield from _wrap(to_words(note))
    if view.summary:
        yield ""
        yield from _wrap(view.summary)
    if view.facts_line:
        yield ""
        yield view.facts_line
    for fact in view.facts:
        yield ""
        yield from _fact_lines(fact)
    for group in view.groups:
        yield ""
        yield from _group_lines(group)
    for row in view.rows:
        yield from ("", row.heading)
        for cell in row.cells:
            yield from _cell_lines(cell)
    if view.more or view.suggestions or view.related:
        yield ""
    if view.more:
        command = _to_command(to_query(view.more.request, snapshot))
        yield f"{view.more.label}: {command}" if command else sentences.too_many(view.more.label)
    for title, offers in ((view.suggestions_title, view.suggestions), (view.related_title, view.related)):
        lines = [line for offer in offers if (line := _offer_line(offer, snapshot))]
        if lines:
            yield from (f"{title}:", *lines)


def _cell_lines(cell: Cell) -> Iterable[str]:
    flag = f"{_to_flag(cell.iso)} " if cell.iso else ""
    head = f"{flag}{cell.name} · {cell.count}"
    if cell.fact:
        yield head
        yield from _fact_lines(cell.fact)
    else:
        yield f"{head} · {cell.instead}"


def _group_lines(group: Group) -> Iterable[str]:
    lines = [(f"{_to_flag(item.iso)} " if item.iso else "") + to_words(item.note) for item in group.items]
    if group.is_inline:
        yield from _wrap(f"{group.heading}: {', '.join(lines)}")
        return
    if group.heading:
        yield group.heading
    for item, line in zip(group.items, lines, strict=True):
        yield from _wrap(line, "• ", "  ")
        yield from (f"  {span.url}" for span in item.note if span.url)


def _offer_line(offer: Offer, snapshot: Snapshot) -> str:
    """Return what to type for an offer, and its label where that adds something; "" where it is too long to type."""
    phrase = to_query(offer.request, snapshot)
    command = _to_command(phrase)
    label = "" if offer.label.casefold() in phrase.casefold() else f"   {offer.label}"
    return f"  {command}{label}" if command else ""


def _to_command(phrase: str) -> str:
    """Return the shell command that asks a question; "" where it is too long."""
    return f"{PROMPT} {shlex.join(phrase.split())}" if len(phrase) <= MAX_NOTE else ""


def _fact_lines(fact: FactView) -> Iterable[str]:
    yield from _wrap(fact.statement, fact.lead or "• ", "  ")
    for number, citation in enumerate(fact.citations):
        source = ", ".join(citation_parts(citation))
        yield from _wrap(source if number else f"{fact.dateline} · {source}", "  ", "  ")
        if not number:
            for aside in fact.asides:
                yield from _wrap(aside, "  ", "  ")
        if citation.excerpt:
            yield from _wrap(citation.excerpt, "  │ ", "  │ ")
        if citation.source.url:
            yield f"  {citation.source.url}"


def _wrap(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _to_flag(iso: str) -> str:
    """Return a state's flag: its code in regional indicator symbols (Unicode, UTS #51)."""
    return "".join([chr(ord("\N{REGIONAL INDICATOR SYMBOL LETTER A}") + ord(letter) - ord("A")) for letter in iso])
