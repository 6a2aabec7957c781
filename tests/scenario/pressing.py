"""Presses of buttons, by their labels."""

from collections.abc import Iterable
from typing import Any

from bot.domain.requests import Request, decode_request
from bot.sandbox.workspace import Message
from tests.blocks import elements
from tests.scenario.workspace import Workspace

Element = dict[str, Any]


def controls(blocks: Iterable[Element]) -> dict[str, Element]:
    """Return the buttons in blocks by label, each with its block."""
    return {
        element["text"]["text"]: {**element, "block_id": block["block_id"]}
        for block in blocks
        for element in elements(block, "button")
    }


def request_of(button: Element) -> Request:
    """Return the request that a button carries."""
    request = decode_request(button["value"])
    assert request, button
    return request


def last(workspace: Workspace) -> Message:
    """Return the newest message."""
    return list(workspace.slack.web_api.workspace.messages.values())[-1]


def modal_of(workspace: Workspace, user: str = "U1") -> Element:
    """Return the modal that somebody sees."""
    return workspace.slack.web_api.views.modals[user][-1]


def title(message: Message) -> str:
    """Return the heading of a reply."""
    return str(message.blocks[0]["text"]["text"])


async def ask(workspace: Workspace, text: str, channel: str = "C1") -> Message:
    """Ask by slash command; return the reply."""
    await workspace.actions.say("U1", channel, f"/ruri {text}")
    return last(workspace)


async def press(workspace: Workspace, message: Message, label: str, user: str = "U1") -> None:
    """Press a button in a message, and wait for its effects."""
    where = {"channel": message.channel, "ts": message.ts}
    action = {key: controls(message.blocks)[label][key] for key in ("type", "block_id", "action_id")}
    await workspace.actions.press(user, action, {}, message=where, view=None)
    await workspace.finish()


async def press_in_modal(workspace: Workspace, label: str, user: str = "U1") -> Element:
    """Press a button in a user's modal; return the modal afterwards."""
    modal = modal_of(workspace, user)
    await workspace.actions.press(user, controls(modal["blocks"])[label], {}, message=None, view=modal["id"])
    await workspace.finish()
    return modal_of(workspace, user)
