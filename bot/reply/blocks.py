"""Answer → Slack message.

Nothing that a curator or user wrote is ever mrkdwn: it stands in plain text or in rich text elements, where Slack
parses no mention, link or markup.
"""

import re
from collections.abc import Iterable
from typing import Any

from bot.domain.answers import Answer
from bot.domain.knowledge import Citation
from bot.reply import wording
from bot.reply.texts import cut
from bot.reply.view import FactView, Span, View, citation_parts, to_view

MAX_HEADER = 150
MAX_MESSAGE_TEXT = 3_900

Element = dict[str, Any]

_JOINER = "\N{WORD JOINER}"
# What makes a mention, a channel or a link even without angle brackets: @everyone, #general, https://…
_LIVE = re.compile(r"[@#]|:(?=//)")


def to_message(answer: Answer) -> dict[str, Any]:
    """The answer as `{"text", "blocks"}`, inside Slack's limits whatever was asked and whatever is known."""
    command = answer.snapshot.about.command
    view = to_view(answer, command)
    return {"text": _to_text(view), "blocks": list(_to_blocks(view, command))}


def _to_blocks(view: View, command: str) -> Iterable[Element]:
    yield {"type": "header", "text": _plain(cut(_flagged(view), MAX_HEADER), emoji=True)}
    if view.asked:
        yield {"type": "context", "elements": [_plain(wording.quoted(view.asked))]}
    if view.notes:
        yield _rich(*(_section(_spans(note)) for note in view.notes))
    if view.summary:
        yield {"type": "section", "text": _plain(view.summary)}
    if view.facts_line:
        yield {"type": "divider"}
        yield {"type": "context", "elements": [_plain(view.facts_line)]}
    for fact in view.facts:
        yield _rich(*_fact_elements(fact))
    if view.more or view.suggestions:
        yield {"type": "divider"}
        yield _rich(*_foot_elements(view, command))


def _fact_elements(fact: FactView) -> Iterable[Element]:
    yield _section(
        [
            _text(fact.statement, bold=True),
            _text(f"\n{fact.dateline}", italic=True),
            *(_text(f"\n{aside}") for aside in fact.asides),
        ]
    )
    for citation in fact.citations:
        if citation.excerpt:
            yield {"type": "rich_text_quote", "elements": [_text(citation.excerpt)]}
        yield _section(list(_citation_elements(citation)))


def _citation_elements(citation: Citation) -> Iterable[Element]:
    source = citation.source
    yield {"type": "link", "url": source.url, "text": source.title} if source.url else _text(source.title)
    yield _text("".join(f", {part}" for part in citation_parts(citation)[1:]))


def _foot_elements(view: View, command: str) -> Iterable[Element]:
    if view.more:
        how = [_text(": "), _text(f"{command} {view.more.query}", code=True)] if view.more.query else []
        yield _section([_text(view.more.label), *how])
    if view.suggestions:
        yield _section([_text(f"{view.suggestions_title}:")])
        items = [
            _section([_text(f"{command} {item.query}", code=True), *_label_elements(item.label, item.query)])
            for item in view.suggestions
        ]
        yield {"type": "rich_text_list", "style": "bullet", "elements": items}


def _label_elements(label: str, query: str) -> Iterable[Element]:
    return [] if label == query else [_text(f"  {label}")]


def _flagged(view: View) -> str:
    flags = "".join(f":flag-{partner.iso.lower()}: " for partner in view.heads if partner.iso)
    return flags + view.title


def _to_text(view: View) -> str:
    """The answer itself, for screen readers and notifications, which show no blocks."""
    lines = [view.title, *("".join(span.text for span in note) for note in view.notes), view.summary, view.facts_line]
    for fact in view.facts:
        lines.append(f"• {fact.statement} ({fact.dateline})")
        lines += fact.asides
        for citation in fact.citations:
            quotation = f"{wording.quoted(citation.excerpt)} " if citation.excerpt else ""
            lines.append(quotation + ", ".join(citation_parts(citation)))
    if view.more:
        lines.append(f"{view.more.label}: {view.more.query}" if view.more.query else view.more.label)
    if view.suggestions:
        lines.append(f"{view.suggestions_title}: {', '.join(item.query for item in view.suggestions)}")
    text = ""
    for line in filter(None, lines):
        longer = f"{text}\n{_inert(line)}" if text else _inert(line)
        if len(longer) > MAX_MESSAGE_TEXT:
            return f"{text}\n{_fitting(line, MAX_MESSAGE_TEXT - len(text))}"
        text = longer
    return text


def _fitting(line: str, room: int) -> str:
    """As much of a line as fits once it is inert, which makes it longer."""
    most = len(line)
    while len(_inert(cut(line, most))) >= room and most > 1:
        most -= max(1, most // 10)
    return _inert(cut(line, most))


def _inert(text: str) -> str:
    """Text that Slack's mrkdwn shows as it is: nothing is mentioned, and nothing becomes a link."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LIVE.sub(rf"\g<0>{_JOINER}", escaped)


def _plain(text: str, *, emoji: bool = False) -> Element:
    return {"type": "plain_text", "text": text, "emoji": emoji}


def _rich(*elements: Element) -> Element:
    return {"type": "rich_text", "elements": list(elements)}


def _section(elements: list[Element]) -> Element:
    return {"type": "rich_text_section", "elements": elements}


def _spans(note: Iterable[Span]) -> list[Element]:
    return [_text(span.text, bold=span.bold) for span in note]


def _text(text: str, **style: bool) -> Element:
    wanted = {name: True for name, on in style.items() if on}
    return {"type": "text", "text": text, "style": wanted} if wanted else {"type": "text", "text": text}
