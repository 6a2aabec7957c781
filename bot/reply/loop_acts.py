"""Buttons of the readers' loop: votes and requests of readers, and curators' acts on gaps."""

import re
from typing import Any

from bot.domain.feedback import Vote
from bot.domain.requests import Request, decode_request, encode_request
from bot.reply.acts import Pressed, parse_press_of, to_act
from bot.reply.controls import MAX_VALUE, Element, to_plain
from bot.reply.texts import clean, cut

# Action ids are these, a full stop and a number. They share a prefix, so that one listener takes them.
_PREFIX = "loop-"
ANY_LOOP_ACT = re.compile(rf"{_PREFIX}[a-z]+\.\d+")
VOTE, REQUEST = f"{_PREFIX}vote", f"{_PREFIX}request"
CURE, PROPOSE_FOR, EDIT_FOR, DECLINE_GAP = (f"{_PREFIX}{act}" for act in ("cure", "propose", "edit", "decline"))
SNOOZE, PACE, UNWATCH = f"{_PREFIX}snooze", f"{_PREFIX}pace", f"{_PREFIX}unwatch"
FORGET, OPT_OUT, REPORT = f"{_PREFIX}forget", f"{_PREFIX}optout", f"{_PREFIX}report"

REQUEST_LABEL = "Request this"
# The label of each vote's button, its short form, and the words for a screen reader.
_BUTTONS = {
    Vote.UP: ("Good answer", "👍", "This answer is good"),
    Vote.DOWN: ("Bad answer", "👎", "Something is wrong with this answer"),
}


def parse_loop_press(action: Any) -> Pressed | None:
    """Parse the press of one of these buttons; None for any other."""
    return parse_press_of(_PREFIX, action)


def to_feedback_block(request: Request) -> Element | None:
    """Make Slack's own feedback buttons for the answer to a request; None where the request is too long.

    Slack allows them in messages alone, and not in ephemeral ones.
    """
    up, down = (
        {"text": to_plain(label), "value": _to_value(vote, request), "accessibility_label": spoken}
        for vote, (label, _, spoken) in _BUTTONS.items()
    )
    if len(down["value"]) > MAX_VALUE:
        return None
    pair = {"type": "feedback_buttons", "action_id": f"{VOTE}.0", "positive_button": up, "negative_button": down}
    return {"type": "context_actions", "elements": [pair]}


def to_feedback_buttons(request: Request) -> list[Element]:
    """Make two plain buttons to vote on the answer to a request; none where the request is too long."""
    if len(_to_value(Vote.DOWN, request)) > MAX_VALUE:
        return []
    return [
        {**to_act(VOTE, sign, _to_value(vote, request), number), "accessibility_label": spoken}
        for number, (vote, (_, sign, spoken)) in enumerate(_BUTTONS.items())
    ]


def parse_vote(action: Any) -> tuple[Vote, Request] | None:
    """Parse a vote on an answer, from either kind of buttons; None for anything else."""
    pressed = parse_loop_press(action)
    if pressed is None or pressed.act != VOTE:
        return None
    vote, _, encoded = pressed.value.partition(" ")
    request = decode_request(encoded)
    return (Vote(vote), request) if request is not None and vote in list(Vote) else None


def to_request_button(text: str) -> Element | None:
    """Make the button that requests what is missing; None where nothing is asked in words."""
    asked = cut(clean(text), MAX_VALUE)
    return to_act(REQUEST, REQUEST_LABEL, asked) if asked else None


def _to_value(vote: Vote, request: Request) -> str:
    return f"{vote} {encode_request(request)}"
