"""A failing Slack: commands are unaffected, and answers to mentions are retried for a limited time."""

import asyncio
import io
import json
import logging
from typing import Any

import pytest

from bot.logs import configure_logs
from bot.sandbox import check_message
from bot.slack import app
from bot.slack.retries import MAX_TRIES_AGAIN
from tests.bases import index
from tests.patience import PATIENCE
from tests.scenario.workspace import TOKEN, Workspace, open_workspace

pytestmark = pytest.mark.usefixtures("without_waiting")

INDEX = index()
POST = "chat.postMessage"
FAULTS: dict[str, tuple[str | int, str, int]] = {
    "too many requests": (429, "a response that cannot be read, status 429", 1 + MAX_TRIES_AGAIN),
    "server error": (500, "a response that cannot be read, status 500", 1 + MAX_TRIES_AGAIN),
    "unavailable": (503, "a response that cannot be read, status 503", 1 + MAX_TRIES_AGAIN),
    "no JSON": ("unreadable", "a response that cannot be read, status 200", 1),
    "no response": ("hangs", "no response in time", 1),
    "half a response": ("closes", "ClientPayloadError", 1),
    "a token revoked": ("token_revoked", "token_revoked", 1),
}


async def assert_commands_are_answered(workspace: Workspace) -> None:
    response = await workspace.command("sylvania gas")
    assert check_message(response.json) == []
    assert response.json["blocks"][0]["text"]["text"] == ":flag-sy: Sylvania"
    assert (await workspace.request("GET", "/readyz")).status == 200


def pass_time(seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Advance the event loop's clock, so that long waits time out at once."""
    loop = asyncio.get_running_loop()
    clock = loop.time
    monkeypatch.setattr(loop, "time", lambda: clock() + seconds)


def errors_in(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]


@pytest.mark.parametrize("faults", [[429], [429, 429, 429], [500], [503, 500, 503], [429, 503, 500]])
async def test_answers_after_passing_fault(faults: list[str | int], caplog: pytest.LogCaptureFixture) -> None:
    async with open_workspace(INDEX) as workspace:
        workspace.slack.faults[POST] = list(faults)
        await workspace.mention("<@U0BOT> sylvania")
        calls = await workspace.slack.wait_for(POST, count=len(faults) + 1)
        await workspace.finish()

        assert [call.response["ok"] for call in calls] == [False] * len(faults) + [True]
    assert errors_in(caplog) == []


@pytest.mark.parametrize("kind", FAULTS)
async def test_logs_lasting_fault_in_one_line(
    kind: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault, cause, tries = FAULTS[kind]
    async with open_workspace(INDEX) as workspace:
        workspace.slack.faults[POST] = fault
        await workspace.mention("<@U0BOT> sylvania")
        await workspace.slack.wait_for(POST)
        await assert_commands_are_answered(workspace)
        if fault == "hangs":
            pass_time(2 * PATIENCE, monkeypatch)
        await workspace.finish()
        await assert_commands_are_answered(workspace)

        assert len(workspace.slack.calls_of(POST)) == tries
    (line,) = errors_in(caplog)
    assert line.startswith("an answer could not be posted: ")
    assert cause in line
    assert "Traceback" not in caplog.text
    assert TOKEN not in caplog.text


async def test_logs_refused_connections_in_one_line(caplog: pytest.LogCaptureFixture) -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.slack.__aexit__(None, None, None)
        await workspace.mention("<@U0BOT> sylvania")
        await assert_commands_are_answered(workspace)
        await workspace.finish()
        await assert_commands_are_answered(workspace)

    (line,) = errors_in(caplog)
    assert line.startswith("an answer could not be posted: ")


@pytest.mark.parametrize("retry_after", ["3600", "soon", "-1", "", "9" * 400])
async def test_gives_up_on_a_long_retry_after(retry_after: str, caplog: pytest.LogCaptureFixture) -> None:
    async with open_workspace(INDEX) as workspace:
        workspace.slack.faults[POST] = 429
        workspace.slack.retry_after = retry_after
        await workspace.mention("<@U0BOT> sylvania")
        await workspace.finish()

        assert len(workspace.slack.calls_of(POST)) == 1
    assert len(errors_in(caplog)) == 1


async def test_answers_commands_while_slack_hangs(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "SECONDS_A_CALL", 0.3)  # every call of the app's must time out here
    async with open_workspace(INDEX) as workspace:
        for method in (POST, "assistant.threads.setStatus", "views.open", "views.publish"):
            workspace.slack.faults[method] = "hangs"
        events: list[dict[str, Any]] = [
            {"type": "app_mention", "user": "U1", "text": "sylvania", "ts": f"{number}.5", "channel": "C1"}
            for number in range(50)
        ]
        for number, event in enumerate(events):
            assert (await workspace.event(event, event_id=f"Ev{number}")).status == 200
        answered = await asyncio.gather(*(workspace.command("sylvania gas") for _ in range(200)))
        assert all(response.json["blocks"] for response in answered)
        assert json.loads((await workspace.request("GET", "/readyz")).body)["revision"]
        await workspace.finish()

    assert errors_in(caplog) == ["an answer could not be posted: no response in time"] * 50


def chatty(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Return the server's log at DEBUG, with every library at its most verbose."""
    stream = io.StringIO()
    configure_logs(stream, "DEBUG")
    for name in [*logging.root.manager.loggerDict, "slack_sdk.webhook.async_client", "slack_bolt.AsyncApp"]:
        if not name.startswith("bot"):
            logger = logging.getLogger(name)
            monkeypatch.setattr(logger, "level", logging.DEBUG)
            monkeypatch.setattr(logger, "disabled", False)
            logger.manager._clear_cache()  # type: ignore[attr-defined]
    return stream


@pytest.mark.parametrize(
    "fault", [*(fault for fault, _, _ in FAULTS.values() if fault != "hangs"), "invalid_blocks", 404]
)
@pytest.mark.usefixtures("restored_logs", "without_waiting")
async def test_logs_no_secret_at_any_level(fault: str | int, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_workspace(INDEX) as workspace:
        stream = chatty(monkeypatch)
        for method in (POST, "chat.update", "views.open", "views.publish", "agents.sessions.setStatus"):
            workspace.slack.faults[method] = fault
        is_name = isinstance(fault, str) and fault in ("unreadable", "closes")
        workspace.slack.faults["response_url"] = 500 if is_name else fault
        await workspace.mention("<@U0BOT> sylvania kanarienvogel")
        await workspace.actions.say("U1", "D1", "sylvania kanarienvogel")
        await workspace.actions.open_home("U1", "home")
        await workspace.actions.run_shortcut("U1", "search", None)
        said = workspace.slack.web_api.workspace.add("C1", "U2", "sylvania kanarienvogel")
        await workspace.actions.run_shortcut("U1", "find", {"channel": "C1", "ts": said.ts})
        await workspace.request("POST", "/slack/events", b"kanarienvogel", {"x-slack-signature": "v0=" + "0" * 64})
        await workspace.finish()
        address = workspace.slack.new_response_url("U1", "C1")

    log = stream.getvalue()
    assert "bot.slack" in log
    for secret in (TOKEN, "kanarienvogel", "/response/", address.rpartition("/")[2], "/api/chat"):
        assert secret not in log
