"""A reply as text alone, for screen readers, notifications, and messages whose blocks Slack refuses."""

from collections.abc import Iterable, Iterator
from itertools import chain

from bot.reply.english import quoted
from bot.reply.facts import citation_parts
from bot.reply.texts import cut
from bot.reply.view import MAX_NOTE, FactView, View, to_words

MAX_MESSAGE_TEXT = 3_900

# Characters of markup, and of mentions, channels and links without brackets: @everyone, #general, https://…
_ESCAPED = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "@": "@\N{WORD JOINER}",
    "#": "#\N{WORD JOINER}",
    "://": ":\N{WORD JOINER}//",
}


def escape_mrkdwn(text: str) -> str:
    """Escape a text for Slack's mrkdwn, so that it mentions nobody and links nowhere."""
    for live, escaped in _ESCAPED.items():
        text = text.replace(live, escaped)
    return text


def to_text(lines: Iterable[str]) -> str:
    """Return as many lines as a message's text may have, escaped for mrkdwn."""
    lines = list(lines)
    whole = escape_mrkdwn("\n".join(lines))
    if len(whole) <= MAX_MESSAGE_TEXT:
        return whole
    text, ahead = "", iter(lines)
    line = next(ahead)
    while len(longer := f"{text}\n{escape_mrkdwn(line)}" if text else escape_mrkdwn(line)) <= MAX_MESSAGE_TEXT:
        text, line = longer, next(ahead)
    return f"{text}\n{_fitting(line, MAX_MESSAGE_TEXT - len(text))}"


def to_lines(view: View) -> Iterator[str]:
    """Yield the lines of a reply, with the labels of its buttons as offers."""
    yield from filter(None, [view.title, view.reading, *map(to_words, view.notes), view.summary, view.facts_line])
    yield from chain.from_iterable(map(_fact_lines, view.facts))
    for group in view.groups:
        items = [to_words(item.note) for item in group.items]
        yield from filter(None, [group.heading])
        yield from [", ".join(items)] if group.is_inline else [f"• {item}" for item in items]
    for row in view.rows:
        yield row.heading
        for cell in row.cells:
            yield f"{cell.name}, {cell.count}:" if cell.fact else f"{cell.name}: {cell.instead}"
            yield from _fact_lines(cell.fact) if cell.fact else ()
    if view.more:
        yield view.more.label
    for title, offers in ((view.suggestions_title, view.suggestions), (view.related_title, view.related)):
        if offers:
            yield f"{title}: {', '.join([cut(offer.label, MAX_NOTE) for offer in offers])}"


def _fact_lines(fact: FactView) -> Iterator[str]:
    yield f"{fact.lead or '• '}{fact.statement} ({fact.dateline})"
    yield from fact.asides
    for citation in fact.citations:
        quotation = f"{quoted(citation.excerpt)} " if citation.excerpt else ""
        yield quotation + ", ".join(citation_parts(citation))


def _fitting(line: str, room: int) -> str:
    """Return as much of a line as fits after escaping, which makes it longer."""
    most = len(line)
    while len(escape_mrkdwn(cut(line, most))) >= room and most > 1:
        most -= max(1, most // 10)
    return escape_mrkdwn(cut(line, most))
