from typing import Any

import pytest

from bot.sandbox import check_message

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
    ],
)
def test_what_slack_takes_is_valid(block: Block) -> None:
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
    ],
)
def test_what_slack_refuses_is_told(block: Block, problem: str) -> None:
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
        ({"text": "x", "blocks": [{**SECTION, "block_id": "a" * 256}]}, "block_id: longer than 255"),
    ],
)
def test_a_whole_message_has_limits_too(message: dict[str, Any], problem: str) -> None:
    assert problem in check_message(message)


def test_the_sdk_is_asked_as_well() -> None:
    (problem,) = [
        found
        for found in check_message({"text": "x", "blocks": [{"type": "header", "text": plain("x" * 151)}]})
        if "attribute" in found
    ]

    assert problem.startswith("blocks[0]: ")
