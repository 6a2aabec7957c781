import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import StandIn, sign


async def error_of(client: AsyncWebClient, method: str, **arguments: object) -> str:
    with pytest.raises(SlackApiError) as raised:
        await client.api_call(method, json=arguments)
    return str(raised.value.response["error"])


async def test_the_stand_in_checks_what_slack_checks() -> None:
    async with StandIn("xoxb-1") as slack:
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


async def test_messages_are_kept_as_they_were_posted() -> None:
    async with StandIn("xoxb-1") as slack:
        client = AsyncWebClient(token="xoxb-1", base_url=slack.api_url)
        blocks = [{"type": "divider"}]
        first = await client.chat_postMessage(channel="C1", text="one", blocks=blocks)
        second = await client.chat_postMessage(channel="C1", text="two")
        calls = await slack.wait_for("chat.postMessage", count=2)

    assert first["ts"] != second["ts"]
    assert [call.arguments["text"] for call in calls] == ["one", "two"]
    assert calls[0].arguments["blocks"] == blocks
    assert calls[0].response["ok"] is True


async def test_waiting_for_a_call_that_does_not_come_ends() -> None:
    async with StandIn("xoxb-1") as slack:
        with pytest.raises(TimeoutError):
            await slack.wait_for("auth.test", seconds=0.01)


def test_signatures_are_those_that_slack_makes() -> None:
    headers = sign("secret", 1_700_000_000, b"a=1")
    verifier = SignatureVerifier("secret", clock=type("At", (), {"now": lambda self: 1_700_000_000.0})())

    assert verifier.is_valid("a=1", headers["x-slack-request-timestamp"], headers["x-slack-signature"])
    assert not verifier.is_valid("a=2", headers["x-slack-request-timestamp"], headers["x-slack-signature"])
