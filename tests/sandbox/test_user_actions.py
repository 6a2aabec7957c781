"""What users type is sent as Slack does."""

import asyncio
import inspect
from typing import Any

import pytest
from slack_sdk.signature import SignatureVerifier

from bot.sandbox import delivery
from bot.sandbox.refusals import Refused
from bot.sandbox.workspace import BOT_USER
from tests.patience import PATIENCE
from tests.sandbox.apps import MANIFEST, SECRET, message, open_room


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
