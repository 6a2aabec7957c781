"""What the App Home shows a curator and a reviewer beside what everybody sees: their drafts, and what waits."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reply.controls import Element, to_plain
from bot.reply.curating.controls import DISCARD, OPEN, PROPOSE, to_act
from bot.reply.texts import cut

_MOST = 8
_MAX_LINE = 150
STATES = {
    "draft": "draft",
    "open": "waiting for review",
    "changes": "changes asked for",
    "approved": "approved, being written",
    "published": "published",
    "declined": "declined",
    "conflict": "in conflict with an edit made meanwhile",
    "withdrawn": "withdrawn",
}
_TO_GO_ON = ("draft", "changes")


@dataclass(frozen=True, slots=True)
class Entry:
    """A proposal in a list: its id, state, what it is of in a line, and where its review stands (an address or "")."""

    id: str
    state: str
    line: str
    reason: str = ""


def to_desk_blocks(own: Sequence[Entry], waiting: Sequence[Entry] | None) -> list[Element]:
    """Return the curator's own proposals, and for a reviewer (not None) those that wait for review."""
    blocks: list[Element] = [
        {"type": "header", "text": to_plain("Curating")},
        {"type": "actions", "elements": [to_act(PROPOSE, "Propose a fact", "", style="primary")]},
    ]
    for number, entry in enumerate(own[:_MOST], start=1):
        reason = f": {entry.reason}" if entry.reason else ""
        blocks.append(_line(f"{cut(entry.line, _MAX_LINE)} · {STATES[entry.state]}{cut(reason, _MAX_LINE)}"))
        if entry.state in _TO_GO_ON:
            buttons = [to_act(OPEN, "Go on", entry.id, number), to_act(DISCARD, "Discard", entry.id, number)]
            blocks.append({"type": "actions", "elements": buttons})
    if not own:
        blocks.append(_line("You have no drafts or proposals."))
    if waiting is not None:
        blocks.append({"type": "header", "text": to_plain("Waiting for review")})
        blocks += [_line(cut(entry.line, _MAX_LINE)) for entry in waiting[:_MOST]]
        more = len(waiting) - _MOST
        if not waiting:
            blocks.append(_line("Nothing waits."))
        elif more > 0:
            blocks.append(_line(f"and {more} more in the review channel"))
    return [*blocks, {"type": "divider"}]


def _line(text: str) -> Element:
    return {"type": "section", "text": to_plain(text)}
