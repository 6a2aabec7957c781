"""A fact's history: who changed what, when and why, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reply import wording
from bot.reply.controls import Element, to_plain
from bot.reply.curating.controls import RESTORE, to_act
from bot.reply.curating.preview import to_changes_block
from bot.reply.texts import cut

_MOST = 20
_MAX_LINE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One change of a fact: its day, who made and who approved it (user ids, or names from git), and why.

    `changes` are by key with the text before and after. `id` is what *Restore* carries to bring back what was before;
    "" where that cannot be.
    """

    id: str
    day: str
    author: str
    approver: str = ""
    note: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()
    by_users: bool = False


def to_history_window(fact: str, versions: Sequence[Version], *, missing: str = "") -> Element:
    """Return a fact's history as a window; `missing` says what could not be read of it."""
    blocks: list[Element] = [_line(fact)]
    if missing:
        blocks.append(_line(missing))
    if not versions:
        blocks.append(_line("No change of it is on record."))
    for number, version in enumerate(versions[:_MOST]):
        blocks += [{"type": "divider"}, _head(version)]
        if version.changes:
            blocks.append(to_changes_block(version.changes))
        if version.id:
            button = to_act(RESTORE, "Restore what was before", version.id, number)
            blocks.append({"type": "actions", "elements": [button]})
    if len(versions) > _MOST:
        blocks.append(_line(f"{len(versions) - _MOST} earlier changes are not shown."))
    return {
        "type": "modal",
        "title": to_plain("History"),
        "close": to_plain(wording.CLOSE),
        "blocks": blocks,
    }


def _head(version: Version) -> Element:
    approved = [_text(", approved by "), _who(version.approver, version)] if version.approver else []
    note = [_text(f" · {cut(version.note, _MAX_LINE)}")] if version.note else []
    elements = [_text(f"{version.day} · "), _who(version.author, version), *approved, *note]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def _who(person: str, version: Version) -> Element:
    return {"type": "user", "user_id": person} if version.by_users else _text(cut(person, _MAX_LINE) or "somebody")


def _text(text: str) -> Element:
    return {"type": "text", "text": text}


def _line(text: str) -> Element:
    return {"type": "section", "text": to_plain(text)}
