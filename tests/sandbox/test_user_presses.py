"""What users press, submit and open is sent as Slack does."""

from typing import Any

import pytest

from bot.sandbox.refusals import Refused
from bot.sandbox.workspace import BOT_USER
from tests.blocks import plain
from tests.sandbox.apps import modal, open_room, reply

PRESS = {"type": "button", "block_id": "b", "action_id": "a", "value": "forged"}


async def test_sends_value_and_location_of_a_button() -> None:
    async with open_room() as room:
        where = await reply(room)
        await room.actions.press("U1", PRESS, {}, message=where, view=None)
        sent = room.app.sent[-1]

        assert (sent["type"], sent["actions"][0]["value"]) == ("block_actions", "v")
        assert sent["container"] == {
            "type": "message",
            "message_ts": where["ts"],
            "channel_id": "C1",
            "is_ephemeral": True,
        }
        assert "message" not in sent, "Slack sends no content of an ephemeral message"

        where = await reply(room, response_type="in_channel")
        await room.actions.press("U2", PRESS, {}, message=where, view=None)
        assert room.app.sent[-1]["message"]["text"] == "hello"


async def test_sends_pressed_feedback_button() -> None:
    up, down = ({"text": plain(text), "value": text} for text in ("up", "down"))
    pair = {"type": "feedback_buttons", "action_id": "a", "positive_button": up, "negative_button": down}
    block = {"type": "context_actions", "block_id": "b", "elements": [pair]}
    async with open_room() as room:
        shown = room.workspace.add("C1", BOT_USER, "x", blocks=[block])
        where = {"channel": "C1", "ts": shown.ts}
        press = {
            "type": "feedback_buttons",
            "block_id": "b",
            "action_id": "a",
            "value": "down",
            "text": plain("forged"),
        }
        await room.actions.press("U1", press, {}, message=where, view=None)

        (sent,) = room.app.sent[-1]["actions"]
        assert {**sent, "action_ts": ""} == {**press, "text": plain("down"), "action_ts": ""}
        with pytest.raises(Refused, match="not_found"):
            await room.actions.press("U1", {**press, "value": "forged"}, {}, message=where, view=None)


@pytest.mark.parametrize(
    ("action", "where"),
    [({**PRESS, "action_id": "x"}, None), ({**PRESS, "block_id": "x"}, None), (PRESS, {"channel": "C1", "ts": "1.1"})],
)
async def test_refuses_press_of_missing_element(action: dict[str, Any], where: dict[str, str] | None) -> None:
    async with open_room() as room:
        shown = await reply(room)
        with pytest.raises(Refused, match="not_found"):
            await room.actions.press("U1", action, {}, message=where or shown, view=None)


async def test_opens_submits_and_closes_modal() -> None:
    answers: list[Any] = [
        {"response_action": "errors", "errors": {"s": "too short"}},
        {"response_action": "update", "view": modal("Two")},
        {"response_action": "push", "view": modal("Three", notify_on_close=True)},
        {"response_action": "clear"},
    ]
    async with open_room() as room:

        def titles() -> list[str]:
            return [view["title"]["text"] for view in room.views.modals["U1"]]

        first = room.views.open("U1", modal())
        room.app.answer = lambda sent: answers.pop(0) if sent["type"] == "view_submission" else None

        assert await room.actions.submit("U1", first["id"], {"b": {}}) == {"s": "too short"}
        assert room.app.sent[-1]["view"]["state"] == {"values": {"b": {}}}
        assert await room.actions.submit("U1", first["id"], {}) == {}
        assert titles() == ["Two"]
        await room.actions.submit("U1", first["id"], {})
        assert titles() == ["Two", "Three"]
        await room.actions.press(
            "U1", {**PRESS, "block_id": "s"}, {}, message=None, view=room.views.modals["U1"][-1]["id"]
        )
        assert room.app.sent[-1]["container"]["type"] == "view"
        await room.actions.close_view("U1", room.views.modals["U1"][-1]["id"])
        assert (room.app.sent[-1]["type"], titles()) == ("view_closed", ["Two"])
        await room.actions.submit("U1", first["id"], {})
        assert titles() == []

        again = room.views.open("U1", modal())
        room.app.answer = lambda _: {"response_action": "dance"}
        with pytest.raises(Refused, match="invalid_response_action"):
            await room.actions.submit("U1", again["id"], {})
        room.app.answer = lambda _: None
        await room.actions.submit("U1", again["id"], {})
        assert titles() == []


async def test_closes_the_submitted_modal() -> None:
    async with open_room() as room:
        first = room.views.open("U1", modal())

        def push_another(_: object) -> None:
            room.views.push("U1", modal("Newer"))

        room.app.answer = push_another
        await room.actions.submit("U1", first["id"], {})

        assert [view["title"]["text"] for view in room.views.modals["U1"]] == ["Newer"]
        with pytest.raises(Refused, match="not_found"):
            await room.actions.close_view("U2", room.views.modals["U1"][0]["id"])


async def test_refuses_actions_outside_own_channels() -> None:
    async with open_room() as room:
        shown = await reply(room)
        with pytest.raises(Refused, match="message_not_found"):
            await room.actions.press("U2", PRESS, {}, message=shown, view=None)
        with pytest.raises(Refused, match="not_in_channel"):
            await room.actions.say("U1", "D2", "x")
        with pytest.raises(Refused, match="msg_too_long"):
            await room.actions.say("U1", "C1", "x" * 12_001)


async def test_requests_options_while_typing() -> None:
    select = {"type": "external_select", "action_id": "who", "placeholder": plain("Who?")}
    option = {"text": plain("Zenda"), "value": "zenda"}
    async with open_room() as room:
        room.app.answer = lambda sent: {"options": [option]} if sent["type"] == "block_suggestion" else None
        block = {"type": "actions", "block_id": "b", "elements": [select]}
        shown = room.workspace.add("C1", BOT_USER, "x", blocks=[block])
        where = {"channel": "C1", "ts": shown.ts}

        assert await room.actions.suggest("U1", "b", "who", "zen", message=where, view=None) == {"options": [option]}
        assert (room.app.sent[-1]["value"], room.app.sent[-1]["action_id"]) == ("zen", "who")
        room.app.answer = lambda _: {"options": [option] * 101}
        with pytest.raises(Refused, match="invalid_options"):
            await room.actions.suggest("U1", "b", "who", "zen", message=where, view=None)


async def test_sends_home_and_shortcut_events() -> None:
    async with open_room() as room:
        await room.actions.open_home("U1", "home")
        assert room.app.sent[-1]["event"]["tab"] == "home"
        assert "view" not in room.app.sent[-1]["event"]
        room.views.publish("U1", {"type": "home", "blocks": [{"type": "divider"}]})
        await room.actions.open_home("U1", "home")
        assert room.app.sent[-1]["event"]["view"]["type"] == "home"

        await room.actions.run_shortcut("U1", "search", None)
        assert (room.app.sent[-1]["type"], room.app.sent[-1]["callback_id"]) == ("shortcut", "search")
        said = room.workspace.add("C1", "U2", "about zenda")
        await room.actions.run_shortcut("U1", "find", {"channel": "C1", "ts": said.ts})
        assert (room.app.sent[-1]["type"], room.app.sent[-1]["message"]["text"]) == ("message_action", "about zenda")
