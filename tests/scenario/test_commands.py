import io
import json

import pytest

from bot.reply import FAILED
from bot.sandbox import check_message
from bot.services import responder
from tests.bases import index
from tests.scenario.workspace import TOKEN, open_workspace

INDEX = index()


async def test_answers_command_in_the_response() -> None:
    async with open_workspace(INDEX) as workspace:
        response = await workspace.command("sylvanja gas")

    message = response.json
    assert response.status == 200
    assert response.headers["content-type"].startswith("application/json")
    assert message["response_type"] == "ephemeral"
    assert message["blocks"][0]["text"]["text"] == ":flag-sy: Sylvania"
    assert "Sylvania buys natural gas from Ruritania." in message["text"]
    assert "the gas flows to Sylvania day and night" in json.dumps(message["blocks"])
    assert check_message(message) == []
    assert workspace.slack.calls == [], "it needs nothing of Slack's Web API"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("", "How to ask about Ruritania's foreign relations"),
        ("help", "How to ask about Ruritania's foreign relations"),
        ("bohemia", "Nothing found"),
        ("elphberg", "Which did you mean?"),
        ("&lt;!channel&gt; <@U1|x> sylvania", ":flag-sy: Sylvania"),
        ("x" * 50_000, "Nothing found"),
        ("\ud800\x00🦃", "How to ask about Ruritania's foreign relations"),
    ],
)
async def test_answers_any_text(text: str, title: str) -> None:
    async with open_workspace(INDEX) as workspace:
        response = await workspace.command(text)

    assert response.status == 200
    assert check_message(response.json) == []
    assert response.json["blocks"][0]["text"]["text"] == title


async def test_answers_command_without_text_and_of_any_name() -> None:
    async with open_workspace(INDEX) as workspace:
        response = await workspace.post(b"command=%2Fother&team_id=T1&user_id=U1&channel_id=C1")

    assert response.json["blocks"][0]["text"]["text"] == "How to ask about Ruritania's foreign relations"


async def test_reports_failure_to_the_user_and_logs_its_cause(
    monkeypatch: pytest.MonkeyPatch, server_log: io.StringIO
) -> None:
    def fail(text: str, *_: object) -> None:
        raise RuntimeError(text)

    monkeypatch.setattr(responder, "respond_in", fail)
    async with open_workspace(INDEX) as workspace:
        response = await workspace.command("a private question")

    assert (response.status, response.json) == (200, {"response_type": "ephemeral", "text": FAILED})
    (entry,) = [json.loads(line) for line in server_log.getvalue().splitlines()]
    assert (entry["level"], entry["message"]) == ("ERROR", "a command could not be answered")
    assert entry["error"].endswith("builtins.RuntimeError")
    assert "in fail" in entry["error"]
    assert "private" not in server_log.getvalue()
    assert TOKEN not in server_log.getvalue()
