"""The last page of a proposal: the fact as answers will show it, the changes, and the note to the reviewer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any, TypeAlias

from bot.domain.answers import FactMatch, because
from bot.domain.knowledge import Fact, Snapshot
from bot.domain.operations import Kind
from bot.reply.controls import Element, to_plain
from bot.reply.curating.drafts import Draft
from bot.reply.curating.rich import to_paragraph, to_text
from bot.reply.elements import to_context, to_fact_block
from bot.reply.facts import to_fact_view
from bot.reply.fields import read_text, to_input, to_text_element
from bot.reply.texts import clean, cut

SEND = "curate-send"
NOTE = "curate-note"

_MAX_NOTE = 500
# A fact fills at most half a message; its changes may have this many characters of the rest.
_MAX_CHANGES = 4_000
_MAX_FIELDS, _MAX_KEY = 20, 40
# The words of a value that are compared at most, and the unchanged words shown on either side of a change.
_MAX_WORDS, _BESIDE = 2_000, 8
_TITLES = {
    Kind.ADD: "Propose a fact",
    Kind.EDIT: "Edit a fact",
    Kind.REMOVE: "Remove a fact",
    Kind.VERIFY: "Still true",
    Kind.RESTORE: "Restore a fact",
    Kind.ADD_KEYWORD: "Add keywords",
    Kind.ADD_ALIAS: "Add names of a partner",
    Kind.ADD_TOPIC_WORD: "Add words of a topic",
    Kind.ADD_PARTNER: "Propose a partner",
    Kind.ADD_SOURCE: "Propose a source",
}


# The value of a key before or after a change: a text, or the items of a list. And a key with both.
Held: TypeAlias = "str | tuple[str, ...]"
Changed: TypeAlias = tuple[str, Held, Held]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The result of a proposal: its kind, the fact after it (None where it is removed), and each changed field.

    `fact` belongs to `snapshot`, the knowledge after the change. `changes` are by key, each with the values before and
    after.
    """

    kind: Kind
    snapshot: Snapshot
    fact: Fact | None
    changes: tuple[Changed, ...]


def to_preview(draft: Draft, preview: Preview, today: date) -> Element:
    """Return the last page, which submits the proposal."""
    note = to_text_element(draft.note, _MAX_NOTE, is_long=True)
    return {
        "type": "modal",
        "callback_id": SEND,
        "private_metadata": f"{draft.id} {draft.digest}",
        "title": to_plain(_TITLES[preview.kind]),
        "submit": to_plain("Send for review"),
        "close": to_plain("Back"),
        "blocks": [
            *to_preview_blocks(preview, today),
            to_input(NOTE, "Why (for the reviewer and the history)", note, optional=True),
        ],
    }


def to_preview_blocks(preview: Preview, today: date) -> Iterator[Element]:
    """Yield the fact as answers will show it, and the changes."""
    if preview.fact is not None:
        yield to_context("The fact as answers will show it")
        yield to_plain_fact_block(preview.fact, preview.snapshot, today)
    if preview.changes:
        yield to_context("What changes")
        yield to_changes_block(preview.changes)


def to_plain_fact_block(fact: Fact, snapshot: Snapshot, today: date) -> Element:
    """Make the block of a single fact, as answers show it."""
    match = FactMatch(fact, 1.0, because("chosen", "it is the fact itself"), fact.status(today))
    return to_fact_block(to_fact_view(match, snapshot, today))


def to_changes_block(changes: Sequence[Changed]) -> Element:
    """Make a line for each changed field: removed words are struck through, added words bold."""
    room = _MAX_CHANGES // max(len(changes[:_MAX_FIELDS]), 1)
    elements: list[Element] = []
    for key, before, after in changes[:_MAX_FIELDS]:
        elements.append(to_text(f"{cut(key, _MAX_KEY)}: ", italic=True))
        elements += [*_shorten(_compare(before, after), room), to_text("\n")]
    return to_paragraph(elements)


def _compare(before: Held, after: Held) -> Iterator[Element]:
    """Yield two versions of a value as one: lists item by item, texts word by word."""
    if isinstance(before, str) and isinstance(after, str):
        yield from _compare_words(before, after)
        return
    # A text instead of a list means that there is none.
    old, new = ((held,) if isinstance(held, str) else held for held in (before, after))
    is_reordered = set(old) == set(new)
    gone = [to_text(clean(item), strike=True) for item in old if item and (is_reordered or item not in new)]
    come = [to_text(clean(item), bold=True) for item in new if item and (is_reordered or item not in old)]
    kept = [] if is_reordered else [to_text(clean(item)) for item in new if item in old]
    pieces = [*kept, *gone, *come]
    if len(kept) > _BESIDE:
        pieces = [*gone, *come, to_text(f"{len(kept)} unchanged")]
    for number, element in enumerate(pieces):
        yield from (*([to_text(", ")] if number else []), element)


def _compare_words(before: str, after: str) -> Iterator[Element]:
    """Yield two versions of a text as one, word by word; shorten long unchanged stretches."""
    old, new = clean(before).split()[:_MAX_WORDS], clean(after).split()[:_MAX_WORDS]
    for _, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = old[first:last], new[start:end]
        if gone == come:
            yield to_text(" ".join(_ends_of(come)) + " ")
            continue
        if gone:
            yield from (to_text(" ".join(gone), strike=True), to_text(" "))
        if come:
            yield from (to_text(" ".join(come), bold=True), to_text(" "))


def _ends_of(words: list[str]) -> list[str]:
    return words if len(words) <= 2 * _BESIDE + 1 else [*words[:_BESIDE], "…", *words[-_BESIDE:]]


def _shorten(elements: Iterator[Element], room: int) -> Iterator[Element]:
    """Yield pieces of text up to a limit; no piece takes more than half, so that additions are visible too."""
    most = room // 2
    for element in elements:
        if room <= 0:
            yield to_text("…")
            return
        yield {**element, "text": cut(element["text"], min(room, most))}
        room -= min(len(element["text"]), most)


def parse_note(values: Mapping[str, Any]) -> str:
    """Read the note to the reviewer."""
    return read_text(values, NOTE)[:_MAX_NOTE]
