import asyncio
import io
import json
from typing import Any

import pytest

from bot.reply import FAILED
from bot.sandbox import check_message
from bot.services import responder
from bot.slack import replies
from tests.bases import index
from tests.scenario.workspace import TOKEN, Workspace, open_workspace

INDEX = index()


async def posted(workspace: Workspace) -> dict[str, Any]:
    (call,) = await workspace.slack.wait_for("chat.postMessage")
    assert call.response["ok"], call.response
    return call.arguments


async def test_answers_mention_in_its_own_thread() -> None:
    async with open_workspace(INDEX) as workspace:
        response = await workspace.mention("<@U0BOT> what about sylvania's gas?")
        message = await posted(workspace)

    assert (response.status, response.body) == (200, b"")
    assert (message["channel"], message["thread_ts"]) == ("C1", "1.5")
    assert (message["unfurl_links"], message["unfurl_media"]) == (False, False)
    assert message["blocks"][0]["text"]["text"] == ":flag-sy: Sylvania"
    assert message["blocks"][1]["elements"][0]["text"] == "“what about sylvania's gas?”"
    assert "Sylvania buys natural gas from Ruritania." in message["text"]
    assert check_message(message) == []


async def test_answers_mention_within_a_thread() -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.mention("<@U0BOT> graustark", thread_ts="1.1")

        assert (await posted(workspace))["thread_ts"] == "1.1"


async def test_responds_before_the_answer_is_posted(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = asyncio.Event()
    answer = replies.Replies._answer

    async def late(*arguments: Any, **more: Any) -> None:
        await gate.wait()
        await answer(*arguments, **more)

    monkeypatch.setattr(replies.Replies, "_answer", late)
    async with open_workspace(INDEX) as workspace:
        response = await workspace.mention("<@U0BOT> sylvania")
        assert (response.status, workspace.slack.calls) == (200, [])
        gate.set()
        await posted(workspace)


async def test_understands_follow_up_in_the_thread() -> None:
    async with open_workspace(INDEX) as workspace:

        async def say(text: str, thread: str | None = None, channel: str = "C1") -> dict[str, Any]:
            before = len(workspace.slack.calls_of("chat.postMessage"))
            await workspace.actions.say("U1", channel, text, thread=thread)
            return (await workspace.slack.wait_for("chat.postMessage", count=before + 1))[-1].arguments

        first = await say("@ruri sylvania")
        thread = first["thread_ts"]
        energy = await say("@ruri and energy?", thread)
        assert "Continuing from your last question: Sylvania energy." in energy["text"]
        assert energy["blocks"][1]["elements"][0]["text"] == "“and energy?”"
        assert "Sylvania buys natural gas from Ruritania." in energy["text"]
        other = await say("@ruri what about Graustark?", thread)
        assert "Continuing from your last question: Graustark energy." in other["text"]
        await say("@ruri and whales?", thread)
        assert (
            "Continuing from your last question: Graustark since 2001."
            in (await say("@ruri since 2001?", thread))["text"]
        )

        assert "Continuing from" not in (await say("@ruri and energy?"))["text"], (
            "another thread knows nothing of this one"
        )
        assert "Continuing from" not in (await say("and energy?", channel="D1"))["text"]
        direct = await say("sylvania", channel="D1")
        answer = workspace.slack.calls_of("chat.postMessage")[-1].response["ts"]
        await workspace.finish()
        assert direct.get("thread_ts") is None
        assert (
            "Continuing from your last question: Sylvania energy." in (await say("and energy?", channel="D1"))["text"]
        )
        assert (
            "Continuing from your last question: Sylvania borders." in (await say("and borders?", answer, "D1"))["text"]
        ), "below the answer"
        without = await say("without borders", channel="D1")
        assert "Continuing from your last question: Sylvania energy except Borders." in without["text"]


async def test_ignores_bots() -> None:
    async with open_workspace(INDEX) as workspace:
        response = await workspace.mention("<@U0BOT> sylvania", bot_id="B9")
        await workspace.finish()

        assert (response.status, workspace.slack.calls) == (200, [])


async def test_reports_failure_in_the_thread_and_logs_its_cause(
    monkeypatch: pytest.MonkeyPatch, server_log: io.StringIO
) -> None:
    def fail(text: str, *_: object) -> None:
        raise RuntimeError(text)

    monkeypatch.setattr(responder, "respond_in", fail)
    async with open_workspace(INDEX) as workspace:
        await workspace.mention("<@U0BOT> a private question")
        message = await posted(workspace)

    assert (message["text"], message["thread_ts"]) == (FAILED, "1.5")
    entries = [json.loads(line) for line in server_log.getvalue().splitlines()]
    (entry,) = [entry for entry in entries if entry["level"] == "ERROR"]
    assert entry["message"] == "a question could not be answered"
    assert entry["error"].endswith("builtins.RuntimeError")
    assert "private" not in server_log.getvalue()


async def test_logs_slacks_name_for_a_refusal(caplog: pytest.LogCaptureFixture) -> None:
    async with open_workspace(INDEX) as workspace:
        workspace.slack.faults["chat.postMessage"] = "is_archived"
        await workspace.mention("<@U0BOT> sylvania")
        await workspace.slack.wait_for("chat.postMessage")
        await workspace.finish()

    assert "an answer could not be posted: is_archived" in caplog.text
    assert TOKEN not in caplog.text


@pytest.mark.usefixtures("without_waiting")
@pytest.mark.parametrize(
    ("fault", "cause"),
    [("unreadable", "a response that cannot be read, status 200"), (500, "a response that cannot be read, status 500")],
)
async def test_logs_unreadable_response_of_slack(
    fault: str | int, cause: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_workspace(INDEX) as workspace:
        workspace.slack.faults["chat.postMessage"] = fault
        await workspace.mention("<@U0BOT> sylvania")
        await workspace.slack.wait_for("chat.postMessage")
        await workspace.finish()

    assert f"an answer could not be posted: {cause}" in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.usefixtures("without_waiting")
async def test_logs_unreachable_slack(caplog: pytest.LogCaptureFixture) -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.slack.__aexit__(None, None, None)
        await workspace.mention("<@U0BOT> sylvania")
        await workspace.finish()

    assert "an answer could not be posted: " in caplog.text
