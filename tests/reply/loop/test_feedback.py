from typing import Any

import pytest

from bot.domain.feedback import Fault, Vote
from bot.domain.requests import Request, encode_request
from bot.reply.loop import (
    ANY_LOOP_ACT,
    FAULT,
    REQUEST,
    SNOOZE,
    FilledFault,
    Pressed,
    describe_fault,
    describe_missing_fault,
    parse_fault,
    parse_loop_press,
    parse_vote,
    to_fault_window,
    to_feedback_block,
    to_feedback_buttons,
    to_request_button,
)
from bot.sandbox import check_message, check_view
from tests.reply.curating.drafts import inputs
from tests.reply.loop.cases import SNAPSHOT, chosen, submitted, ticked, typed

ASKED = Request(partners=("sylvania",), page=2, size=3)
LONG = Request(partners=tuple(f"partner-{number}" for number in range(300)))
FACTS = [SNAPSHOT.facts[id_] for id_ in ("sylvania-gas", "sylvania-ally")]


@pytest.mark.parametrize(
    ("action", "pressed"),
    [
        ({"action_id": "loop-snooze.3", "value": "zenda-castle"}, Pressed(SNOOZE, "zenda-castle")),
        ({"action_id": "loop-forget.0"}, Pressed("loop-forget", "")),
        ({"action_id": "loop-snooze.0", "value": 5}, None),
        ({"action_id": "curate-edit.0", "value": "x"}, None),
        ({"action_id": "ask.0", "value": "x"}, None),
        ({}, None),
        ("loop-snooze.0", None),
    ],
)
def test_parses_presses_of_any_shape(action: Any, pressed: Pressed | None) -> None:
    assert parse_loop_press(action) == pressed


def test_vote_of_feedback_buttons_round_trips() -> None:
    block = to_feedback_block(ASKED)

    assert block
    assert check_message({"text": "x", "blocks": [block]}) == []
    (pair,) = block["elements"]
    assert ANY_LOOP_ACT.fullmatch(pair["action_id"])
    for vote, key in ((Vote.UP, "positive_button"), (Vote.DOWN, "negative_button")):
        pressed = {"type": "feedback_buttons", "action_id": pair["action_id"], "value": pair[key]["value"]}
        assert parse_vote(pressed) == (vote, ASKED)
    assert pair["positive_button"]["text"]["text"] == "Good answer"


def test_vote_of_plain_buttons_round_trips() -> None:
    buttons = to_feedback_buttons(ASKED)

    assert check_view({"type": "home", "blocks": [{"type": "actions", "elements": buttons}]}) == []
    assert [parse_vote(button) for button in buttons] == [(Vote.UP, ASKED), (Vote.DOWN, ASKED)]
    assert [button["text"]["text"] for button in buttons] == ["👍", "👎"]
    assert all(ANY_LOOP_ACT.fullmatch(button["action_id"]) for button in buttons)


def test_too_long_request_has_no_vote_buttons() -> None:
    assert to_feedback_block(LONG) is None
    assert to_feedback_buttons(LONG) == []


@pytest.mark.parametrize(
    "action",
    [
        {"action_id": "loop-vote.0", "value": "up"},
        {"action_id": "loop-vote.0", "value": "down {}"},
        {"action_id": "loop-vote.0", "value": f"sideways {encode_request(ASKED)}"},
        {"action_id": "loop-request.0", "value": f"up {encode_request(ASKED)}"},
        {"action_id": "loop-vote.0"},
        None,
    ],
)
def test_parses_other_values_as_no_vote(action: Any) -> None:
    assert parse_vote(action) is None


@pytest.mark.parametrize(
    ("text", "value"), [(" whales  in\nSylvania ", "whales in Sylvania"), ("", None), (" \n", None)]
)
def test_makes_request_button_for_a_typed_question(text: str, value: str | None) -> None:
    button = to_request_button(text)

    assert (button and parse_loop_press(button)) == (value and Pressed(REQUEST, value))
    assert button is None or button["text"]["text"] == "Request this"


def test_asks_for_fault_and_fact() -> None:
    window = to_fault_window(ASKED, FACTS, "C1/1.2")
    fields = inputs(window)

    assert check_view(window) == []
    assert (window["title"]["text"], window["callback_id"]) == ("What is wrong?", FAULT)
    assert [*fields] == ["loop-which", "loop-fact", "loop-note", "loop-follow"]
    assert [one["value"] for one in fields["loop-which"]["options"]] == [*Fault]
    assert [one["text"]["text"] for one in fields["loop-which"]["options"]] == [describe_fault(one) for one in Fault]
    assert [one["value"] for one in fields["loop-fact"]["options"]] == ["sylvania-gas", "sylvania-ally", "no fact"]
    assert not fields["loop-fact"].get("optional")
    assert "initial_options" not in fields["loop-follow"]
    assert {*describe_missing_fault()} == {"loop-which"}


@pytest.mark.parametrize(("count", "options"), [(0, None), (1, None), (2, 3), (60, 21)])
def test_asks_for_the_fact_only_if_there_are_several(count: int, options: int | None) -> None:
    window = to_fault_window(ASKED, FACTS[:1] * count, "")
    menu = inputs(window).get("loop-fact")

    assert check_view(window) == []
    assert (menu and len(menu["options"])) == options


def test_parses_a_fault() -> None:
    view = submitted(
        to_fault_window(ASKED, FACTS, "C1/1.2"),
        which=chosen("outdated"),
        fact=chosen("sylvania-ally"),
        note=typed(" It ended\nin 2025. "),
        follow=ticked("yes"),
    )

    assert parse_fault(view) == FilledFault(
        fault=Fault.OUTDATED,
        fact="sylvania-ally",
        note="It ended in 2025.",
        follows=True,
        origin="C1/1.2",
        request=ASKED,
    )


@pytest.mark.parametrize(
    "view",
    [
        None,
        {},
        {"state": None, "private_metadata": None},
        {"state": {"values": []}, "private_metadata": 5},
        submitted({}, which=chosen("odd"), fact=chosen(None), note=typed(None), follow=ticked()),
    ],
)
def test_parses_an_empty_window(view: Any) -> None:
    assert parse_fault(view) == FilledFault(fault=None, fact="", note="", follows=False, origin="", request=None)


def test_keeps_conversation_of_too_long_request() -> None:
    window = to_fault_window(LONG, FACTS, "C1/1.2")
    filled = parse_fault(submitted(window))

    assert check_view(window) == []
    assert (filled.origin, filled.request) == ("C1/1.2", None)


def test_accepts_fault_of_no_fact() -> None:
    view = submitted(to_fault_window(ASKED, FACTS, ""), which=chosen("unclear"), fact=chosen("no fact"))

    assert parse_fault(view).fact == ""
