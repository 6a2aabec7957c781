"""The step of a workflow."""

from typing import Any

import pytest

from bot.reply import FAILED
from bot.sandbox import check_view
from bot.services import responder
from tests.bases import FACT, index, relation
from tests.scenario.workspace import Workspace, open_workspace

INDEX = index()


async def run(workspace: Workspace, **inputs: str) -> dict[str, Any]:
    """Run the step in the sandbox; return its completion."""
    await workspace.actions.run_shortcut("U1", "step:look_up_relation", None)
    form = workspace.slack.web_api.views.modals["U1"][-1]
    assert check_view({key: form[key] for key in ("type", "title", "submit", "blocks")}) == []
    values = {name: {name: {"type": "plain_text_input", "value": value}} for name, value in inputs.items()}
    await workspace.actions.submit("U1", form["id"], values)
    await workspace.finish()
    (call,) = [call for call in workspace.slack.calls if call.method.startswith("functions.")]
    assert call.response["ok"], call.response
    return call.arguments


async def test_looks_up_a_relation() -> None:
    async with open_workspace(INDEX) as workspace:
        done = await run(workspace, query="sylvania", topic="energy", period="since 2000")
        completed = list(workspace.slack.web_api.workspace.messages.values())[-1]

    assert done["outputs"]["count"] == 2
    assert done["outputs"]["link"] == "https://gazette.example/2018"
    assert "Sylvania buys natural gas from Ruritania." in done["outputs"]["text"]
    assert (completed.channel, completed.only_for) == ("D1", "U1")


async def test_decodes_text_passed_by_a_workflow() -> None:
    async with open_workspace(INDEX) as workspace:
        assert (await run(workspace, query="<https://a.example|sylvania>"))["outputs"]["count"] == 5


async def test_passes_on_long_answer_whole() -> None:
    facts = [FACT.replace("zenda-castle", f"zenda-{number}").replace("castle.", "Ω" * 270) for number in range(5)]
    async with open_workspace(index(relations__zenda=relation("".join(facts)))) as workspace:
        done = await run(workspace, query="zenda")

    assert done["outputs"]["text"].count("Ω") == 5 * 270


async def test_completes_step_without_an_answer() -> None:
    async with open_workspace(INDEX) as workspace:
        done = await run(workspace, query="bolivia")

    assert (done["outputs"]["count"], done["outputs"]["link"]) == (0, "")
    assert "This base has nothing on Bolivia." in done["outputs"]["text"]


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"query": "sylvania whales"}, "No fact on Sylvania mentions “whales”. Closest:"),
        ({"query": "sylvania", "topic": "whales"}, "No fact on Sylvania mentions “whales”. Closest:"),
        ({"query": "sylvania", "period": "1850"}, "No fact on Sylvania is from 1850. Nearest in time:"),
    ],
)
async def test_passes_on_nearest_facts_without_counting_them(inputs: dict[str, str], said: str) -> None:
    async with open_workspace(INDEX) as workspace:
        done = await run(workspace, **inputs)

    assert done["outputs"]["count"] == 0
    assert done["outputs"]["text"].startswith("No exact answer · Sylvania\n")
    assert said in done["outputs"]["text"]
    assert "• Sylvania buys natural gas from Ruritania." in done["outputs"]["text"]


@pytest.mark.parametrize(
    ("inputs", "problem"),
    [
        ({}, "The step “Look up a relation” needs a query"),
        ({"query": " "}, "The step “Look up a relation” needs a query"),
        ({"query": "sylvania", "period": "soonish"}, "The step “Look up a relation” cannot read “soonish” as a time."),
        ({"query": "sylvania", "period": "s" * 20_000}, "s…” as a time."),
        ({"query": "timeline"}, "The step “Look up a relation” needs a query"),
        ({"query": "elphberg"}, "could mean Michael Elphberg or Rudolf Elphberg: name one of them in full."),
    ],
)
async def test_explains_invalid_inputs_to_the_author(inputs: dict[str, str], problem: str) -> None:
    async with open_workspace(INDEX) as workspace:
        assert problem in (await run(workspace, **inputs))["error"]


async def test_fails_the_step_and_logs_the_cause(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(responder, "answer", fail)
    async with open_workspace(INDEX) as workspace:
        assert (await run(workspace, query="sylvania"))["error"] == FAILED
    assert "a workflow's step failed" in caplog.text


async def test_logs_slacks_name_for_a_refused_completion(caplog: pytest.LogCaptureFixture) -> None:
    async with open_workspace(INDEX) as workspace:
        event = {
            "type": "function_executed",
            "function": {"callback_id": "look_up_relation"},
            "inputs": None,
            "function_execution_id": "Fx-unknown",
            "bot_access_token": "xwfp-1",
        }
        assert (await workspace.event(event)).status == 200
        await workspace.finish()

    assert "a workflow's step could not be completed: " in caplog.text


async def test_refuses_malformed_token() -> None:
    event = {"type": "function_executed", "function": {"callback_id": "look_up_relation"}, "inputs": {"query": "zenda"}}
    async with open_workspace(INDEX) as workspace:
        sent = [
            await workspace.event(
                {**event, "function_execution_id": f"Fx-{length}", "bot_access_token": "xwfp-".ljust(length, "a")}
            )
            for length in (1_000, 1_001)
        ]
        await workspace.finish()

    assert [response.status for response in sent] == [200, 400]
