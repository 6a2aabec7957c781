"""Socket Mode over a real websocket, to the stand-in on loopback."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest

from bot.sandbox import StandIn, check_message
from bot.slack import App, Background, SocketApp, TokenRefused, create_app
from tests.bases import TODAY, index
from tests.scenario.test_messages import DIRECT
from tests.scenario.workspace import TOKEN

INDEX = index()
APP_TOKEN = "xapp-1-scenario"
COMMAND = {"command": "/ruri", "text": "sylvanja gas", "team_id": "T1", "user_id": "U1", "channel_id": "C1"}


def event(event: dict[str, Any], id_: str = "Ev1") -> dict[str, Any]:
    return {"type": "event_callback", "team_id": "T1", "event_id": id_, "event": event}


@asynccontextmanager
async def connected() -> AsyncIterator[StandIn]:
    background = Background()
    async with StandIn(TOKEN, APP_TOKEN) as slack:
        app = app_on(slack.api_url, background)
        served = SocketApp(app, app_token=APP_TOKEN, api_url=slack.api_url)
        await served.connect()
        yield slack
        await served.close()
        await background.finish(5.0)


def app_on(api_url: str, background: Background | None = None) -> App:
    """The app, calling a Web API elsewhere."""
    return create_app(
        token=TOKEN, api_url=api_url, current=lambda: INDEX, today=lambda: TODAY, background=background or Background()
    )


async def deliver_until_acknowledged(slack: StandIn, kind: str, payload: dict[str, Any]) -> None:
    """Deliver as often as it takes, as Slack does where a connection ends meanwhile."""
    for _ in range(20):
        with suppress(TimeoutError, ConnectionError):
            await slack.deliver(kind, payload, seconds=1.0)
            return
    raise TimeoutError(f"{kind} was not acknowledged")


async def test_a_command_is_answered_in_its_acknowledgement() -> None:
    async with connected() as slack:
        acknowledged = await slack.deliver("slash_commands", COMMAND)

    message = acknowledged["payload"]
    assert message["response_type"] == "ephemeral"
    assert message["blocks"][0]["text"]["text"] == ":flag-sy: Sylvania"
    assert check_message(message) == []


async def test_mentions_and_direct_messages_are_acknowledged_and_answered_once() -> None:
    async with connected() as slack:
        for id_ in ("Ev1", "Ev2", "Ev1"):
            kind = "app_mention" if id_ == "Ev2" else "message"
            acknowledged = await slack.deliver("events_api", event({**DIRECT, "type": kind}, id_))
            assert "payload" not in acknowledged
        calls = await slack.wait_for("chat.postMessage", count=2)

    assert sorted(str(call.arguments.get("thread_ts")) for call in calls) == ["1.5", "None"]


async def test_what_is_not_ours_is_acknowledged_too() -> None:
    async with connected() as slack:
        acknowledged = await slack.deliver("events_api", event({"type": "team_join", "user": {}}))

    assert "payload" not in acknowledged


async def test_what_makes_no_sense_is_acknowledged_too() -> None:
    async with connected() as slack:
        acknowledged = await slack.deliver("events_api", {"type": "event_callback", "event": 5})

    assert "payload" not in acknowledged


async def test_a_connection_that_slack_closes_is_opened_anew() -> None:
    async with connected() as slack:
        await slack.drop_connections()
        acknowledged = await slack.deliver("slash_commands", COMMAND, seconds=20)

    assert acknowledged["payload"]["blocks"]
    assert len(slack.calls_of("apps.connections.open")) >= 2


async def test_a_connection_that_slack_wants_opened_anew_is(caplog: pytest.LogCaptureFixture) -> None:
    async with connected() as slack:
        await slack.ask_to_reconnect()
        await slack.wait_for("apps.connections.open", count=2)
        acknowledged = await slack.deliver("slash_commands", COMMAND)

    assert acknowledged["payload"]["blocks"]


async def test_a_connection_that_falls_silent_is_opened_anew() -> None:
    async with StandIn(TOKEN, APP_TOKEN) as slack:
        slack.is_silent = True
        served = SocketApp(app_on(slack.api_url), app_token=APP_TOKEN, api_url=slack.api_url)
        served._client.ping_interval = 0.05
        await served.connect()
        await slack.wait_for("apps.connections.open", count=2)
        slack.is_silent = False
        served._client.ping_interval = 5.0
        acknowledged = await slack.deliver("slash_commands", COMMAND)
        await served.close()

    assert acknowledged["payload"]["blocks"]


async def test_whatever_becomes_of_the_connections_each_event_is_answered_once() -> None:
    background = Background()
    async with StandIn(TOKEN, APP_TOKEN) as slack:
        served = SocketApp(app_on(slack.api_url, background), app_token=APP_TOKEN, api_url=slack.api_url)
        served._client.ping_interval = 0.05
        await served.connect()
        for number in range(30):
            if number % 10 == 3:
                await slack.drop_connections()
            if number % 10 == 6:
                await slack.ask_to_reconnect()
            payload = event(
                {"type": "app_mention", "user": "U1", "text": "sylvania", "ts": f"{number}.5", "channel": "C1"}
            )
            for _ in range(2):  # as Slack does with what it had no acknowledgement of
                await deliver_until_acknowledged(slack, "events_api", {**payload, "event_id": f"Ev{number}"})
        await slack.wait_for("chat.postMessage", count=30)
        await background.finish(5.0)
        await served.close()

        threads = [call.arguments["thread_ts"] for call in slack.calls_of("chat.postMessage")]
    assert sorted(threads) == sorted(f"{number}.5" for number in range(30))


async def test_a_slack_that_is_started_anew_is_found_again() -> None:
    async with StandIn(TOKEN, APP_TOKEN) as slack:
        served = SocketApp(app_on(slack.api_url), app_token=APP_TOKEN, api_url=slack.api_url)
        served._client.ping_interval = 0.05
        await served.connect()
        await slack.deliver("slash_commands", COMMAND)
    await asyncio.sleep(0.2)
    async with StandIn(TOKEN, APP_TOKEN, port=slack.port) as again:
        assert again.port == slack.port
        acknowledged = await again.deliver("slash_commands", COMMAND, seconds=20)
        await served.close()

    assert acknowledged["payload"]["blocks"]


async def test_an_address_is_tried_only_once(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    async with StandIn(TOKEN, APP_TOKEN) as slack:
        slack.refused_handshakes = 2
        app = app_on(slack.api_url)
        served = SocketApp(app, app_token=APP_TOKEN, api_url=slack.api_url)
        served._client.ping_interval = 0.01
        await served.connect()
        acknowledged = await slack.deliver("slash_commands", COMMAND)
        await served.close()

    assert acknowledged["payload"]["blocks"]
    tickets = [call.response["url"] for call in slack.calls_of("apps.connections.open")]
    assert len(tickets) == len(set(tickets)) == 3


@pytest.mark.parametrize("fault", ["internal_error", "ratelimited_for_ever", 503, "unreadable"])
async def test_a_passing_fault_of_slack_is_waited_out(fault: str | int, caplog: pytest.LogCaptureFixture) -> None:
    async with StandIn(TOKEN, APP_TOKEN) as slack:
        slack.faults["apps.connections.open"] = fault
        app = app_on(slack.api_url)
        served = SocketApp(app, app_token=APP_TOKEN, api_url=slack.api_url)
        served._client.ping_interval = 0.01
        connecting = asyncio.create_task(served.connect())
        await slack.wait_for("apps.connections.open", count=3)
        slack.faults.clear()
        acknowledged = await slack.deliver("slash_commands", COMMAND)
        await connecting
        await served.close()

    assert acknowledged["payload"]["blocks"]
    assert "cannot connect to Slack yet, trying on: " in caplog.text


async def test_a_token_that_slack_refuses_is_told() -> None:
    async with StandIn(TOKEN, APP_TOKEN) as slack:
        app = app_on(slack.api_url)
        served = SocketApp(app, app_token="xapp-1-wrong", api_url=slack.api_url)
        with pytest.raises(TokenRefused, match="invalid_auth"):
            await served.connect()
        await served.close()


async def test_a_slack_out_of_reach_is_tried_again_until_it_is_closed(caplog: pytest.LogCaptureFixture) -> None:
    async with StandIn(TOKEN, APP_TOKEN) as slack:
        api_url = slack.api_url
    app = app_on(api_url)
    served = SocketApp(app, app_token=APP_TOKEN, api_url=api_url)
    connecting = asyncio.create_task(served.connect())
    async with asyncio.timeout(5):
        while "cannot connect to Slack yet, trying on" not in caplog.text:
            await asyncio.sleep(0.01)
    await served.close()
    connecting.cancel()

    assert APP_TOKEN not in caplog.text


async def test_closing_lets_what_is_under_way_finish(monkeypatch: pytest.MonkeyPatch) -> None:
    background = Background()
    begun = asyncio.Event()
    async with StandIn(TOKEN, APP_TOKEN) as slack:
        app = app_on(slack.api_url, background)
        served = SocketApp(app, app_token=APP_TOKEN, api_url=slack.api_url)
        dispatch = app.dispatch

        async def slowly(payload: Any) -> Any:
            begun.set()
            await asyncio.sleep(0.05)
            return await dispatch(payload)

        monkeypatch.setattr(app, "dispatch", slowly)
        await served.connect()
        delivering = asyncio.create_task(slack.deliver("slash_commands", COMMAND))
        await begun.wait()
        await served.close()

        assert (await delivering)["payload"]["blocks"]
