"""*Export*: all facts of an answer in a file for the user, where the workspace lets the app send files."""

import csv
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.sandbox.oauth import InstallTarget
from bot.sandbox.workspace import TEAM, Message
from bot.slack.manifest import FILES_SCOPE, SCOPES
from tests.bases import index, relation_of
from tests.scenario.installed import installed
from tests.scenario.pressing import ask, controls, last, modal_of, press, press_in_modal
from tests.scenario.workspace import Workspace, open_workspace

INDEX = index(relations__zenda=relation_of(12))
GRANTED = frozenset({*SCOPES, FILES_SCOPE})
BUTTONS = {"Export as CSV", "Export as Markdown"}


async def open_citations(workspace: Workspace, question: str) -> None:
    """Ask, and press *Cite* under the reply."""
    await press(workspace, await ask(workspace, question), "Cite")


async def read(message: Message) -> str:
    """Fetch the file of a message."""
    (file,) = message.files
    async with ClientSession() as session, session.get(file["url_private"]) as response:
        return (await response.read()).decode()


def words_of_window(workspace: Workspace) -> str:
    return str(modal_of(workspace)["blocks"][0]["text"]["text"])


async def test_sends_all_facts_in_a_direct_message() -> None:
    async with open_workspace(INDEX, scopes=GRANTED) as workspace:
        await open_citations(workspace, "zenda page 2")
        await press_in_modal(workspace, "Export as CSV")

        sent = last(workspace)
        assert (sent.channel, sent.only_for) == ("D1", None)
        assert sent.files[0]["name"] == "ruri-zenda.csv"
        assert sent.files[0]["title"] == "Zenda"
        assert len(list(csv.DictReader((await read(sent)).splitlines()))) == 12
        assert words_of_window(workspace) == "Sent: you find the file in your direct messages with me."
        (caption,) = workspace.slack.calls_of("chat.postMessage")
        assert caption.arguments["text"] == "Here is what you exported as CSV: “Zenda”, 12 facts."


async def test_markdown_names_missing_words() -> None:
    async with open_workspace(INDEX, scopes=GRANTED) as workspace:
        await open_citations(workspace, "sylvania whales")
        await press_in_modal(workspace, "Export as Markdown")
        text = await read(last(workspace))
        assert last(workspace).files[0]["name"] == "ruri-sylvania-whales.md"
        assert "No fact on Sylvania mentions “whales”." in text


@pytest.mark.parametrize("scopes", [frozenset(SCOPES), None])
async def test_offers_no_file_where_the_scope_is_not_given(scopes: frozenset[str] | None) -> None:
    async with open_workspace(INDEX, scopes=scopes) as workspace:
        await open_citations(workspace, "zenda")
        assert BUTTONS.isdisjoint(controls(modal_of(workspace)["blocks"]))


async def test_changing_the_style_keeps_the_buttons() -> None:
    async with open_workspace(INDEX, scopes=GRANTED) as workspace:
        await open_citations(workspace, "zenda")
        modal = modal_of(workspace)
        menu = modal["blocks"][0]["elements"][0]
        action = {"type": "static_select", "block_id": modal["blocks"][0]["block_id"], "action_id": menu["action_id"]}
        await workspace.actions.press(
            "U1", {**action, "selected_option": menu["options"][1]}, {}, message=None, view=modal["id"]
        )
        await workspace.finish()
        assert set(controls(modal_of(workspace)["blocks"])) >= BUTTONS


@pytest.mark.parametrize(
    ("method", "error", "words"),
    [
        ("files.getUploadURLExternal", "missing_scope", "files:write"),
        ("files.getUploadURLExternal", "internal_error", "try again in a minute"),
        ("files.completeUploadExternal", "channel_not_found", "try again in a minute"),
    ],
)
async def test_reports_failed_upload(method: str, error: str, words: str) -> None:
    async with open_workspace(INDEX, scopes=GRANTED) as workspace:
        await open_citations(workspace, "zenda")
        before = last(workspace)
        workspace.slack.faults[method] = error
        await press_in_modal(workspace, "Export as CSV")
        assert words in words_of_window(workspace)
        assert last(workspace) == before


async def test_reports_expired_window() -> None:
    async with open_workspace(INDEX, scopes=GRANTED) as workspace:
        await open_citations(workspace, "zenda")
        views = workspace.slack.web_api.views
        views.modals["U1"][-1]["private_metadata"] = "9:other"
        await press_in_modal(workspace, "Export as CSV")
        assert "expired" in words_of_window(workspace)


@pytest.mark.parametrize("sends_files", [True, False])
async def test_installs_request_the_scope_for_files(tmp_path: Path, sends_files: bool) -> None:
    async with installed(tmp_path, INDEX, sends_files=sends_files) as (process,):
        await process.install(InstallTarget(TEAM))
        await open_citations(process.workspace, "zenda")
        assert (set(controls(modal_of(process.workspace)["blocks"])) >= BUTTONS) is sends_files
