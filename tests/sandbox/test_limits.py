from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import check_message, check_options, check_view

Block = dict[str, Any]


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def rich(*elements: Block) -> Block:
    return {"type": "rich_text", "elements": list(elements)}


def line(*elements: Block) -> Block:
    return {"type": "rich_text_section", "elements": list(elements)}


def text(value: str) -> Block:
    return {"type": "text", "text": value}


SECTION = {"type": "section", "text": plain("a")}
BUTTON = {"type": "button", "action_id": "a", "text": plain("x"), "value": "v"}
OPTION = {"text": plain("x"), "value": "v"}
SELECT = {"type": "static_select", "action_id": "a", "placeholder": plain("x"), "options": [OPTION]}
FIELD = {"type": "plain_text_input", "action_id": "a"}
CHECKBOXES = {"type": "checkboxes", "action_id": "a", "options": [OPTION]}
FEEDBACK = {"text": plain("x" * 75), "value": "v" * 2_000, "accessibility_label": "x" * 75}
FEEDBACK_BUTTONS = {
    "type": "feedback_buttons",
    "action_id": "a",
    "positive_button": FEEDBACK,
    "negative_button": FEEDBACK,
}
CONFIRM = {"title": plain("x"), "text": plain("x"), "confirm": plain("x"), "deny": plain("x")}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def context_actions(*elements: Block) -> Block:
    return {"type": "context_actions", "elements": list(elements)}


def field(element: Block, **more: Any) -> Block:
    return {"type": "input", "label": plain("x"), "element": element, **more}


@pytest.mark.parametrize(
    "block",
    [
        {"type": "header", "text": plain("x" * 150)},
        {"type": "section", "text": plain("x" * 3_000)},
        {"type": "section", "text": {"type": "mrkdwn", "text": "x", "verbatim": True}},
        {"type": "section", "fields": [plain("x" * 2_000)]},
        {"type": "context", "elements": [plain("x")] * 10},
        {"type": "divider"},
        rich(line(text("x"), {"type": "link", "url": "https://a.example", "text": "a"})),
        rich({"type": "rich_text_quote", "elements": [text("x")]}),
        rich({"type": "rich_text_list", "style": "bullet", "elements": [line(text("x"))]}),
        rich(line({"type": "emoji", "name": "flag-sy"})),
        {"type": "image", "image_url": "https://a.example/x.png", "alt_text": "x", "title": plain("x")},
        actions({**BUTTON, "url": "https://a.example", "style": "primary", "confirm": CONFIRM}),
        actions(SELECT),
        actions({**SELECT, "options": [{**OPTION, "description": plain("x")}]}),
        actions({"type": "overflow", "action_id": "a", "options": [OPTION]}),
        actions({"type": "external_select", "action_id": "a", "placeholder": plain("x")}),
        {**SECTION, "accessory": BUTTON},
        context_actions(FEEDBACK_BUTTONS),
    ],
)
def test_accepts_valid_blocks(block: Block) -> None:
    assert check_message({"text": "x", "blocks": [block]}) == []


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ({"type": "header", "text": plain("x" * 151)}, "blocks[0].text: 151 characters, the most is 150"),
        (
            {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
            "blocks[0].text: not a text object of type plain_text",
        ),
        ({"type": "section", "text": plain("")}, "blocks[0].text: empty"),
        ({"type": "section", "text": plain("x" * 3_001)}, "blocks[0].text: 3001 characters, the most is 3000"),
        (
            {"type": "section", "text": {"type": "mrkdwn", "text": "x"}},
            "blocks[0].text: mrkdwn that is not verbatim turns names and addresses into links",
        ),
        ({"type": "section"}, "blocks[0]: neither text nor fields"),
        ({"type": "section", "fields": [plain("x")] * 11}, "blocks[0].fields: 11, the most is 10"),
        ({"type": "section", "fields": [plain("x" * 2_001)]}, "blocks[0].fields[0]: 2001 characters, the most is 2000"),
        ({"type": "context", "elements": []}, "blocks[0].elements: 0, allowed are 1 to 10"),
        ({"type": "context", "elements": [plain("x")] * 11}, "blocks[0].elements: 11, allowed are 1 to 10"),
        (
            {"type": "context", "elements": [{"type": "image"}]},
            "blocks[0].elements[0]: not a text object of type plain_text or mrkdwn",
        ),
        ({"type": "card"}, "blocks[0]: no limits are known for a block of type 'card'"),
        (rich(), "blocks[0].elements: empty"),
        (rich(line()), "blocks[0].elements[0].elements: empty"),
        (rich(line(text(""))), "blocks[0].elements[0].elements[0]: empty"),
        (rich(text("x")), "blocks[0].elements[0]: 'text' is not allowed here"),
        (
            rich(line({"type": "broadcast", "range": "channel"})),
            "blocks[0].elements[0].elements[0]: 'broadcast' is not allowed here",
        ),
        (
            rich(line({"type": "link", "url": "javascript:x", "text": "a"})),
            "blocks[0].elements[0].elements[0]: not a web address of at most 3000 characters",
        ),
        (
            rich({"type": "rich_text_list", "elements": [text("x")]}),
            "blocks[0].elements[0].elements[0]: 'text' is not allowed here",
        ),
        (actions(), "blocks[0].elements: 0, allowed are 1 to 25"),
        (actions({"type": "datepicker"}), "blocks[0].elements[0]: an element of type 'datepicker' is not allowed here"),
        (actions({**BUTTON, "action_id": ""}), "blocks[0].elements[0].action_id: empty"),
        (actions({**BUTTON, "text": plain("x" * 76)}), "blocks[0].elements[0].text: 76 characters, the most is 75"),
        (actions({**BUTTON, "value": "x" * 2_001}), "blocks[0].elements[0].value: 2001 characters, the most is 2000"),
        (
            actions({**BUTTON, "url": "ftp://x"}),
            "blocks[0].elements[0].url: not a web address of at most 3000 characters",
        ),
        (actions({**BUTTON, "style": "loud"}), "blocks[0].elements[0].style: neither primary nor danger"),
        (
            actions({**BUTTON, "confirm": {**CONFIRM, "deny": plain("x" * 31)}}),
            "blocks[0].elements[0].confirm.deny: 31 characters, the most is 30",
        ),
        (actions({**BUTTON, "confirm": 5}), "blocks[0].elements[0].confirm: not a confirmation"),
        (actions({**SELECT, "options": []}), "blocks[0].elements[0].options: 0, allowed are 1 to 100"),
        (
            actions({**SELECT, "options": [{**OPTION, "value": "x" * 151}]}),
            "blocks[0].elements[0].options[0].value: 151 characters, the most is 150",
        ),
        (actions({**SELECT, "option_groups": []}), "blocks[0].elements[0]: either options or option_groups"),
        (
            actions({"type": "overflow", "action_id": "a", "options": [OPTION] * 6}),
            "blocks[0].elements[0].options: 6, allowed are 1 to 5",
        ),
        (
            actions({**SELECT, "placeholder": plain("x" * 151)}),
            "blocks[0].elements[0].placeholder: 151 characters, the most is 150",
        ),
        (context_actions(), "blocks[0].elements: 0, allowed are 1 to 5"),
        (
            context_actions(*[FEEDBACK_BUTTONS] * 6),
            "blocks[0].elements: 6, allowed are 1 to 5",
        ),
        (context_actions(BUTTON), "blocks[0].elements[0]: an element of type 'button' is not allowed here"),
        (
            actions(FEEDBACK_BUTTONS),
            "blocks[0].elements[0]: an element of type 'feedback_buttons' is not allowed here",
        ),
        (
            context_actions({**FEEDBACK_BUTTONS, "positive_button": {**FEEDBACK, "value": "x" * 2_001}}),
            "blocks[0].elements[0].positive_button.value: 2001 characters, the most is 2000",
        ),
        (
            context_actions({**FEEDBACK_BUTTONS, "negative_button": {**FEEDBACK, "text": plain("x" * 76)}}),
            "blocks[0].elements[0].negative_button.text: 76 characters, the most is 75",
        ),
        (
            context_actions({**FEEDBACK_BUTTONS, "negative_button": {**FEEDBACK, "accessibility_label": ""}}),
            "blocks[0].elements[0].negative_button.accessibility_label: empty",
        ),
        (
            context_actions({"type": "feedback_buttons", "action_id": "a", "positive_button": FEEDBACK}),
            "blocks[0].elements[0].negative_button: not a button",
        ),
        (field(FIELD), "blocks[0]: the bot asks for nothing to be filled in in messages"),
        (
            {"type": "image", "image_url": "x", "alt_text": "x"},
            "blocks[0].image_url: not a web address of at most 3000 characters",
        ),
        ({"type": "image", "image_url": "https://x", "alt_text": ""}, "blocks[0].alt_text: empty"),
        ({"type": "section", "fields": None}, "blocks[0]: not made as blocks are"),
        ({"type": "context", "elements": None}, "blocks[0].elements: 0, allowed are 1 to 10"),
        (rich({"type": "rich_text_section", "elements": ["x"]}), "blocks[0]: not made as blocks are"),
    ],
)
def test_reports_invalid_blocks(block: Block, problem: str) -> None:
    assert problem in check_message({"text": "x", "blocks": [block]})


@pytest.mark.parametrize(
    ("message", "problem"),
    [
        ({"text": " "}, "text: empty, and it is all that notifications and screen readers get"),
        ({"blocks": []}, "text: empty, and it is all that notifications and screen readers get"),
        ({"text": "x" * 4_001}, "text: 4001 characters, the most is 4000"),
        ({"text": "x", "blocks": "none"}, "blocks: not a list"),
        ({"text": "x", "blocks": ["none"]}, "blocks[0]: not a block"),
        ({"text": "x", "blocks": [SECTION] * 51}, "blocks: 51, the most is 50"),
        (
            {"text": "x", "blocks": [{"type": "section", "text": plain("x" * 3_000)}] * 5},
            "blocks: 15000 characters of text in all, the most is 13000",
        ),
        (
            {"text": "x", "blocks": [{**SECTION, "block_id": "a"}, {**SECTION, "block_id": "a"}]},
            "block_id: 'a' is not unique",
        ),
        ({"text": "x", "blocks": [{**SECTION, "block_id": "a" * 256}]}, "block_id: not of 1 to 255 characters"),
    ],
)
def test_reports_limits_of_the_whole_message(message: dict[str, Any], problem: str) -> None:
    assert problem in check_message(message)


def test_reports_problems_that_the_sdk_finds() -> None:
    (problem,) = [
        found
        for found in check_message({"text": "x", "blocks": [{"type": "header", "text": plain("x" * 151)}]})
        if "attribute" in found
    ]

    assert problem.startswith("blocks[0]: ")


MODAL = {"type": "modal", "title": plain("x"), "submit": plain("x"), "blocks": [field(FIELD, hint=plain("x"))]}


def test_accepts_valid_modals_and_homes() -> None:
    assert check_view(MODAL) == []
    assert check_view({"type": "home", "blocks": [SECTION] * 100}) == []
    assert check_options({"options": []}) == []
    assert check_options({"option_groups": [{"label": plain("x"), "options": [OPTION]}]}) == []


@pytest.mark.parametrize(
    "element",
    [
        FIELD,
        {"type": "users_select", "action_id": "a", "placeholder": plain("x")},
        {"type": "conversations_select", "action_id": "a"},
        {"type": "external_select", "action_id": "a", "placeholder": plain("x" * 150)},
        {**SELECT, "type": "multi_static_select"},
        {**SELECT, "type": "multi_static_select", "options": [OPTION] * 100, "initial_options": [OPTION]},
        {**CHECKBOXES, "options": [OPTION] * 10, "initial_options": [OPTION]},
    ],
)
def test_accepts_fields_in_a_modal(element: Block) -> None:
    assert check_view({**MODAL, "blocks": [field(element)]}) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            {"blocks": [field({"type": "users_select", "action_id": "a", "placeholder": plain("x" * 151)})]},
            "blocks[0].element.placeholder: 151 characters, the most is 150",
        ),
        (
            {"blocks": [field({**SELECT, "type": "multi_static_select", "options": [OPTION] * 101})]},
            "blocks[0].element.options: 101, allowed are 1 to 100",
        ),
        (
            {"blocks": [actions({"type": "users_select", "action_id": "a"})]},
            "blocks[0].elements[0]: an element of type 'users_select' is not allowed here",
        ),
        (
            {"blocks": [actions({**SELECT, "type": "multi_static_select"})]},
            "blocks[0].elements[0]: an element of type 'multi_static_select' is not allowed here",
        ),
        (
            {"blocks": [field({**CHECKBOXES, "options": [OPTION] * 11})]},
            "blocks[0].element.options: 11, allowed are 1 to 10",
        ),
        (
            {"blocks": [field({**CHECKBOXES, "initial_options": [{**OPTION, "value": "w"}]})]},
            "blocks[0].element.initial_options: not all of the options",
        ),
        (
            {"blocks": [context_actions(FEEDBACK_BUTTONS)]},
            "blocks[0]: a block of type 'context_actions' stands in messages alone",
        ),
        ({"type": "page"}, "type: 'page' is neither modal nor home"),
        ({"title": plain("x" * 25)}, "title: 25 characters, the most is 24"),
        ({"close": plain("")}, "close: empty"),
        ({"private_metadata": "x" * 3_001}, "private_metadata: not text of at most 3000 characters"),
        ({"private_metadata": 5}, "private_metadata: not text of at most 3000 characters"),
        ({"callback_id": ""}, "callback_id: empty"),
        ({"blocks": 3}, "blocks: not a list"),
        ({"blocks": [SECTION] * 101}, "blocks: 101, the most is 100"),
        ({"blocks": [field({**FIELD, "max_length": 3_001})]}, "blocks[0].element.max_length: not from 0 to 3000"),
        ({"blocks": [field({**FIELD, "min_length": "1"})]}, "blocks[0]: not made as blocks are"),
        ({"blocks": [field(BUTTON)]}, "blocks[0].element: an element of type 'button' is not allowed here"),
    ],
)
def test_reports_invalid_modals(change: dict[str, Any], problem: str) -> None:
    assert problem in check_view({**MODAL, **change})


def test_modal_with_inputs_needs_a_submit_button() -> None:
    without = {key: value for key, value in MODAL.items() if key != "submit"}

    assert "submit: missing, and a modal with inputs needs it" in check_view(without)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({}, "answer: either options or option_groups"),
        ({"options": [OPTION] * 101}, "answer.options: 101, allowed are 0 to 100"),
        ({"options": ["x"]}, "answer: not made as options are"),
        (
            {"option_groups": [{"label": plain("x" * 76), "options": [OPTION]}]},
            "answer.option_groups[0].label: 76 characters, the most is 75",
        ),
    ],
)
def test_reports_invalid_options(answer: dict[str, Any], problem: str) -> None:
    assert problem in check_options(answer)


KEYS = st.sampled_from("type text fields elements element accessory options option_groups blocks label value".split())
KINDS = st.sampled_from(
    "header section context actions input image rich_text rich_text_section button modal home".split()
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | KINDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, ANYTHING))
def test_checks_values_of_any_shape(sent: dict[str, Any]) -> None:
    check_message(sent)
    check_view(sent)
    check_options(sent)
    check_message({"text": "x", "blocks": [sent]})
    check_view({"type": "modal", "title": plain("x"), "blocks": [sent]})
