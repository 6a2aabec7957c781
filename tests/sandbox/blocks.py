"""Blocks and elements, short to write."""

from typing import Any

from tests.blocks import plain

Block = dict[str, Any]


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
