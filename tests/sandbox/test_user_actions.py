import asyncio
import inspect
from typing import Any

import pytest
from slack_sdk.signature import SignatureVerifier

from bot.sandbox import delivery
from bot.sandbox.refusals import Refused
from bot.sandbox.workspace import BOT_USER
from tests.patience import PATIENCE
from tests.sandbox.apps import MANIFEST, SECRET, Room, message, modal, open_room, plain


async def test_sends_command_as_slack_does() -> None:
    async with open_room() as room:
        await room.actions.say("U1", "C1", " /ruri  @Ben a<b & https://a.example ")

        (sent,), (headers,) = room.app.sent, room.app.headers
        assert sent["command"] == "/ruri"
        assert sent["text"] == "<@U2|ben> a&lt;b &amp; <https://a.example>"
        assert (sent["user_id"], sent["channel_id"], sent["channel_name"]) == ("U1", "C1", "general")
        assert sent["response_url"].startswith(room.slack.url)
        assert room.slack.web_api.triggers.spend(sent["trigger_id"]) == "U1"
        assert headers["x-slack-request-timestamp"] == str(int(room.clock.now))
        assert room.texts() == [], "what is typed as a command nobody sees"


@pytest.mark.parametrize(
    ("escapes", "sent"), [(True, "<@U2|ben> :flag-tr: energy :pray:"), (False, "@Ben :flag-tr: energy :pray:")]
)
async def test_sends_emoji_by_name(escapes: bool, sent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MANIFEST["features"]["slash_commands"][0], "should_escape", escapes)
    async with open_room() as room:
        await room.actions.say("U1", "C1", "/ruri @Ben 🇹🇷 energy 🙏")
        await room.actions.say("U1", "C1", "@ruri 🇹🇷 energy 🙏")

        command, event = room.app.sent
        assert command["text"] == sent
        assert event["event"]["text"] == "<@U0BOT> :flag-tr: energy :pray:"


async def test_signs_requests() -> None:
    bodies: list[tuple[bytes, dict[str, str]]] = []
    async with open_room() as room:

        async def post(body: bytes, headers: dict[str, str]) -> delivery.Response:
            bodies.append((body, headers))
            return delivery.Response(200, {}, b"")

        await delivery.Delivery(post, SECRET, room.clock).send_form({"a": "1"})
        ((body, headers),) = bodies
        verifier = SignatureVerifier(SECRET, clock=type("At", (), {"now": lambda self: room.clock.now})())

        assert verifier.is_valid(body, headers["x-slack-request-timestamp"], headers["x-slack-signature"])


async def test_shows_private_reply_only_to_the_asker() -> None:
    async with open_room() as room:
        room.app.answer = lambda _: message(response_type="ephemeral")
        await room.actions.say("U1", "C1", "/ruri x")

        (reply,) = room.seen("U1")
        assert (reply.user, reply.text, reply.only_for) == (BOT_USER, "hello", "U1")
        assert reply.payload == message(response_type="ephemeral")
        assert room.seen("U2") == []


async def test_shows_command_of_public_reply_to_everybody() -> None:
    async with open_room() as room:
        room.app.answer = lambda _: message(response_type="in_channel")
        await room.actions.say("U1", "C2", "/ruri x")

        assert room.texts("U2", "C2") == ["/ruri x", "hello"]


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        (500, ("dispatch_failed", "status 500")),
        ({"text": ""}, ("no_text",)),
        (
            {"text": "x", "blocks": [{"type": "card"}]},
            ("invalid_blocks", "blocks[0]: no limits are known for a block of type 'card'"),
        ),
        ([1], ("invalid_command_response", "not a JSON object")),
    ],
)
async def test_refuses_command_whose_reply_is_invalid(answer: Any, refusal: tuple[str, ...]) -> None:
    async with open_room() as room:
        room.app.answer = lambda _: answer
        with pytest.raises(Refused) as refused:
            await room.actions.say("U1", "C1", "/ruri x")

        assert refused.value.words == f"/ruri failed with the error “{refusal[0]}”."
        assert (refused.value.error, refused.value.details[:1]) == (refusal[0], list(refusal[1:]))
        assert room.seen("U1") == []


async def test_shows_reply_in_plain_text() -> None:
    async with open_room() as room:
        room.app.answer = lambda _: "plain words"
        await room.actions.say("U1", "C1", "/ruri x")

        (shown,) = room.seen("U1")
        assert (shown.text, shown.only_for) == ("plain words", "U1")


async def test_refuses_command_that_is_not_acknowledged_in_time() -> None:
    async with open_room(ack_seconds=0.05) as room:
        room.app.answer = lambda _: ("late", PATIENCE)
        with pytest.raises(Refused) as refused:
            await room.actions.say("U1", "C1", "/ruri x")

        assert refused.value.words == "/ruri failed with the error “operation_timeout”."


def test_waits_three_seconds_for_an_acknowledgement() -> None:
    assert inspect.signature(delivery.Delivery).parameters["ack_seconds"].default == 3.0


@pytest.mark.parametrize(
    ("text", "thread", "said"),
    [
        ("/other x", None, "/other is not a valid command."),
        ("/ruri x", "1.1", "/ruri is not supported in threads. Sorry!"),
    ],
)
async def test_refuses_commands_that_slack_does_not_pass_on(text: str, thread: str | None, said: str) -> None:
    async with open_room() as room:
        with pytest.raises(Refused) as refused:
            await room.actions.say("U1", "C1", text, thread=thread)

        assert (refused.value.words, room.seen("U1"), room.app.sent) == (said, [], [])


async def test_sends_mention_where_the_bot_is_a_member() -> None:
    async with open_room() as room:
        await room.actions.say("U1", "C1", "just talk, nobody is meant")
        await room.actions.say("U1", "C1", "@ruri and you?", thread="1.1")

        (sent,) = room.app.sent
        event = sent["event"]
        assert (event["type"], event["text"]) == ("app_mention", f"<@{BOT_USER}> and you?")
        assert (event["thread_ts"], event["channel"]) == ("1.1", "C1")
        assert sent["authorizations"][0]["user_id"] == BOT_USER
        assert room.texts("U2") == ["just talk, nobody is meant", f"<@{BOT_USER}> and you?"]


async def test_offers_to_invite_the_bot() -> None:
    async with open_room() as room:
        await room.actions.say("U1", "C2", "@ruri x")
        _, notice = room.seen("U1", "C2")
        assert room.app.sent == []
        assert notice.actions == ({"label": "Invite ruri", "do": "invite"},)

        for _ in range(2):
            await room.actions.say("U1", "C2", "/invite @ruri")
        assert room.seen("U1", "C2")[1].actions == ()
        await room.actions.say("U1", "C2", "@ruri x")

        assert [sent["event"]["type"] for sent in room.app.sent] == ["app_mention"]
        assert room.texts("U2", "C2")[1:] == [f"<@{BOT_USER}> was added to #lounge.", f"<@{BOT_USER}> x"]


async def test_sends_direct_message_as_event() -> None:
    async with open_room() as room:
        await room.actions.say("U2", "D2", "x")

        event = room.app.sent[0]["event"]
        assert (event["type"], event["channel_type"], event["channel"]) == ("message", "im", "D2")
        assert room.seen("U1", "D2") == []


async def test_retries_unacknowledged_event() -> None:
    async with open_room(retry_seconds=(0.0, 0.0, 0.0)) as room:
        room.app.answer = lambda _: None if len(room.app.sent) == 3 else 500
        with pytest.raises(Refused, match="dispatch_failed"):
            await room.actions.say("U1", "D1", "x")
        await asyncio.wait(room.actions.events.retrying, timeout=PATIENCE)

        assert len({sent["event_id"] for sent in room.app.sent}) == 1
        assert [headers.get("x-slack-retry-num") for headers in room.app.headers] == [None, "1", "2"]


async def test_sends_nothing_for_empty_text() -> None:
    async with open_room() as room:
        with pytest.raises(Refused, match="no_text"):
            await room.actions.say("U1", "C1", "  ")
        with pytest.raises(Refused, match="channel_not_found"):
            await room.actions.say("U1", "C9", "x")


async def reply(room: Room, *, response_type: str = "ephemeral") -> dict[str, str]:
    """Post a reply with a button in the channel; return its channel and `ts`."""
    room.app.answer = lambda sent: message(response_type=response_type) if "command" in sent else None
    await room.actions.say("U1", "C1", "/ruri x")
    return {"channel": "C1", "ts": room.seen()[-1].ts}


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
