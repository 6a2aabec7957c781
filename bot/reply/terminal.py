"""Response → lines of a terminal."""

import shlex
import textwrap
from collections.abc import Iterable

from bot.domain.responses import Response
from bot.reply.facts import citation_parts
from bot.reply.layout import to_view
from bot.reply.view import FactView, Group, View

WIDTH = 100
PROMPT = "azrel ask"


def to_terminal(response: Response) -> str:
    """The response as plain text, wrapped; the same that Slack shows."""
    return "\n".join(_to_lines(to_view(response, PROMPT)))


def _to_lines(view: View) -> Iterable[str]:
    flags = "".join(f"{_flag(partner.iso)} " for partner in view.heads if partner.iso)
    yield flags + view.title
    for note in view.notes:
        yield from _wrap("".join(span.text for span in note))
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
            head, *lines = cell.split("\n")
            yield from _wrap(head, "• ", "  ")
            for line in lines:
                yield from _wrap(line, "  ", "  ")
    if view.more or view.suggestions or view.related:
        yield ""
    if view.more:
        yield f"{view.more.label}: {_to_command(view.more.query)}" if view.more.query else view.more.label
    for title, offers in ((view.suggestions_title, view.suggestions), (view.related_title, view.related)):
        if offers:
            yield f"{title}:"
        for item in offers:
            yield f"  {_to_command(item.query)}" + (f"   {item.label}" if item.label != item.query else "")


def _group_lines(group: Group) -> Iterable[str]:
    lines = [
        (_flag(item.iso) + " " if item.iso else "") + "".join(span.text for span in item.note) for item in group.items
    ]
    if group.is_inline:
        yield from _wrap(f"{group.heading}: {', '.join(lines)}")
        return
    if group.heading:
        yield group.heading
    for item, line in zip(group.items, lines, strict=True):
        yield from _wrap(line, "• ", "  ")
        yield from (f"  {span.url}" for span in item.note if span.url)


def _to_command(query: str) -> str:
    """What to type in a shell to ask a question."""
    return f"{PROMPT} {shlex.join(query.split())}"


def _fact_lines(fact: FactView) -> Iterable[str]:
    yield from _wrap(fact.statement, "• ", "  ")
    for line in (fact.dateline, *fact.asides):
        yield from _wrap(line, "  ", "  ")
    for citation in fact.citations:
        if citation.excerpt:
            yield from _wrap(citation.excerpt, "  │ ", "  │ ")
        yield from _wrap(", ".join(citation_parts(citation)), "  ", "  ")
        if citation.source.url:
            yield f"  {citation.source.url}"


def _wrap(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _flag(iso: str) -> str:
    """A state's flag: its code in regional indicator symbols (Unicode, UTS #51)."""
    return "".join(chr(ord("\N{REGIONAL INDICATOR SYMBOL LETTER A}") + ord(letter) - ord("A")) for letter in iso)
