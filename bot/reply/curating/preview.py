"""The last page of a proposal: the fact as it will be answered, what changes, and a word to the reviewer."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from bot.domain.answers import FactMatch, because
from bot.domain.knowledge import Fact, Snapshot
from bot.domain.operations import Kind
from bot.reply.controls import Element, to_plain
from bot.reply.curating.drafts import Draft
from bot.reply.elements import to_fact_block
from bot.reply.facts import to_fact_view
from bot.reply.texts import cut

SEND = "curate-send"
NOTE = "curate-note"

_MAX_NOTE, _MAX_VALUE, _MAX_CHANGES = 500, 600, 12
_TITLES = {
    Kind.ADD: "Propose a fact",
    Kind.EDIT: "Edit a fact",
    Kind.REMOVE: "Remove a fact",
    Kind.VERIFY: "Still true",
    Kind.RESTORE: "Restore a fact",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a proposal comes to: its kind, the fact as it will be (None where it goes), and each field that changes.

    `fact` is of `snapshot`, which is the knowledge as it will be. `changes` are by key with the text before and after.
    """

    kind: Kind
    snapshot: Snapshot
    fact: Fact | None
    changes: tuple[tuple[str, str, str], ...]


def to_preview(draft: Draft, preview: Preview, today: date) -> Element:
    """Return the last page, from which the proposal is sent."""
    note: Element = {"type": "plain_text_input", "action_id": NOTE, "max_length": _MAX_NOTE, "multiline": True}
    if draft.note:
        note["initial_value"] = draft.note[:_MAX_NOTE]
    return {
        "type": "modal",
        "callback_id": SEND,
        "private_metadata": f"{draft.id} {draft.digest}",
        "title": to_plain(_TITLES[preview.kind]),
        "submit": to_plain("Send for review"),
        "close": to_plain("Back"),
        "blocks": [
            *to_preview_blocks(preview, today),
            {
                "type": "input",
                "block_id": NOTE,
                "label": to_plain("Why (for the reviewer)"),
                "element": note,
                "optional": True,
            },
        ],
    }


def to_preview_blocks(preview: Preview, today: date) -> Iterator[Element]:
    """Yield the fact as it will be answered, and what changes."""
    if preview.fact is not None:
        yield _heading("As it will be answered")
        yield to_plain_fact_block(preview.fact, preview.snapshot, today)
    if preview.changes:
        yield _heading("What changes")
        yield to_changes_block(preview.changes)


def to_plain_fact_block(fact: Fact, snapshot: Snapshot, today: date) -> Element:
    """Make a fact as answers show it, by itself."""
    match = FactMatch(fact, 1.0, because("chosen", "it is the fact itself"), fact.status(today))
    return to_fact_block(to_fact_view(match, snapshot, today))


def to_changes_block(changes: Iterable[tuple[str, str, str]]) -> Element:
    """Make a line for each field that changes: what goes is struck through, what comes is bold."""
    elements: list[Element] = []
    for key, before, after in list(changes)[:_MAX_CHANGES]:
        elements.append(_text(f"{key}: ", italic=True))
        elements += _compared(cut(before, _MAX_VALUE), cut(after, _MAX_VALUE))
        elements.append(_text("\n"))
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def _compared(before: str, after: str) -> Iterator[Element]:
    """Yield two versions of a text as one, word by word."""
    old, new = before.split(), after.split()
    for _, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[first:last] == new[start:end]:
            yield _text(f"{' '.join(new[start:end])} ")
            continue
        if first < last:
            yield _text(" ".join(old[first:last]), strike=True)
            yield _text(" ")
        if start < end:
            yield _text(" ".join(new[start:end]), bold=True)
            yield _text(" ")


def _text(text: str, **style: bool) -> Element:
    return {"type": "text", "text": text, "style": style} if style else {"type": "text", "text": text}


def parse_note(values: Mapping[str, Any]) -> str:
    """Read what is said to the reviewer."""
    block = values.get(NOTE)
    value = block.get(NOTE) if isinstance(block, dict) else None
    text = value.get("value") if isinstance(value, dict) else None
    return " ".join(text.split())[:_MAX_NOTE] if isinstance(text, str) else ""


def _heading(text: str) -> Element:
    return {"type": "context", "elements": [to_plain(text)]}
