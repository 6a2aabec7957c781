"""What curators and reviewers press: action ids, what a press carries, and how it is read back."""

import re
from dataclasses import dataclass
from typing import Any

from bot.domain.requests import Request, encode_request
from bot.reply.controls import MAX_LABEL, MAX_VALUE, Element, to_plain
from bot.reply.texts import cut

# Action ids are these, a full stop and a number. All begin alike, so that one listener takes them.
_PREFIX = "curate-"
ANY_ACT = re.compile(rf"{_PREFIX}[a-z]+\.\d+")
CURATE = f"{_PREFIX}shown"
PROPOSE, EDIT, VERIFY, REMOVE, HISTORY, RESTORE = (
    f"{_PREFIX}{act}" for act in ("propose", "edit", "verify", "remove", "history", "restore")
)
OPEN, DISCARD = f"{_PREFIX}open", f"{_PREFIX}discard"
APPROVE, ASK_CHANGES, DECLINE = (f"{_PREFIX}{act}" for act in ("approve", "changes", "decline"))

# What any database takes.
_MOST_DIGITS = 9

CURATE_LABEL = "Curate"


@dataclass(frozen=True, slots=True)
class Pressed:
    """What was pressed: the act, and what it is done to: an id (of a fact, a proposal, a gap) or a request."""

    act: str
    value: str


def parse_press(action: Any) -> Pressed | None:
    """Read what a curator or reviewer pressed; None for anything else."""
    return parse_press_of(_PREFIX, action)


def parse_press_of(prefix: str, action: Any) -> Pressed | None:
    """Read a press of one of the acts that begin with a prefix; None for anything else."""
    if not isinstance(action, dict):
        return None
    act, value = str(action.get("action_id")).partition(".")[0], action.get("value") or ""
    return Pressed(act, value) if act.startswith(prefix) and isinstance(value, str) else None


def parse_number(text: str) -> int:
    """Read a number that a press or a window carries; 0 where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else 0


def to_act(act: str, label: str, value: str, number: int = 0, *, style: str = "") -> Element:
    """Make a button for an act on something, whose id is unique by its number."""
    # Slack takes no empty value.
    carried = {"value": value} if value else {}
    button = {"type": "button", "action_id": f"{act}.{number}", "text": to_plain(cut(label, MAX_LABEL)), **carried}
    return {**button, "style": style} if style else button


def to_curate_button(request: Request) -> Element | None:
    """Make the button that shows a curator what can be done with each fact of a reply; None where it has no room."""
    value = encode_request(request)
    return to_act(CURATE, CURATE_LABEL, value) if len(value) <= MAX_VALUE else None
