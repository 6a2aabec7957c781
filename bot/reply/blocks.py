"""Response → Slack message, modal and App Home.

Nothing that a curator or user wrote is ever mrkdwn: it stands in plain text or in rich text elements, where Slack
parses no mention, link or markup.
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from bot.domain.answers import Suggestion
from bot.domain.knowledge import Citation
from bot.domain.responses import Front, Response
from bot.reply import wording
from bot.reply.answers import to_echo
from bot.reply.controls import (
    ASK,
    MAX_BUTTONS,
    MAX_VALUE,
    SEARCH,
    SHARE,
    SHARED_MARK,
    SHOW,
    Element,
    Press,
    number_controls,
    to_button,
    to_plain,
    to_select,
    to_value,
)
from bot.reply.facts import citation_parts
from bot.reply.layout import to_view
from bot.reply.search_form import RESULT, to_conversation_field
from bot.reply.texts import clean, cut
from bot.reply.view import FactView, Group, Note, Span, View, to_note

MAX_HEADER = 150
MAX_MESSAGE_TEXT = 3_900
MAX_MODAL_TITLE = 24
_MAX_SECTION = 3_000
# Of a question no more than this is read, so no more need be asked again.
_MAX_ASKED = 1_000
_NEWEST_AT_HOME = 3
_EXAMPLES_AT_HOME = 3

_JOINER = "\N{WORD JOINER}"
# What makes a mention, a channel or a link even without angle brackets: @everyone, #general, https://…
_LIVE = re.compile(r"[@#]|:(?=//)")
_BOLD, _ITALIC = {"bold": True}, {"italic": True}


class Picture(NamedTuple):
    """A picture of a response: where it is, and what it shows in words."""

    url: str
    alt: str


class Surface(Enum):
    """Where a reply stands: before one person, before everybody, shared by somebody, or in a modal."""

    PRIVATE = auto()
    PUBLIC = auto()
    SHARED = auto()
    MODAL = auto()


def to_message(
    response: Response,
    surface: Surface = Surface.PUBLIC,
    *,
    asked: str | None = None,
    shown: Iterable[str] = (),
    sharer: str = "",
    picture: Picture | None = None,
) -> Element:
    """The response as `{"text", "blocks"}`, inside Slack's limits whatever was asked and whatever is known.

    `asked` is what was typed, where the response answers it only together with what was asked before; `shown` are the
    ids of facts that stood beside the button which asked, `sharer` is who shares it.
    """
    command = response.snapshot.about.command
    view = to_view(response, command, asked=asked)
    notes = _notes_on(response, view, asked, shown, sharer)
    mark = SHARED_MARK if surface is Surface.SHARED else ""
    blocks = number_controls(list(_to_blocks(view, notes, response.text, surface, asked, picture)), mark)
    return {"text": _to_text(view, notes), "blocks": blocks}


def to_modal(
    response: Response, *, shown: Iterable[str] = (), is_shareable: bool = False, picture: Picture | None = None
) -> Element:
    """The response as a modal, in which its buttons turn the pages; one that is shareable asks where to."""
    view = to_view(response, response.snapshot.about.command)
    notes = _notes_on(response, view, None, shown, "")
    blocks = number_controls(list(_to_blocks(view, notes, "", Surface.MODAL, picture=picture)))
    modal = {"type": "modal", "title": to_plain(cut(view.title, MAX_MODAL_TITLE)), "close": to_plain(wording.CLOSE)}
    share = to_value(Press(clean(response.text)[:_MAX_ASKED], view.fact_ids))
    if not is_shareable or not share:
        return {**modal, "blocks": blocks}
    modal |= {"callback_id": RESULT, "private_metadata": share}
    if not view.facts_line:
        return {**modal, "blocks": blocks}
    return {**modal, "submit": to_plain(wording.SHARE), "blocks": [*blocks, to_conversation_field()]}


def to_bare_modal(response: Response) -> Element:
    """The response as a modal of plain text alone, for where Slack refuses its blocks."""
    return to_notice(cut(str(to_message(response)["text"]), _MAX_SECTION))


def to_notice(words: str) -> Element:
    """A few words of ours as a modal."""
    blocks = [{"type": "section", "text": to_plain(words)}]
    return {"type": "modal", "title": to_plain(wording.NOTICE), "close": to_plain(wording.CLOSE), "blocks": blocks}


def to_home(front: Front) -> Element:
    """The App Home: what the base is and how to ask it, a field to search, and ways in."""
    return {
        "type": "home",
        "blocks": number_controls(list(_to_home_blocks(front))),
        "private_metadata": f"{front.overview.snapshot.revision} {front.newest.today}",
    }


def to_bare_home(front: Front) -> Element:
    """The App Home of plain text alone, for where Slack refuses its blocks."""
    words = cut(str(to_message(front.overview)["text"]), _MAX_SECTION)
    return {"type": "home", "blocks": [{"type": "section", "text": to_plain(words)}]}


def _to_home_blocks(front: Front) -> Iterator[Element]:
    command = front.overview.snapshot.about.command
    about, by_topic, by_kind, latest = (
        to_view(content, command) for content in (front.overview, front.topics, front.partners, front.newest)
    )
    yield {"type": "header", "text": to_plain(cut(_flagged(about), MAX_HEADER), emoji=True)}
    yield _rich(*(_section(_spans(note)) for note in about.notes))
    if about.suggestions:
        yield _buttons(ASK, about.suggestions[:_EXAMPLES_AT_HOME], prefix=f"{command} ")
    yield {
        "type": "input",
        "dispatch_action": True,
        "label": to_plain(wording.SEARCH),
        "element": {
            "type": "plain_text_input",
            "action_id": SEARCH,
            "placeholder": to_plain(cut(wording.USAGE_HINT, 150)),
            "max_length": _MAX_ASKED,
            "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
        },
    }
    yield {"type": "divider"}
    for part, form in ((by_kind, front.partners), (by_topic, front.topics)):
        yield {"type": "header", "text": to_plain(wording.LISTS[form.form])}
        if part.groups and part.menu:
            yield _rich(*_group_elements(part.groups))
        yield from _way_elements(part)
    yield {"type": "header", "text": to_plain(wording.NEWEST)}
    yield from map(_fact_block, latest.facts[:_NEWEST_AT_HOME])
    yield {"type": "divider"}
    yield _buttons(ASK, [Suggestion(wording.LISTS[form], form.value) for form in wording.LISTS])


def _notes_on(response: Response, view: View, asked: str | None, shown: Iterable[str], sharer: str) -> tuple[Note, ...]:
    """What is to be said before anything else: who shares it, how half a question was taken, what has gone since."""
    notes = list(view.notes)
    if asked is not None and clean(asked) != clean(response.text):
        notes.insert(0, to_note(Span(wording.taken_as(clean(response.text)))))
    gone = [id_ for id_ in shown if id_ not in response.snapshot.facts]
    if gone:
        notes.insert(0, to_note(Span(wording.gone(len(gone)))))
    if sharer:
        notes.insert(0, to_note(Span(wording.shared_by(clean(sharer)))))
    return tuple(notes)


def _to_blocks(
    view: View,
    notes: tuple[Note, ...],
    ask: str,
    surface: Surface,
    asked: str | None = None,
    picture: Picture | None = None,
) -> Iterator[Element]:
    yield {"type": "header", "text": to_plain(cut(_flagged(view), MAX_HEADER), emoji=True)}
    if view.asked:
        yield {"type": "context", "elements": [to_plain(wording.quoted(view.asked))]}
    if notes:
        yield _rich(*(_section(_spans(note)) for note in notes))
    if view.summary:
        yield {"type": "section", "text": to_plain(view.summary)}
    if view.facts_line:
        yield {"type": "divider"}
        yield {"type": "context", "elements": [to_plain(view.facts_line)]}
    if picture:
        yield {"type": "image", "image_url": picture.url, "alt_text": picture.alt}
    yield from map(_fact_block, view.facts)
    if view.groups:
        yield _rich(*_group_elements(view.groups))
    for row in view.rows:
        yield _rich(_section([_text(row.heading, _BOLD)]))
        yield {"type": "section", "fields": [to_plain(cell) for cell in row.cells]}
    if view.more and not view.more.query:
        yield {"type": "context", "elements": [to_plain(view.more.label)]}
    controls = list(_controls(view, ask, surface))
    if asked is not None and clean(asked) and clean(asked) != clean(ask):
        controls.append(to_button(ASK, wording.only(to_echo(asked)), clean(asked)[:_MAX_ASKED]))
    if controls:
        yield {"type": "actions", "elements": controls}
    yield from _way_elements(view)


def _controls(view: View, ask: str, surface: Surface) -> Iterator[Element]:
    """What is done with the reply itself: it is shared, turned, and laid out in another form.

    Each button carries the facts it stands below, so that those which have gone are missed.
    """
    facts = view.fact_ids
    if surface is Surface.PRIVATE and (view.facts_line or view.summary):
        share = to_value(Press(clean(ask)[:_MAX_ASKED], facts))
        if share:
            yield to_button(SHARE, wording.SHARE, share, is_primary=True)
    if view.everything and (surface is not Surface.MODAL or view.groups):
        kind = ASK if surface is Surface.MODAL else SHOW
        yield _control(kind, view.everything.label, view.everything.query, facts)
    for label, turn in (
        (wording.TIMELINE, view.timeline),
        (wording.PREVIOUS, view.previous),
        (wording.NEXT, view.more),
    ):
        if turn and turn.query:
            yield _control(ASK, label, turn.query, facts)


def _control(kind: str, label: str, ask: str, facts: tuple[str, ...]) -> Element:
    return to_button(kind, label, to_value(Press(ask, facts)) or ask)


def _way_elements(view: View) -> Iterator[Element]:
    """Where else to go from here."""
    for title, offers in ((view.suggestions_title, view.suggestions), (view.related_title, view.related)):
        if offers:
            yield {"type": "context", "elements": [to_plain(title)]}
            yield _buttons(ASK, offers)
    menu = to_select(wording.CHOOSE, view.menu)
    if menu:
        yield {"type": "actions", "elements": [menu]}


def _buttons(kind: str, offers: Iterable[Suggestion], prefix: str = "") -> Element:
    elements = [to_button(kind, prefix + offer.label, offer.query) for offer in offers if len(offer.query) <= MAX_VALUE]
    return {"type": "actions", "elements": elements[:MAX_BUTTONS]}


def _group_elements(groups: Iterable[Group]) -> Iterator[Element]:
    for group in groups:
        if group.is_inline:
            elements = [_text(f"{group.heading}: ", _BOLD)]
            for item in group.items:
                elements += [_flag(item.iso), _text(" ")] if item.iso else []
                elements += [*_spans(item.note), _text(", ")]
            yield _section([*elements[:-1], _text("\n")])
            continue
        if group.heading:
            yield _section([_text(group.heading, _BOLD)])
        yield {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [_section(_spans(item.note)) for item in group.items],
        }


# Facts stand in many replies, and look the same in each: what is drawn of one is kept, and shared by those replies.
@lru_cache(maxsize=512)
def _fact_block(fact: FactView) -> Element:
    asides = [_text(f"\n{aside}") for aside in fact.asides]
    said = _section([_text(fact.statement, _BOLD), _text(f"\n{fact.dateline}", _ITALIC), *asides])
    return _rich(said, *chain.from_iterable(map(_citation_elements, fact.citations)))


def _citation_elements(citation: Citation) -> Iterator[Element]:
    source = citation.source
    if citation.excerpt:
        yield {"type": "rich_text_quote", "elements": [_text(citation.excerpt)]}
    title = {"type": "link", "url": source.url, "text": source.title} if source.url else _text(source.title)
    yield _section([title, _text("".join(f", {part}" for part in citation_parts(citation)[1:]))])


def _flagged(view: View) -> str:
    flags = [f":flag-{partner.iso.lower()}: " for partner in view.heads if partner.iso]
    return "".join(flags) + view.title


def _to_text(view: View, notes: Iterable[Note]) -> str:
    """The answer itself, for screen readers and notifications, which show no blocks."""
    lines = list(filter(None, _to_text_lines(view, notes)))
    whole = _inert("\n".join(lines))
    if len(whole) <= MAX_MESSAGE_TEXT:
        return whole
    text, ahead = "", iter(lines)
    line = next(ahead)
    while len(longer := f"{text}\n{_inert(line)}" if text else _inert(line)) <= MAX_MESSAGE_TEXT:
        text, line = longer, next(ahead)
    return f"{text}\n{_fitting(line, MAX_MESSAGE_TEXT - len(text))}"


def _to_text_lines(view: View, notes: Iterable[Note]) -> list[str]:
    lines = [view.title, *map(_words, notes), view.summary or "", view.facts_line or ""]
    lines += chain.from_iterable(map(_fact_lines, view.facts))
    for group in view.groups:
        items = [_words(item.note) for item in group.items]
        lines.append(group.heading)
        lines += [", ".join(items)] if group.is_inline else [f"• {item}" for item in items]
    for row in view.rows:
        lines += [row.heading, *chain.from_iterable([cell.split("\n") for cell in row.cells])]
    if view.more:
        lines.append(f"{view.more.label}: {view.more.query}" if view.more.query else view.more.label)
    for title, offers in ((view.suggestions_title, view.suggestions), (view.related_title, view.related)):
        if offers:
            lines.append(f"{title}: {', '.join([item.query for item in offers])}")
    return lines


@lru_cache(maxsize=512)
def _fact_lines(fact: FactView) -> tuple[str, ...]:
    lines = [f"• {fact.statement} ({fact.dateline})", *fact.asides]
    for citation in fact.citations:
        quotation = f"{wording.quoted(citation.excerpt)} " if citation.excerpt else ""
        lines.append(quotation + ", ".join(citation_parts(citation)))
    return tuple(lines)


def _words(note: Note) -> str:
    return "".join([span.text for span in note])


def _fitting(line: str, room: int) -> str:
    """As much of a line as fits once it is inert, which makes it longer."""
    most = len(line)
    while len(_inert(cut(line, most))) >= room and most > 1:
        most -= max(1, most // 10)
    return _inert(cut(line, most))


def _inert(text: str) -> str:
    """Text that Slack's mrkdwn shows as it is: nothing is mentioned, and nothing becomes a link."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "@" not in escaped and "#" not in escaped and "://" not in escaped:
        return escaped
    return _LIVE.sub(rf"\g<0>{_JOINER}", escaped)


def _rich(*elements: Element) -> Element:
    return {"type": "rich_text", "elements": list(elements)}


def _section(elements: list[Element]) -> Element:
    return {"type": "rich_text_section", "elements": elements}


def _spans(note: Iterable[Span]) -> list[Element]:
    return [
        {"type": "link", "url": span.url, "text": span.text}
        if span.url
        else _text(span.text, _BOLD if span.bold else None)
        for span in note
        if span.text
    ]


def _flag(iso: str) -> Element:
    return {"type": "emoji", "name": f"flag-{iso.lower()}"}


def _text(text: str, style: dict[str, bool] | None = None) -> Element:
    return {"type": "text", "text": text, "style": style} if style else {"type": "text", "text": text}
