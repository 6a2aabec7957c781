from typing import Any

import pytest

from bot.domain.requests import Request, decode_request
from bot.reply import Surface, find_facts_shown, to_message
from bot.reply.acts import to_act
from bot.reply.curating import (
    ANY_ACT,
    CURATE,
    EDIT,
    PROPOSE,
    Pressed,
    parse_number,
    parse_press,
    to_curate_button,
    to_shown_window,
)
from bot.sandbox import check_message, check_view
from bot.search import answer, as_answer, respond
from tests.bases import TODAY, index
from tests.reply.curating.drafts import buttons, lines

INDEX = index()
SNAPSHOT = INDEX.snapshot


@pytest.mark.parametrize(
    ("action", "pressed"),
    [
        ({"action_id": "curate-edit.3", "value": "zenda-castle"}, Pressed(EDIT, "zenda-castle")),
        ({"action_id": "curate-propose.0"}, Pressed(PROPOSE, "")),
        ({"action_id": "curate-propose.0", "value": None}, Pressed(PROPOSE, "")),
        ({"action_id": "curate-edit.0", "value": 5}, None),
        ({"action_id": "ask.0", "value": "x"}, None),
        ({"action_id": None}, None),
        ({}, None),
        ("curate-edit.0", None),
    ],
)
def test_parses_presses_of_any_shape(action: Any, pressed: Pressed | None) -> None:
    assert parse_press(action) == pressed


@pytest.mark.parametrize(
    ("act", "value", "number", "style"), [(EDIT, "zenda-castle", 0, ""), (PROPOSE, "", 7, "primary")]
)
def test_button_round_trips_its_value(act: str, value: str, number: int, style: str) -> None:
    button = to_act(act, "x" * 100, value, number, style=style)

    assert check_message({"text": "x", "blocks": [{"type": "actions", "elements": [button]}]}) == []
    assert parse_press(button) == Pressed(act, value)
    assert ANY_ACT.fullmatch(button["action_id"])
    assert button.get("style", "") == style


def test_makes_button_if_the_request_fits() -> None:
    button = to_curate_button(Request(partners=("sylvania",)))

    assert button
    assert decode_request(button["value"]) == Request(partners=("sylvania",))
    assert to_curate_button(Request(partners=tuple(f"partner-{number}" for number in range(300)))) is None


@pytest.mark.parametrize(
    ("question", "surface", "is_curated", "has_way"),
    [
        ("sylvania", Surface.PRIVATE, True, True),
        ("sylvania", Surface.PRIVATE, False, False),
        ("sylvania", Surface.PUBLIC, True, False),
        ("sylvania", Surface.SHARED, True, False),
        ("topics", Surface.PRIVATE, True, False),
        ("xyzzy", Surface.PRIVATE, True, False),
    ],
)
def test_only_curators_get_the_button(question: str, surface: Surface, is_curated: bool, has_way: bool) -> None:
    response = respond(question, INDEX, TODAY)
    message = to_message(response, surface, is_curated=is_curated)

    assert check_message(message) == []
    pressed = [parse_press(element) for element in message["blocks"][-1].get("elements", ())]
    assert ([one.act for one in pressed if one] == [CURATE]) == has_way
    plain = to_message(response, surface)
    assert message == (plain | {"blocks": message["blocks"]})
    assert message["blocks"][: len(plain["blocks"])] == plain["blocks"]


def test_finds_facts_on_the_page() -> None:
    first = respond("fact on sylvania", INDEX, TODAY)
    shown = find_facts_shown(first)

    assert shown == tuple(match.fact.id for match in as_answer(first).facts)
    assert find_facts_shown(respond("topics", INDEX, TODAY)) == ()
    message = to_message(first, Surface.PRIVATE, is_curated=True)
    pressed = parse_press(message["blocks"][-1]["elements"][0])
    assert pressed
    again = decode_request(pressed.value)
    assert again
    assert find_facts_shown(answer(again, INDEX, TODAY)) == shown


def test_offers_actions_on_each_fact() -> None:
    facts = [SNAPSHOT.facts["sylvania-gas"], SNAPSHOT.facts["graustark-visits"]]
    window = to_shown_window(facts, SNAPSHOT, TODAY, "sylvania")

    assert check_view(window) == []
    assert (window["title"]["text"], window["close"]["text"]) == ("Curate", "Close")
    assert "callback_id" not in window
    said = lines(window["blocks"])
    assert [text.partition("\n")[0] for text in said] == [fact.statement for fact in facts]
    assert buttons(window["blocks"]) == [
        ("Propose a fact", "propose", "sylvania"),
        *(
            (label, act, fact.id)
            for fact in facts
            for label, act in (("Edit", "edit"), ("Still true", "verify"), ("History", "history"), ("Remove", "remove"))
        ),
    ]


@pytest.mark.parametrize("count", [0, 60])
def test_window_has_room_for_any_number_of_facts(count: int) -> None:
    window = to_shown_window([SNAPSHOT.facts["sylvania-gas"]] * count, SNAPSHOT, TODAY)

    assert check_view(window) == []
    assert buttons(window["blocks"])[0] == ("Propose a fact", "propose", "")


@pytest.mark.parametrize(
    ("text", "number"), [("7", 7), ("007", 7), ("", 0), ("-1", 0), ("x", 0), ("٣", 0), ("1" * 30, 0)]
)
def test_parses_other_text_as_no_number(text: str, number: int) -> None:
    assert parse_number(text) == number
