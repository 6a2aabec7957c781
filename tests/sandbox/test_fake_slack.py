import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import FakeSlack, sign
from bot.sandbox.socket_mode import MAX_FRAME
from tests.patience import PATIENCE


async def error_of(client: AsyncWebClient, method: str, **arguments: object) -> str:
    with pytest.raises(SlackApiError) as raised:
        await client.api_call(method, json=arguments)
    return str(raised.value.response["error"])


async def test_refuses_what_slack_refuses() -> None:
    async with FakeSlack("xoxb-1") as slack:
        client = AsyncWebClient(token="xoxb-1", base_url=slack.api_url)
        assert (await client.auth_test())["user_id"] == "U0BOT"
        assert await error_of(AsyncWebClient(token="xoxb-2", base_url=slack.api_url), "auth.test") == "invalid_auth"
        assert await error_of(AsyncWebClient(base_url=slack.api_url), "auth.test") == "not_authed"
        assert await error_of(client, "chat.postMessage", text="x") == "channel_not_found"
        assert await error_of(client, "chat.postMessage", channel="C1") == "no_text"
        assert (
            await error_of(client, "chat.postMessage", channel="C1", text="x", blocks=[{"type": "section"}])
            == "invalid_blocks"
        )
        assert await error_of(client, "no.such") == "unknown_method"
        slack.faults["auth.test"] = "account_inactive"
        assert await error_of(client, "auth.test") == "account_inactive"


async def test_keeps_messages_as_posted() -> None:
    async with FakeSlack("xoxb-1") as slack:
        client = AsyncWebClient(token="xoxb-1", base_url=slack.api_url)
        blocks = [{"type": "divider"}]
        first = await client.chat_postMessage(channel="C1", text="one", blocks=blocks)
        second = await client.chat_postMessage(channel="C1", text="two")
        calls = await slack.wait_for("chat.postMessage", count=2)

    assert first["ts"] != second["ts"]
    assert [call.arguments["text"] for call in calls] == ["one", "two"]
    assert calls[0].arguments["blocks"] == blocks
    assert calls[0].response["ok"] is True


async def test_wait_for_missing_call_times_out() -> None:
    async with FakeSlack("xoxb-1") as slack:
        with pytest.raises(TimeoutError):
            await slack.wait_for("auth.test", seconds=0.01)


def test_signs_as_slack_does() -> None:
    headers = sign("secret", 1_700_000_000, b"a=1")
    verifier = SignatureVerifier("secret", clock=type("At", (), {"now": lambda self: 1_700_000_000.0})())

    assert verifier.is_valid("a=1", headers["x-slack-request-timestamp"], headers["x-slack-signature"])
    assert not verifier.is_valid("a=2", headers["x-slack-request-timestamp"], headers["x-slack-signature"])


@asynccontextmanager
async def linked(slack: FakeSlack) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """Return a websocket to the fake Slack, after its greeting."""
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{slack.url}/link") as socket:
        assert (await socket.receive_json(timeout=PATIENCE))["type"] == "hello"
        yield socket


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return the log, none of it with a traceback."""
    assert [record for record in caplog.records if record.exc_info] == []
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "junk",
        "[]",
        "5",
        "null",
        "{}",
        '{"envelope_id": null}',
        '{"envelope_id": []}',
        '{"envelope_id": {"a": 1}}',
        "[" * 200_000,
        "1" * 5_000,
        b"",
        b"\x00\xff",
        b'{"envelope_id": "e"}',
    ],
)
async def test_passes_over_junk_frame_with_one_line(frame: str | bytes, caplog: pytest.LogCaptureFixture) -> None:
    async with FakeSlack("xoxb-1") as slack, linked(slack) as socket:
        await (socket.send_str(frame) if isinstance(frame, str) else socket.send_bytes(frame))
        delivering = asyncio.create_task(slack.sockets.deliver("events_api", {}, seconds=PATIENCE))
        sent = await socket.receive_json(timeout=PATIENCE)
        await socket.send_json({"envelope_id": sent["envelope_id"], "payload": "taken"})
        assert (await delivering)["payload"] == "taken"

    assert warnings(caplog) == ["passed over a frame that acknowledges nothing"]


@pytest.mark.parametrize(("frame", "code"), [("x" * (MAX_FRAME + 1), 1009), ("\ud800", 1007)])
async def test_closes_websocket_on_frame_too_large_or_malformed(
    frame: str, code: int, caplog: pytest.LogCaptureFixture
) -> None:
    async with FakeSlack("xoxb-1") as slack:
        async with linked(slack) as socket:
            writer = socket._writer
            await writer.send_frame(frame.encode(errors="surrogatepass"), aiohttp.WSMsgType.TEXT)
            closed = await socket.receive(timeout=PATIENCE)
            assert (closed.type, closed.data) == (aiohttp.WSMsgType.CLOSE, code)
        async with linked(slack) as socket:
            delivering = asyncio.create_task(slack.sockets.deliver("events_api", {}, seconds=PATIENCE))
            sent = await socket.receive_json(timeout=PATIENCE)
            await socket.send_json({"envelope_id": sent["envelope_id"]})
            await delivering

    assert warnings(caplog) == ["closed a websocket: a frame was too large or malformed"]


async def test_forgets_websocket_whose_app_went_without_a_word(caplog: pytest.LogCaptureFixture) -> None:
    async with FakeSlack("xoxb-1") as slack:
        async with linked(slack) as gone:
            assert gone._writer.transport is not None
            gone._writer.transport.abort()
        async with asyncio.timeout(PATIENCE):
            while slack.sockets._sockets:
                await asyncio.sleep(0.01)

    assert warnings(caplog) == []
