"""Buttons and menus with the request that each carries, and the parsing of an action.

No state is kept between a message and an action on it: a button carries its request, so that an old button still works
on the newest base.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.domain.answers import Offer
from bot.domain.requests import Request, decode_request, encode_request
from bot.reply.texts import cut
from bot.reply.view import Menu

# The kinds of controls: action ids are these, a full stop and a number, and a mark in a shared message.
SHARED_MARK = ".shared"
ASK, CHOOSE, SHARE, SHOW, SEARCH = "ask", "choose", "share", "show", "search"
MAX_LABEL, MAX_VALUE, MAX_OPTION_VALUE, MAX_OPTIONS, MAX_BUTTONS = 75, 2_000, 150, 100, 25

Element = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Typed:
    """Text typed into the field of the App Home."""

    text: str


def to_plain(text: str, *, emoji: bool = False) -> Element:
    """Make plain text, in which Slack parses nothing but, with `emoji`, the names of emoji."""
    return {"type": "plain_text", "text": text, "emoji": emoji}


def to_button(kind: str, label: str, request: Request, *, is_primary: bool = False) -> Element | None:
    """Make a button of a kind, which `number_controls` gives its id; None where its request is too long."""
    value = encode_request(request)
    if len(value) > MAX_VALUE:
        return None
    button = {"type": "button", "action_id": kind, "text": to_plain(cut(label, MAX_LABEL)), "value": value}
    return {**button, "style": "primary"} if is_primary else button


def to_buttons(kind: str, offers: Iterable[Offer], prefix: str = "") -> list[Element]:
    """Make a button for each offer, as many as fit in a row."""
    buttons = [to_button(kind, prefix + offer.label, offer.request) for offer in offers]
    return [button for button in buttons if button][:MAX_BUTTONS]


def to_option(label: str, value: str, *, emoji: bool = False) -> Element:
    """Make an option of a menu."""
    return {"text": to_plain(cut(label, MAX_LABEL), emoji=emoji), "value": value}


def to_select(placeholder: str, menu: Menu) -> Element | None:
    """Make a menu of offers by heading, without requests that are too long; None where none is left."""
    groups = []
    for heading, offers in menu:
        values = [(offer.label, encode_request(offer.request)) for offer in offers]
        options = [to_option(label, value, emoji=True) for label, value in values if len(value) <= MAX_OPTION_VALUE]
        if options:
            groups.append({"label": to_plain(cut(heading, MAX_LABEL)), "options": options[:MAX_OPTIONS]})
    if not groups:
        return None
    prompt = to_plain(placeholder)
    return {"type": "static_select", "action_id": CHOOSE, "placeholder": prompt, "option_groups": groups}


def parse_action(action: Any) -> Request | Typed | None:
    """Parse the request or text of an action; None for another version of azrel."""
    if not isinstance(action, dict):
        return None
    kind = str(action.get("action_id")).partition(".")[0]
    if kind == SEARCH:
        # Slack sends no value for an empty field.
        text = action.get("value")
        return Typed(text if isinstance(text, str) else "")
    if kind == CHOOSE:
        option = action.get("selected_option")
        return decode_request(option.get("value")) if isinstance(option, dict) else None
    return decode_request(action.get("value"))


def number_controls(blocks: list[Element], mark: str = "") -> list[Element]:
    """Give controls unique ids, `kind.number` in their order, with a mark if any."""
    number = 0
    for block in blocks:
        kind = block["type"]
        if kind not in ("actions", "input"):
            continue
        for element in block["elements"] if kind == "actions" else (block["element"],):
            element["action_id"] = f"{element['action_id']}.{number}{mark}"
            number += 1
    return blocks
