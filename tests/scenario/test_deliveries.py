"""Further deliveries of Slack: checks, rate limits, and events about the installation."""

import logging
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.delivery import FORM, JSON
from bot.slack import EVENTS_PATH, Dispatcher
from bot.slack.identity import Identity
from bot.slack.workspaces import OneWorkspace
from tests.bases import index
from tests.scenario.workspace import DIRECT, TOKEN, Workspace, open_workspace

INDEX = index()


def lines_of(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [(record.levelname, record.getMessage()) for record in caplog.records if record.name.startswith("bot.")]


async def test_accepts_and_logs_limit_on_events(caplog: pytest.LogCaptureFixture) -> None:
    body = b'{"token": "tk", "type": "app_rate_limited", "team_id": "T1", "minute_rate_limited": 1518467820, "api_app_id": "A1"}'
    async with open_workspace(INDEX) as workspace:
        response = await workspace.post(body, content_type=JSON)

    assert (response.status, response.body) == (200, b"")
    ((level, line),) = lines_of(caplog)
    assert level == "WARNING"
    assert "limits the rate of events" in line


@pytest.mark.parametrize("body", [b"ssl_check=1&token=tk", b"token=tk&ssl_check=1", b"ssl_check=1"])
async def test_answers_ssl_check_signed_or_not(body: bytes) -> None:
    async with open_workspace(INDEX) as workspace:
        signed = await workspace.post(body)
        unsigned = await workspace.request("POST", EVENTS_PATH, body, {"content-type": FORM})

    assert [(response.status, response.body) for response in (signed, unsigned)] == [(200, b"")] * 2


@pytest.mark.parametrize(
    "body", [b"ssl_check=1&command=%2Fruri&text=sylvania", b"ssl_check=0", b"payload={}&ssl_check=1"]
)
async def test_refuses_other_unsigned_requests(body: bytes) -> None:
    async with open_workspace(INDEX) as workspace:
        assert (await workspace.request("POST", EVENTS_PATH, body, {"content-type": FORM})).status == 401


@pytest.mark.parametrize(
    ("event", "level", "words"),
    [
        ({"type": "app_uninstalled"}, "ERROR", "the app was removed"),
        ({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0BOT"]}}, "ERROR", "revoked the bot's token"),
        ({"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}}, "INFO", "revoked a person's token"),
        ({"type": "tokens_revoked"}, "INFO", "revoked a person's token"),
    ],
)
async def test_logs_end_of_the_installation(
    event: dict[str, Any], level: str, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with open_workspace(INDEX) as workspace:
        response = await workspace.event(event)

    assert (response.status, response.body) == (200, b"")
    ((logged, line),) = lines_of(caplog)
    assert logged == level
    assert words in line


async def refuse(workspace: Workspace, payload: dict[str, Any], own: Identity) -> tuple[int, int]:
    """Return the statuses that a payload gets from the app of one token, and from one whose token is not known."""
    app = workspace.bot
    known = Dispatcher(
        app._bolt, app._commands, OneWorkspace(TOKEN, lambda: own, AsyncWebClient), app.resume, app.inbox
    )
    return (await known.dispatch(payload)).status, (await app.dispatch(payload)).status


async def test_refuses_requests_for_other_workspaces(caplog: pytest.LogCaptureFixture) -> None:
    payload = {"type": "event_callback", "event": DIRECT, "authorizations": [{"team_id": "T2", "user_id": "U0BOT"}]}
    async with open_workspace(INDEX) as workspace:
        assert await refuse(workspace, payload, Identity("T1", "")) == (403, 200)
        command = {"command": "/ruri", "text": "sylvania", "team_id": "T2", "enterprise_id": "E2"}
        assert await refuse(workspace, command, Identity("T1", "E1")) == (403, 200)
        await workspace.background.finish(60.0)

    assert caplog.text.count("for a workspace other than") == 2


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        ({"command": "/ruri", "text": "a secret question"}, "slash_command"),
        ({"type": "event_callback", "event": {**DIRECT, "text": "a secret question"}}, "message"),
        ({"type": "app_rate_limited"}, "app_rate_limited"),
        ({"type": "A secret question"}, "a request of an unknown kind"),
    ],
)
async def test_logs_requests_at_debug_without_words(
    payload: dict[str, Any], kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    async with open_workspace(INDEX) as workspace:
        response = await workspace.bot.dispatch(payload)
        await workspace.background.finish(60.0)

    (line,) = [line for level, line in lines_of(caplog) if level == "DEBUG"]
    assert line.startswith(f"{kind}: status {response.status} after ")
    assert "secret" not in caplog.text
