"""The agent view: prompts, and the status while the bot works."""

import pytest

from bot.sandbox.workspace import Change
from tests.bases import index
from tests.scenario.workspace import open_workspace

INDEX = index()


async def test_suggests_prompts_when_messages_are_opened() -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.actions.open_home("U1", "messages")
        await workspace.finish()
        (call,) = workspace.slack.calls

        assert call.response["ok"], call.response
        assert call.arguments["channel_id"] == "D1"
        assert "thread_ts" not in call.arguments
        assert [prompt["message"] for prompt in workspace.actions.prompts("U1")][:2] == [
            "Graustark",
            "Graustark diplomacy",
        ]
        assert workspace.actions.prompts("U2") == []


async def test_empty_base_suggests_no_prompts() -> None:
    bare = "partner: {0}\nname: {0}\nkind: place\n"
    empty = {f"relations__{name}": bare.format(name) for name in ("sylvania", "graustark")}
    knowledge = "title: T\nsubject: ruritania\ncommand: /r\nowner: o\nreview_interval_days: 9\n"
    async with open_workspace(
        index(**empty, relations__ruritania=bare.format("ruritania"), knowledge=knowledge)
    ) as workspace:
        await workspace.actions.open_home("U1", "messages")
        await workspace.finish()

        assert workspace.slack.calls == []


async def test_shows_status_before_the_answer() -> None:
    changes: list[Change] = []
    async with open_workspace(INDEX) as workspace:
        workspace.slack.web_api.workspace.listeners.add(changes.append)
        await workspace.actions.say("U1", "D1", "sylvania")
        await workspace.finish()
        asked = next(iter(workspace.slack.web_api.workspace.messages.values()))

    kinds = [change.kind for change in changes]
    assert kinds == ["message", "status", "message", "status"], "and taken away after it"
    assert [changes[place].data for place in (1, 3)] == [
        {"channel": "D1", "thread": asked.ts, "text": text} for text in ("is working…", "")
    ]


async def test_logs_refused_status_and_answers(caplog: pytest.LogCaptureFixture) -> None:
    async with open_workspace(INDEX) as workspace:
        workspace.slack.faults["agents.sessions.setStatus"] = "not_allowed"
        workspace.slack.faults["assistant.threads.setStatus"] = "channel_not_found"
        workspace.slack.faults["assistant.threads.setSuggestedPrompts"] = "not_allowed"
        await workspace.actions.open_home("U1", "messages")
        await workspace.actions.say("U1", "D1", "sylvania")
        await workspace.slack.wait_for("chat.postMessage")
        await workspace.finish()

    assert "a status could not be shown: channel_not_found" in caplog.text
    assert "prompts could not be suggested: not_allowed" in caplog.text


async def test_falls_back_to_assistant_threads_where_slack_has_no_sessions() -> None:
    changes: list[Change] = []
    async with open_workspace(INDEX) as workspace:
        workspace.slack.faults["agents.sessions.setStatus"] = "unknown_method"
        workspace.slack.web_api.workspace.listeners.add(changes.append)
        await workspace.actions.say("U1", "D1", "sylvania")
        await workspace.actions.say("U1", "D1", "graustark")
        await workspace.background.finish(60.0)

        assert len(workspace.slack.calls_of("agents.sessions.setStatus")) <= 2
    texts = [change.data["text"] for change in changes if change.kind == "status"]
    assert sorted(texts) == ["", "", "is looking it up…", "is looking it up…"]


async def test_session_ends_for_a_reply_in_its_thread() -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.actions.say("U1", "D1", "sylvania", thread="1.1")
        await workspace.background.finish(60.0)

        states = [call.arguments["status"] for call in workspace.slack.calls_of("agents.sessions.setStatus")]
        assert states == ["processing", "active"]
        assert workspace.slack.calls_of("assistant.threads.setStatus") == []
