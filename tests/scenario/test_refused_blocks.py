"""Slack refuses blocks: the rest of the reply is sent, and the user gets an answer."""

import json
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.reply import FAILED, PICTURE_ALONE
from bot.sandbox import check_message, check_view
from bot.sandbox.workspace import Message
from bot.slack.reduction import send_reduced
from tests.bases import index
from tests.scenario.workspace import Workspace, open_workspace

INDEX = index()
REFUSALS = ["invalid_blocks", "msg_blocks_too_long", "invalid_blocks_format"]


def warnings_in(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelname in ("WARNING", "ERROR")]


def refusal(error: str, *messages: str) -> SlackApiError:
    response = {"error": error, "response_metadata": {"messages": list(messages)}}
    return SlackApiError("", response)  # type: ignore[no-untyped-call]


class Slack:
    """Refuses each message with the next of some errors."""

    def __init__(self, *errors: SlackApiError) -> None:
        self.errors = list(errors)
        self.sent: list[dict[str, Any]] = []

    async def send(self, message: dict[str, Any]) -> str:
        self.sent.append(message)
        if self.errors:
            raise self.errors.pop(0)
        return "sent"


WHOLE = {"text": "t", "blocks": [{"type": "header"}, {"type": "image"}, {"type": "section"}]}
BARE = {"text": "t", "blocks": []}


@pytest.mark.parametrize(
    ("errors", "kept"),
    [
        ([], [["header", "image", "section"]]),
        ([refusal("invalid_blocks")], [["header", "image", "section"], ["header", "section"]]),
        (
            [refusal("invalid_arguments", "[ERROR] no [json-pointer:/blocks/2/text]")],
            [["header", "image", "section"], ["header", "image"]],
        ),
        (
            [refusal("invalid_arguments", "bad [json-pointer:/view/blocks/0]", "bad [json-pointer:/view/blocks/2/a]")],
            [["header", "image", "section"], ["image"]],
        ),
        ([refusal("invalid_blocks", "[json-pointer:/blocks/99999999]")], [["header", "image", "section"], []]),
        (
            [refusal("downloading_image_failed"), refusal("msg_blocks_too_long")],
            [["header", "image", "section"], ["header", "section"], []],
        ),
    ],
)
async def test_leaves_out_refused_block_and_then_all(
    errors: list[SlackApiError], kept: list[list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    slack = Slack(*errors)

    assert await send_reduced(slack.send, WHOLE, BARE) == "sent"
    assert [[block["type"] for block in message["blocks"]] for message in slack.sent] == kept
    assert len(warnings_in(caplog)) == (1 if errors else 0)


@pytest.mark.parametrize(
    "errors",
    [
        [refusal("channel_not_found")],
        [refusal("invalid_blocks"), refusal("channel_not_found")],
        [refusal("invalid_blocks"), refusal("invalid_blocks"), refusal("invalid_blocks")],
        [SlackApiError("", {"error": "no_metadata", "response_metadata": 5})],  # type: ignore[no-untyped-call]
    ],
)
async def test_raises_errors_that_fewer_blocks_do_not_fix(errors: list[SlackApiError]) -> None:
    slack = Slack(*errors)

    with pytest.raises(SlackApiError):
        await send_reduced(slack.send, WHOLE, BARE)
    assert slack.errors == []


@pytest.mark.parametrize("error", REFUSALS)
async def test_answers_mention_by_text_alone(error: str, caplog: pytest.LogCaptureFixture) -> None:
    async with open_workspace(INDEX) as workspace:
        workspace.slack.faults["chat.postMessage"] = [error]
        await workspace.mention("<@U0BOT> sylvania")
        await workspace.background.finish(60.0)
        (message,) = workspace.slack.web_api.workspace.messages.values()

    assert message.blocks == []
    assert "Sylvania buys natural gas from Ruritania." in message.text
    assert message.payload
    assert check_message(message.payload) == []
    assert warnings_in(caplog) == [f"Slack refused blocks, the text was sent alone: {error}"]


async def test_updates_answer_to_text_alone() -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.mention("<@U0BOT> graustark")
        await workspace.background.finish(60.0)
        workspace.slack.faults["chat.update"] = ["invalid_blocks"]
        edit = {"type": "app_mention", "user": "U1", "text": "sylvania", "ts": "1.5", "channel": "C1"}
        await workspace.event({**edit, "edited": {"ts": "2.1"}}, event_id="Ev2")
        await workspace.background.finish(60.0)
        (message,) = workspace.slack.web_api.workspace.messages.values()

    assert message.blocks == []
    assert "Sylvania buys natural gas from Ruritania." in message.text


async def answered(workspace: Workspace) -> Message:
    await workspace.actions.say("U1", "C1", "/ruri sylvania")
    return list(workspace.slack.web_api.workspace.messages.values())[-1]


def button(message: Message, kind: str) -> dict[str, Any]:
    return next(
        {**element, "block_id": block["block_id"]}
        for block in message.blocks
        for element in block.get("elements", ())
        if str(element.get("action_id")).startswith(kind)
    )


async def press(workspace: Workspace, message: Message, kind: str) -> None:
    where = {"channel": message.channel, "ts": message.ts}
    await workspace.actions.press("U1", button(message, kind), {}, message=where, view=None)
    await workspace.background.finish(60.0)


@pytest.mark.parametrize("error", REFUSALS)
async def test_answers_press_by_text_alone(error: str, caplog: pytest.LogCaptureFixture) -> None:
    async with open_workspace(INDEX) as workspace:
        message = await answered(workspace)
        workspace.slack.faults["response_url"] = [error]
        await press(workspace, message, "share")
        shared = list(workspace.slack.web_api.workspace.messages.values())[-1]

    assert (shared.blocks, shared.only_for) == ([], None)
    assert "Sylvania buys natural gas from Ruritania." in shared.text
    assert warnings_in(caplog) == [f"Slack refused blocks, the text was sent alone: {error}"]


async def test_reduces_window_to_plain_text() -> None:
    async with open_workspace(INDEX) as workspace:
        workspace.slack.faults["views.publish"] = ["invalid_blocks"]
        workspace.slack.faults["views.open"] = ["invalid_arguments", "invalid_blocks"]
        await workspace.actions.open_home("U1", "home")
        await workspace.background.finish(60.0)
        home = workspace.slack.web_api.views.homes["U1"]

    assert [block["type"] for block in home["blocks"]] == ["section"]
    assert check_view({key: home[key] for key in ("type", "blocks")}) == []


async def test_notifies_user_of_a_window_that_slack_refuses(caplog: pytest.LogCaptureFixture) -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.actions.open_home("U1", "home")
        await workspace.background.finish(60.0)
        home = workspace.slack.web_api.views.homes["U1"]
        field = next(
            {**block["element"], "block_id": block["block_id"], "value": "sylvania"}
            for block in home["blocks"]
            if block["type"] == "input"
        )
        workspace.slack.faults["views.open"] = ["invalid_blocks"]
        await workspace.actions.press("U1", field, {}, message=None, view=home["id"])
        await workspace.background.finish(60.0)
        (modal,) = workspace.slack.web_api.views.modals["U1"]
        assert "Sylvania buys natural gas from Ruritania." in json.dumps(modal["blocks"], ensure_ascii=False)

        workspace.slack.faults["views.open"] = "internal_error"
        await workspace.actions.press("U1", field, {}, message=None, view=home["id"])
        await workspace.background.finish(60.0)
        assert list(workspace.slack.web_api.workspace.messages.values())[-1].text == FAILED

        await workspace.actions.run_shortcut("U1", "search", None)
        await workspace.background.finish(60.0)
        assert len(workspace.slack.calls_of("chat.postMessage")) == 2
        workspace.slack.faults["chat.postMessage"] = "is_archived"
        await workspace.actions.run_shortcut("U1", "search", None)
        await workspace.background.finish(60.0)
    assert "a user could not be notified of a failure: is_archived" in caplog.text


async def test_replaces_a_refused_picture_with_its_lines() -> None:
    slack = Slack(refusal("invalid_blocks"))
    picture = {"type": "image", "block_id": PICTURE_ALONE}
    whole = {"text": "• 1993: a &amp; b", "blocks": [{"type": "header"}, picture, {"type": "actions"}]}

    await send_reduced(slack.send, whole, {**whole, "blocks": []})

    header, lines, actions = slack.sent[-1]["blocks"]
    assert (header, actions) == ({"type": "header"}, {"type": "actions"})
    assert lines["text"] == {"type": "mrkdwn", "text": "• 1993: a &amp; b", "verbatim": True}
