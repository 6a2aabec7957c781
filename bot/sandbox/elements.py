"""Interactive elements: found in the blocks of a message or view, and described as a press reports them."""

from bot.sandbox.refusals import Refused
from bot.sandbox.workspace import Json


def find_element(blocks: list[Json], action: Json) -> Json:
    """Find the element that an action names by `block_id` and `action_id`; refused where it is no longer there."""
    for block in blocks:
        if block.get("block_id") == action.get("block_id"):
            for element in (*block.get("elements", ()), block.get("accessory"), block.get("element")):
                if isinstance(element, dict) and element.get("action_id") == action.get("action_id"):
                    return element
    raise Refused("not_found")


def to_pressed(element: Json, action: Json) -> Json:
    """Return the fields that a press takes from its element: of two feedback buttons, from the one pressed."""
    if element["type"] != "feedback_buttons":
        return {"value": element["value"]} if "value" in element else {}
    for button in (element["positive_button"], element["negative_button"]):
        if button["value"] == action.get("value"):
            return {"text": button["text"], "value": button["value"]}
    raise Refused("not_found")
