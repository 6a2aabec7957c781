"""Buttons of curators and reviewers: their action ids and values, and how a press is parsed."""

import re
from dataclasses import dataclass
from typing import Any

from bot.domain.requests import Request, encode_request
from bot.reply.controls import MAX_LABEL, MAX_VALUE, Element, to_plain
from bot.reply.texts import cut

# Action ids are these, a full stop and a number. They share a prefix, so that one listener takes them.
_PREFIX = "curate-"
ANY_ACT = re.compile(rf"{_PREFIX}[a-z]+\.\d+")
CURATE = f"{_PREFIX}shown"
PROPOSE, EDIT, VERIFY, REMOVE, HISTORY, RESTORE = (
    f"{_PREFIX}{act}" for act in ("propose", "edit", "verify", "remove", "history", "restore")
)
OPEN, DISCARD = f"{_PREFIX}open", f"{_PREFIX}discard"
APPROVE, ASK_CHANGES, DECLINE = (f"{_PREFIX}{act}" for act in ("approve", "changes", "decline"))

# A number that fits an integer of any database.
_MOST_DIGITS = 9

CURATE_LABEL = "Curate"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A pressed button: its act, and its value: an id (of a fact, a proposal, a gap) or a request."""

    act: str
    value: str


def parse_press(action: Any) -> Pressed | None:
    """Parse the press of a curator's or reviewer's button; None for any other."""
    return parse_press_of(_PREFIX, action)


def parse_press_of(prefix: str, action: Any) -> Pressed | None:
    """Parse the press of a button whose act begins with a prefix; None for any other."""
    if not isinstance(action, dict):
        return None
    act, value = str(action.get("action_id")).partition(".")[0], action.get("value") or ""
    return Pressed(act, value) if act.startswith(prefix) and isinstance(value, str) else None


def parse_number(text: str) -> int:
    """Parse a number in a button's or window's value; 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else 0


def to_act(act: str, label: str, value: str, number: int = 0, *, style: str = "") -> Element:
    """Make the button of an act on a value; `number` makes its id unique in the message."""
    # Slack refuses an empty value.
    carried = {"value": value} if value else {}
    button = {"type": "button", "action_id": f"{act}.{number}", "text": to_plain(cut(label, MAX_LABEL)), **carried}
    return {**button, "style": style} if style else button


def to_curate_button(request: Request) -> Element | None:
    """Make the button that lists the acts on each fact of a reply; None where the request is too long for it."""
    value = encode_request(request)
    return to_act(CURATE, CURATE_LABEL, value) if len(value) <= MAX_VALUE else None
