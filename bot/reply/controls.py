"""What people press and choose, what it carries, and how that is read back.

Nothing is remembered between a message and a press on it: a button carries the text that asks for what it shows, so
that an old one still works on whatever the base holds by then.
"""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

import orjson

from bot.reply.texts import cut

# The kinds of controls: action ids are these, a full stop and a number.
# Those of a message that somebody shared bear a mark at their end.
SHARED_MARK = ".shared"
ASK, CHOOSE, SHARE, SHOW, SEARCH = "ask", "choose", "share", "show", "search"
MAX_LABEL, MAX_VALUE, MAX_OPTION_VALUE, MAX_OPTIONS, MAX_BUTTONS = 75, 2_000, 150, 100, 25

Element = dict[str, Any]


class Press(NamedTuple):
    """What a press asks for, and the ids of the facts that stood beside the button."""

    ask: str
    facts: tuple[str, ...] = ()


def to_plain(text: str, *, emoji: bool = False) -> Element:
    """A text in which Slack parses nothing, but for the names of emoji if so wished."""
    return {"type": "plain_text", "text": text, "emoji": emoji}


def to_button(kind: str, label: str, value: str, *, is_primary: bool = False) -> Element:
    """A button of a kind; `number_controls` gives it its id."""
    button = {"type": "button", "action_id": kind, "text": to_plain(cut(label, MAX_LABEL)), "value": value}
    return {**button, "style": "primary"} if is_primary else button


def to_option(label: str, value: str, *, emoji: bool = False) -> Element:
    """One of those that can be chosen."""
    return {"text": to_plain(cut(label, MAX_LABEL), emoji=emoji), "value": value}


def to_select(placeholder: str, groups: Iterable[tuple[str, list[tuple[str, str]]]]) -> Element | None:
    """A menu of labels and the texts that they ask for, by group; None where none is short enough."""
    option_groups = []
    for heading, choices in groups:
        options = [to_option(label, ask, emoji=True) for label, ask in choices if len(ask) <= MAX_OPTION_VALUE]
        if options:
            option_groups.append({"label": to_plain(cut(heading, MAX_LABEL)), "options": options[:MAX_OPTIONS]})
    if not option_groups:
        return None
    prompt = to_plain(placeholder)
    return {"type": "static_select", "action_id": CHOOSE, "placeholder": prompt, "option_groups": option_groups}


def to_value(press: Press) -> str | None:
    """A press as a button carries it, without the facts where there is no room for them; None where it is too long."""
    for facts in (press.facts, ()):
        value = orjson.dumps({"ask": press.ask, "facts": facts}).decode()
        if len(value) <= MAX_VALUE:
            return value
    return None


def parse_action(action: Any) -> Press | None:
    """What somebody pressed, chose or typed, as Slack tells of it; None where it is nothing of ours."""
    if not isinstance(action, dict):
        return None
    kind = str(action.get("action_id")).partition(".")[0]
    option = action.get("selected_option")
    value = option.get("value") if kind == CHOOSE and isinstance(option, dict) else action.get("value")
    if not isinstance(value, str):
        # Slack sends a field that was left empty without a value.
        return Press("") if kind == SEARCH else None
    if kind in (SHARE, SHOW):
        return parse_press(value)
    # What a person typed or a curator wrote may look like anything.
    return (parse_press(value) if kind == ASK and value.startswith("{") else None) or Press(value)


def number_controls(blocks: list[Element], mark: str = "") -> list[Element]:
    """Blocks whose controls have ids of their own, `kind.number` in their order, and a mark if any."""
    number = 0
    for block in blocks:
        kind = block["type"]
        if kind not in ("actions", "input"):
            continue
        for element in block["elements"] if kind == "actions" else (block["element"],):
            element["action_id"] = f"{element['action_id']}.{number}{mark}"
            number += 1
    return blocks


def parse_press(value: Any) -> Press | None:
    """What `to_value` made, read back; None where it is nothing of ours."""
    try:
        data = json.loads(value)
        ask, facts = data["ask"], data["facts"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(ask, str) or not isinstance(facts, list):
        return None
    return Press(ask, tuple(filter(lambda fact: isinstance(fact, str), facts)))
