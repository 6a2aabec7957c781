"""*Cite*: the citations of the facts that a reply shows, in a window, in the style that is chosen there."""

from typing import Any

import pytest

from tests.bases import index, relation_of
from tests.blocks import elements
from tests.scenario.pressing import ask, controls, last, modal_of, press, press_in_modal
from tests.scenario.workspace import Workspace, open_workspace

INDEX = index(relations__zenda=relation_of(12))


def codes(modal: dict[str, Any]) -> list[str]:
    """Return the contents of a window's code blocks."""
    return [block["elements"][0]["text"] for block in elements(modal["blocks"], "rich_text_preformatted")]


async def choose(workspace: Workspace, style: str) -> dict[str, Any]:
    """Choose a style in the open window; return the window afterwards."""
    modal = modal_of(workspace)
    (menu,) = elements(modal["blocks"], "static_select")
    option = next(option for option in menu["options"] if option["value"] == style)
    action = {"type": "static_select", "block_id": modal["blocks"][0]["block_id"], "action_id": menu["action_id"]}
    await workspace.actions.press("U1", {**action, "selected_option": option}, {}, message=None, view=modal["id"])
    await workspace.finish()
    return modal_of(workspace)


async def test_cites_shown_facts_in_chosen_style() -> None:
    async with open_workspace(INDEX) as workspace:
        await press(workspace, await ask(workspace, "sylvania 1993"), "Cite")
        first = modal_of(workspace)
        assert codes(first) == [
            "“friendship sealed in May 1993.” [quotation not yet verified] “The Gazette,” Gazette Press, "
            "as of July 27, 2018, page 3, https://gazette.example/2018."
        ]
        second = await choose(workspace, "bibtex")
        assert codes(second)[0].startswith("@misc{sylvania-treaty-1993,")
        assert elements(second["blocks"], "static_select")[0]["initial_option"]["value"] == "bibtex"
        third = await choose(workspace, "apa")
        assert "The Gazette. (2018, July 27). Gazette Press." in codes(third)[0]


async def test_cites_shown_page_on_every_surface() -> None:
    async with open_workspace(INDEX) as workspace:
        private = await ask(workspace, "zenda page 2")
        await press(workspace, private, "Cite")
        assert len(codes(modal_of(workspace))) == 5
        await press(workspace, private, "All 12 facts")
        everything = await press_in_modal(workspace, "Cite")
        assert len(codes(everything)) == 12
        await workspace.actions.say("U1", "C1", "@ruri zenda")
        await workspace.slack.wait_for("chat.postMessage")
        await press(workspace, last(workspace), "Cite")
        assert len(codes(modal_of(workspace))) == 3


async def test_offers_no_citing_of_shared_or_empty_replies() -> None:
    async with open_workspace(INDEX) as workspace:
        private = await ask(workspace, "sylvania")
        await press(workspace, private, "Share")
        assert "Cite" not in controls(last(workspace).blocks)
        assert "Cite" not in controls((await ask(workspace, "topics")).blocks)


@pytest.mark.parametrize("value", ["", "9:other version", "{"])
async def test_reports_expired_button(value: str) -> None:
    async with open_workspace(INDEX) as workspace:
        private = await ask(workspace, "sylvania")
        await workspace.interact(
            private, {"type": "button", "block_id": "b1", "action_id": "cite-shown.0", "value": value}
        )
        await workspace.finish()
        assert "expired" in last(workspace).text


async def test_unknown_style_is_chicago() -> None:
    async with open_workspace(INDEX) as workspace:
        await press(workspace, await ask(workspace, "sylvania 1993"), "Cite")
        modal = modal_of(workspace)
        for selected in ({"selected_option": {"value": "mla"}}, {"selected_option": None}, {}):
            block = modal_of(workspace)["blocks"][0]["block_id"]
            action = {"type": "static_select", "block_id": block, "action_id": "cite-style.0", **selected}
            await workspace.actions.press("U1", action, {}, message=None, view=modal["id"])
            await workspace.finish()
            assert codes(modal_of(workspace)) == codes(modal)
