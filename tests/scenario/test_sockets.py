"""Socket Mode over a real websocket, to the fake Slack on loopback."""

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.sandbox import FakeSlack, check_message
from bot.slack import Background, SocketApp
from bot.web import ProbeServer
from tests.scenario.sockets import APP_TOKEN, COMMAND, app_on, connected, event
from tests.scenario.workspace import DIRECT, TOKEN


async def test_answers_command_in_the_acknowledgement() -> None:
    async with connected() as slack:
        acknowledged = await slack.sockets.deliver("slash_commands", COMMAND)

    message = acknowledged["payload"]
    assert message["response_type"] == "ephemeral"
    assert message["blocks"][0]["text"]["text"] == ":flag-sy: Sylvania"
    assert check_message(message) == []


async def test_acknowledges_and_answers_events_once() -> None:
    async with connected() as slack:
        for id_ in ("Ev1", "Ev2", "Ev1"):
            more = {"type": "app_mention", "ts": "1.6"} if id_ == "Ev2" else {}
            acknowledged = await slack.sockets.deliver("events_api", event({**DIRECT, **more}, id_))
            assert "payload" not in acknowledged
        calls = await slack.wait_for("chat.postMessage", count=2)

    assert sorted(str(call.arguments.get("thread_ts")) for call in calls) == ["1.6", "None"]


async def test_acknowledges_events_without_listener() -> None:
    async with connected() as slack:
        acknowledged = await slack.sockets.deliver("events_api", event({"type": "team_join", "user": {}}))

    assert "payload" not in acknowledged


async def test_acknowledges_malformed_requests() -> None:
    async with connected() as slack:
        acknowledged = await slack.sockets.deliver("events_api", {"type": "event_callback", "event": 5})

    assert "payload" not in acknowledged


async def test_closing_waits_for_running_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    background = Background()
    begun, may_end = asyncio.Event(), asyncio.Event()
    order: list[str] = []
    async with FakeSlack(TOKEN, APP_TOKEN) as slack:
        app = app_on(slack.api_url, background)
        served = SocketApp(app, app_token=APP_TOKEN, api_url=slack.api_url)
        dispatch = app.dispatch

        async def slowly(payload: Any, **more: Any) -> Any:
            begun.set()
            await may_end.wait()
            order.append("answered")
            return await dispatch(payload, **more)

        close = served._client.close

        async def close_client() -> None:
            order.append("closed")
            await close()  # type: ignore[no-untyped-call]

        monkeypatch.setattr(app, "dispatch", slowly)
        monkeypatch.setattr(served._client, "close", close_client)
        await served.connect()
        delivering = asyncio.create_task(slack.sockets.deliver("slash_commands", COMMAND))
        await begun.wait()
        closing = asyncio.create_task(served.close())
        await asyncio.sleep(0)
        may_end.set()
        await closing

        assert order == ["answered", "closed"]
        assert (await delivering)["payload"]["blocks"]


async def test_logs_request_that_cannot_be_acknowledged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with connected() as slack:
        monkeypatch.setattr("bot.slack.sockets.is_payload", lambda _: 1 / 0)
        with pytest.raises(TimeoutError):
            await slack.sockets.deliver("slash_commands", COMMAND, seconds=0.1)

    assert "a request over Socket Mode could not be acknowledged" in caplog.text


async def test_serves_probes_beside_socket_mode() -> None:
    ready: dict[str, Any] = {"revision": None, "refused": None}
    async with ProbeServer("127.0.0.1", 0, lambda: ready) as probes, aiohttp.ClientSession() as session:
        address = f"http://127.0.0.1:{probes.port}"

        async def ask(path: str) -> tuple[int, str]:
            async with session.get(address + path) as response:
                return response.status, await response.text()

        assert await ask("/healthz") == (200, "ok")
        assert (await ask("/readyz"))[0] == 503
        ready["revision"] = "abc"
        assert await ask("/readyz") == (200, '{"revision": "abc", "refused": null}')
        assert (await ask("/other"))[0] == 404
        with pytest.raises(OSError, match="in use"):
            await ProbeServer("127.0.0.1", probes.port, lambda: ready).__aenter__()
