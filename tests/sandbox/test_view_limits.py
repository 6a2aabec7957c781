"""Slack's limits on modals, home views and menus of options are checked."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import check_message, check_options, check_view
from tests.blocks import plain
from tests.sandbox.blocks import (
    BUTTON,
    CHECKBOXES,
    FEEDBACK_BUTTONS,
    FIELD,
    OPTION,
    SECTION,
    SELECT,
    Block,
    actions,
    context_actions,
    field,
)

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
            "blocks[0]: a block of type 'context_actions' is allowed only in messages",
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
