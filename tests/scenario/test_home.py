"""The App Home: published once for each revision, and its search."""

import pytest

from tests.bases import index, relation_of
from tests.scenario.workspace import open_workspace

INDEX = index(relations__zenda=relation_of(12))


async def test_publishes_home_once_for_each_revision() -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.actions.open_home("U1", "messages")
        for _ in range(2):
            await workspace.actions.open_home("U1", "home")
            await workspace.finish()
        assert len(workspace.slack.calls_of("views.publish")) == 1
        workspace.serve(index())
        await workspace.actions.open_home("U1", "home")
        await workspace.finish()

        assert len(workspace.slack.calls_of("views.publish")) == 2
        assert all(call.response["ok"] for call in workspace.slack.calls)


async def test_home_searches_in_a_modal() -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.actions.open_home("U1", "home")
        await workspace.finish()
        home = workspace.slack.web_api.views.homes["U1"]
        (block,) = [block for block in home["blocks"] if block["type"] == "input"]
        field = {"type": "plain_text_input", "block_id": block["block_id"], "action_id": block["element"]["action_id"]}
        for typed, heading in (("sylvanja gas", "Sylvania"), (None, "How to ask about")):
            await workspace.actions.press("U1", {**field, "value": typed}, {}, message=None, view=home["id"])
            await workspace.finish()
            (modal,) = workspace.slack.web_api.views.modals["U1"]
            assert modal["title"]["text"].startswith(heading)


async def test_logs_slacks_name_for_a_refused_home(caplog: pytest.LogCaptureFixture) -> None:
    async with open_workspace(INDEX) as workspace:
        workspace.slack.faults["views.publish"] = "not_enabled"
        await workspace.actions.open_home("U1", "home")
        await workspace.finish()

    assert "the App Home could not be published: not_enabled" in caplog.text
