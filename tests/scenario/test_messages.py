from typing import Any

import pytest

from bot.sandbox import check_message
from tests.bases import index
from tests.scenario.workspace import DIRECT, open_workspace

INDEX = index()


async def test_answers_direct_message() -> None:
    async with open_workspace(INDEX) as workspace:
        response = await workspace.event(DIRECT)
        (call,) = await workspace.slack.wait_for("chat.postMessage")

    assert (response.status, response.body) == (200, b"")
    assert call.response["ok"], call.response
    assert call.arguments["channel"] == "D1"
    assert call.arguments.get("thread_ts") is None
    assert "Sylvania buys natural gas from Ruritania." in call.arguments["text"]
    assert check_message(call.arguments) == []


async def test_answers_direct_message_within_a_thread() -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.event({**DIRECT, "thread_ts": "1.1"})
        (call,) = await workspace.slack.wait_for("chat.postMessage")

    assert call.arguments["thread_ts"] == "1.1"


@pytest.mark.parametrize(
    ("change", "thread"),
    [
        ({"subtype": "file_share", "files": [{"id": "F1", "name": "a.png"}]}, None),
        ({"subtype": "thread_broadcast", "thread_ts": "1.1"}, "1.1"),
        ({"subtype": "me_message"}, None),
    ],
)
async def test_answers_every_message_that_a_person_wrote(change: dict[str, Any], thread: str | None) -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.event({**DIRECT, **change})
        (call,) = await workspace.slack.wait_for("chat.postMessage")

    assert "Sylvania buys natural gas from Ruritania." in call.arguments["text"]
    assert call.arguments.get("thread_ts") == thread


@pytest.mark.parametrize(
    "change",
    [
        {"bot_id": "B1"},
        {"user": "U0BOT"},
        {"user": None},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "bot_message"},
        {"subtype": "channel_join"},
        {"subtype": "file_share", "bot_id": "B1"},
        {"channel_type": "channel"},
        {"channel_type": "group"},
        {"channel_type": "mpim"},
    ],
)
async def test_acknowledges_other_messages_without_answer(change: dict[str, Any]) -> None:
    async with open_workspace(INDEX) as workspace:
        response = await workspace.event({**DIRECT, **change}, authorizations=[{"user_id": "U0BOT", "is_bot": True}])
        await workspace.finish()

        assert (response.status, workspace.slack.calls) == (200, [])
