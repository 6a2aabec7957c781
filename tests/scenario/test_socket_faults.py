"""Socket Mode survives closed, silent and refused connections, and an outage of Slack."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

import aiohttp
import pytest
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from bot.sandbox import FakeSlack
from bot.slack import Background, SocketApp, TokenRefused
from tests.patience import PATIENCE
from tests.scenario.sockets import APP_TOKEN, COMMAND, app_on, connected, event
from tests.scenario.workspace import TOKEN


@pytest.fixture
def without_stale_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a client that is made to retry at once from taking connections for stale on a busy machine.

    The SDK has one interval for its retries and for the pongs that it waits for.
    """
    connect = aiohttp.ClientSession.ws_connect

    def connect_without_heartbeat(*arguments: Any, **options: Any) -> Any:
        return connect(*arguments, **{**options, "heartbeat": None})

    async def is_never_failing(_: SocketModeClient) -> bool:
        return False

    monkeypatch.setattr(aiohttp.ClientSession, "ws_connect", connect_without_heartbeat)
    monkeypatch.setattr(SocketModeClient, "is_ping_pong_failing", is_never_failing)


async def deliver_until_acknowledged(slack: FakeSlack, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Deliver a payload until it is acknowledged, as Slack does where a connection ends meanwhile."""
    async with asyncio.timeout(PATIENCE):
        while True:
            with suppress(TimeoutError, ConnectionError):
                return await slack.sockets.deliver(kind, payload, seconds=1.0)


async def test_reopens_connection_that_slack_closes() -> None:
    async with connected() as slack:
        await slack.sockets.drop_connections()
        acknowledged = await slack.sockets.deliver("slash_commands", COMMAND)

    assert acknowledged["payload"]["blocks"]
    assert len(slack.calls_of("apps.connections.open")) >= 2


async def test_reopens_connection_at_slacks_request(caplog: pytest.LogCaptureFixture) -> None:
    async with connected() as slack:
        await slack.sockets.ask_to_reconnect()
        await slack.wait_for("apps.connections.open", count=2)
        acknowledged = await slack.sockets.deliver("slash_commands", COMMAND)

    assert acknowledged["payload"]["blocks"]


async def test_reopens_silent_connection() -> None:
    async with FakeSlack(TOKEN, APP_TOKEN) as slack:
        slack.sockets.is_silent = True
        served = SocketApp(app_on(slack.api_url), app_token=APP_TOKEN, api_url=slack.api_url)
        served._client.ping_interval = 0.05
        await served.connect()
        await slack.wait_for("apps.connections.open", count=2)
        slack.sockets.is_silent = False
        served._client.ping_interval = PATIENCE
        acknowledged = await deliver_until_acknowledged(slack, "slash_commands", COMMAND)
        await served.close()

    assert acknowledged["payload"]["blocks"]


@pytest.mark.usefixtures("without_stale_connections")
async def test_answers_each_event_once_across_connections() -> None:
    background = Background()
    async with FakeSlack(TOKEN, APP_TOKEN) as slack:
        served = SocketApp(app_on(slack.api_url, background), app_token=APP_TOKEN, api_url=slack.api_url)
        served._client.ping_interval = 0.05
        await served.connect()
        for number in range(30):
            if number % 10 == 3:
                await slack.sockets.drop_connections()
            if number % 10 == 6:
                await slack.sockets.ask_to_reconnect()
            payload = event(
                {"type": "app_mention", "user": "U1", "text": "sylvania", "ts": f"{number}.5", "channel": "C1"}
            )
            for _ in range(2):  # as Slack does with what it had no acknowledgement of
                await deliver_until_acknowledged(slack, "events_api", {**payload, "event_id": f"Ev{number}"})
        await slack.wait_for("chat.postMessage", count=30)
        await background.finish(PATIENCE)
        await served.close()

        threads = [call.arguments["thread_ts"] for call in slack.calls_of("chat.postMessage")]
    assert sorted(threads) == sorted(f"{number}.5" for number in range(30))


@pytest.mark.usefixtures("without_stale_connections")
async def test_reconnects_after_restart_of_slack(caplog: pytest.LogCaptureFixture) -> None:
    async with FakeSlack(TOKEN, APP_TOKEN) as slack:
        served = SocketApp(app_on(slack.api_url), app_token=APP_TOKEN, api_url=slack.api_url)
        served._client.ping_interval = 0.05
        await served.connect()
        await slack.sockets.deliver("slash_commands", COMMAND)
    async with asyncio.timeout(PATIENCE):
        while "cannot connect to Slack" not in caplog.text:
            await asyncio.sleep(0.01)
    async with FakeSlack(TOKEN, APP_TOKEN, port=slack.port) as again:
        assert again.port == slack.port
        acknowledged = await again.sockets.deliver("slash_commands", COMMAND)
        await served.close()

    assert acknowledged["payload"]["blocks"]


@pytest.mark.usefixtures("without_stale_connections")
async def test_requests_new_address_for_each_try(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with FakeSlack(TOKEN, APP_TOKEN) as slack:
        slack.sockets.refused_handshakes = 2
        app = app_on(slack.api_url)
        served = SocketApp(app, app_token=APP_TOKEN, api_url=slack.api_url)
        served._client.ping_interval = 0.01
        await served.connect()
        acknowledged = await slack.sockets.deliver("slash_commands", COMMAND)
        await served.close()

    assert acknowledged["payload"]["blocks"]
    tickets = [call.response["url"] for call in slack.calls_of("apps.connections.open")]
    assert len(tickets) == len(set(tickets)) == 3


@pytest.mark.usefixtures("without_stale_connections")
@pytest.mark.parametrize("fault", ["internal_error", "ratelimited_for_ever", 503, "unreadable"])
async def test_waits_out_passing_fault_of_slack(fault: str | int, caplog: pytest.LogCaptureFixture) -> None:
    async with FakeSlack(TOKEN, APP_TOKEN) as slack:
        slack.faults["apps.connections.open"] = fault
        app = app_on(slack.api_url)
        served = SocketApp(app, app_token=APP_TOKEN, api_url=slack.api_url)
        served._client.ping_interval = 0.01
        connecting = asyncio.create_task(served.connect())
        await slack.wait_for("apps.connections.open", count=3)
        slack.faults.clear()
        acknowledged = await slack.sockets.deliver("slash_commands", COMMAND)
        await connecting
        await served.close()

    assert acknowledged["payload"]["blocks"]
    assert "cannot connect to Slack, trying again: " in caplog.text


async def test_raises_refusal_of_a_token() -> None:
    async with FakeSlack(TOKEN, APP_TOKEN) as slack:
        app = app_on(slack.api_url)
        served = SocketApp(app, app_token="xapp-1-wrong", api_url=slack.api_url)
        with pytest.raises(TokenRefused, match="invalid_auth"):
            await served.connect()
        await served.close()


async def test_retries_unreachable_slack_until_closed(caplog: pytest.LogCaptureFixture) -> None:
    async with FakeSlack(TOKEN, APP_TOKEN) as slack:
        api_url = slack.api_url
    app = app_on(api_url)
    served = SocketApp(app, app_token=APP_TOKEN, api_url=api_url)
    connecting = asyncio.create_task(served.connect())
    async with asyncio.timeout(PATIENCE):
        while "cannot connect to Slack, trying again" not in caplog.text:
            await asyncio.sleep(0.01)
    await served.close()
    connecting.cancel()

    assert APP_TOKEN not in caplog.text


async def test_logs_outage_once_a_minute_and_its_end(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    now = 0.0
    async with FakeSlack(TOKEN, APP_TOKEN) as slack:
        slack.faults["apps.connections.open"] = "internal_error"
        served = SocketApp(app_on(slack.api_url), app_token=APP_TOKEN, api_url=slack.api_url, clock=lambda: now)
        served._client.ping_interval = 0.01
        connecting = asyncio.create_task(served.connect())
        await slack.wait_for("apps.connections.open", count=10)
        assert caplog.text.count("cannot connect to Slack") == 1
        now = 59.0
        await slack.wait_for("apps.connections.open", count=15)
        assert caplog.text.count("cannot connect to Slack") == 1
        now = 61.0
        await slack.wait_for("apps.connections.open", count=25)
        assert caplog.text.count("cannot connect to Slack") == 2
        slack.sockets.refused_handshakes = 2
        slack.faults.clear()
        await connecting
        acknowledged = await slack.sockets.deliver("slash_commands", COMMAND)
        await served.close()

    assert acknowledged["payload"]["blocks"]
    lines = [record.getMessage() for record in caplog.records if record.name.startswith(("bot.", "slack_sdk"))]
    assert lines == [
        "cannot connect to Slack, trying again: internal_error",
        "cannot connect to Slack, trying again: internal_error",
        "connected to Slack again",
    ]
    assert "ticket" not in caplog.text
