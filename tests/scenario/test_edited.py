"""Mentions that somebody edits: Slack delivers each again, under a new event id."""

from typing import Any

import pytest

from bot.sandbox import check_message
from bot.slack.exchanges import Exchanges
from tests.bases import index
from tests.scenario.workspace import Workspace, open_workspace

INDEX = index()
POST, UPDATE = "chat.postMessage", "chat.update"


async def mention(workspace: Workspace, text: str, *, edited: str = "", **more: Any) -> None:
    """Return a mention, or an edit of it at a time, and wait for its effects."""
    edit = {"edited": {"user": "U1", "ts": edited}} if edited else {}
    number = len(workspace.slack.calls)
    await workspace.event(
        {"type": "app_mention", "user": "U1", "text": text, "ts": "1.5", "channel": "C1", **edit, **more},
        event_id=f"Ev{number}-{edited}-{text}",
    )
    await workspace.background.finish(60.0)


def texts(workspace: Workspace, method: str) -> list[str]:
    return [call.arguments["text"] for call in workspace.slack.calls_of(method)]


async def test_edit_updates_the_answer() -> None:
    async with open_workspace(INDEX) as workspace:
        await mention(workspace, "<@U0BOT> sylvania")
        await mention(workspace, "<@U0BOT> sylvania", edited="2.1")
        assert (len(workspace.slack.calls_of(POST)), workspace.slack.calls_of(UPDATE)) == (1, [])
        await mention(workspace, "<@U0BOT> energy", edited="2.2")

        (posted,), (updated,) = workspace.slack.calls_of(POST), workspace.slack.calls_of(UPDATE)
        assert updated.arguments["ts"] == posted.response["ts"]
        assert updated.response["ok"]
        assert check_message(updated.arguments) == []
        assert "Continuing from" not in updated.arguments["text"], "not built upon its own earlier version"
        assert "Graustark planned a pipeline that avoids Sylvania." in updated.arguments["text"]


async def test_reads_edit_with_the_question_before_it() -> None:
    async with open_workspace(INDEX) as workspace:
        await mention(workspace, "<@U0BOT> sylvania")
        await mention(workspace, "<@U0BOT> and energy?", ts="1.6", thread_ts="1.5")
        await mention(workspace, "<@U0BOT> and borders?", ts="1.6", thread_ts="1.5", edited="2.1")
        assert "Continuing from your last question: Sylvania borders." in texts(workspace, UPDATE)[-1]
        await mention(workspace, "<@U0BOT> since 1990?", ts="1.7", thread_ts="1.5")
        assert "Continuing from your last question: Sylvania borders since 1990." in texts(workspace, POST)[-1]

        await mention(workspace, "<@U0BOT> graustark", edited="2.2")
        await mention(workspace, "<@U0BOT> and energy?", ts="1.8", thread_ts="1.5")
        assert "Continuing from your last question: Sylvania energy" in texts(workspace, POST)[-1], (
            "the last question counts, not the last edit"
        )


async def test_answers_edit_that_adds_a_mention_once() -> None:
    async with open_workspace(INDEX) as workspace:
        await mention(workspace, "<@U0BOT> sylvania", edited="2.1")
        await mention(workspace, "<@U0BOT> sylvania", edited="2.2")

        assert len(workspace.slack.calls_of(POST)) == 1
        assert workspace.slack.calls_of(UPDATE) == []


async def test_ignores_delivery_overtaken_by_an_edit() -> None:
    async with open_workspace(INDEX) as workspace:
        await mention(workspace, "<@U0BOT> energy", edited="2.1")
        await mention(workspace, "<@U0BOT> sylvania")
        await mention(workspace, "<@U0BOT> borders", edited="2.0")

        assert len(workspace.slack.calls_of(POST)) == 1
        assert workspace.slack.calls_of(UPDATE) == []


async def test_answers_the_last_of_several_edits() -> None:
    async with open_workspace(INDEX) as workspace:
        for number, text in enumerate(("sylvania", "borders", "energy")):
            edit = {"edited": {"ts": f"2.{number}"}} if number else {}
            event = {"type": "app_mention", "user": "U1", "text": text, "ts": "1.5", "channel": "C1", **edit}
            await workspace.event(event, event_id=f"Ev{number}")
        await workspace.background.finish(60.0)
        (message,) = workspace.slack.web_api.workspace.messages.values()

    assert message.blocks[1]["elements"][0]["text"] == "“energy”"


@pytest.mark.parametrize("refusal", ["message_not_found", "edit_window_closed", "cant_update_message"])
async def test_posts_new_answer_if_update_is_refused(refusal: str, caplog: pytest.LogCaptureFixture) -> None:
    async with open_workspace(INDEX) as workspace:
        await mention(workspace, "<@U0BOT> sylvania")
        workspace.slack.faults[UPDATE] = refusal
        await mention(workspace, "<@U0BOT> graustark", edited="2.1")

        assert "Graustark" in texts(workspace, POST)[-1]
    assert caplog.text.count(refusal) == 1


async def test_shared_channel_is_one_conversation() -> None:
    async with open_workspace(INDEX) as workspace:
        event = {"type": "app_mention", "user": "U1", "text": "<@U0BOT> sylvania", "ts": "1.5", "channel": "C1"}
        await workspace.event(event, team_id="T1")
        again = {**event, "user": "U0EXT", "text": "<@U0BOT> and energy?", "ts": "1.6", "thread_ts": "1.5"}
        await workspace.event(again, team_id="T0EXT", event_id="Ev2")
        await workspace.background.finish(60.0)

        assert "Continuing from your last question: Sylvania energy." in texts(workspace, POST)[-1]


def test_remembers_only_the_newest_messages() -> None:
    exchanges = Exchanges(most=2)

    taken = [exchanges.claim("C1", ts, "x") is not None for ts in ("1", "1", "2", "3", "2", "1")]
    assert taken == [True, False, True, True, False, True]
