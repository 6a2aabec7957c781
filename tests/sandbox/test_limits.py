"""Slack's limits on messages and their blocks are checked."""

from typing import Any

import pytest

from bot.sandbox import check_message
from tests.blocks import plain
from tests.sandbox.blocks import (
    BUTTON,
    CONFIRM,
    FEEDBACK,
    FEEDBACK_BUTTONS,
    FIELD,
    OPTION,
    SECTION,
    SELECT,
    Block,
    actions,
    context_actions,
    field,
    line,
    rich,
    text,
)


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
