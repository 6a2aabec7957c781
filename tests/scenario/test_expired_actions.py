"""Buttons of older versions, and requests whose facts or names have been removed."""

import json
from typing import Any

import pytest

from bot.domain.requests import Form, Request, Word, encode_request
from bot.sandbox import check_message, check_view
from tests.bases import index, relation_of
from tests.blocks import elements
from tests.scenario.pressing import ask, controls, last, press, press_in_modal, request_of, title
from tests.scenario.workspace import open_workspace

INDEX = index(relations__zenda=relation_of(12))


async def test_reports_facts_removed_since_the_button() -> None:
    async with open_workspace(INDEX) as workspace:
        private = await ask(workspace, "zenda")
        workspace.serve(index(relations__zenda=relation_of(1)))
        await press(workspace, private, "Share")

        assert "11 facts" in last(workspace).text.splitlines()[2]
        await press(workspace, private, "Next")
        assert "11 facts" in workspace.slack.web_api.workspace.message("C1", private.ts).text
        workspace.slack.web_api.workspace.put(private)
        workspace.serve(index(relations__zenda=None))
        await press(workspace, private, "Timeline")
        assert title(workspace.slack.web_api.workspace.message("C1", private.ts)) == "Nothing found"


EXPIRED = "This button has expired."
VALUES_OF_OLD = {
    "an older deployment's": '{"ask": "turkey", "facts": []}',
    "an older deployment's text": "turkey energy",
    "an older version's": '{"v": 0, "p": ["sylvania"]}',
    "a later version's": '{"v": 1, "p": ["sylvania"], "later": 1}',
    "not JSON": "not JSON",
    "a list": "[]",
    "nothing": None,
}


@pytest.mark.parametrize("value", VALUES_OF_OLD.values(), ids=VALUES_OF_OLD)
@pytest.mark.parametrize("kind", ["ask", "show", "share", "choose", "a-kind-of-old"])
async def test_reports_expired_button(kind: str, value: str | None) -> None:
    action: dict[str, Any] = {"type": "button", "block_id": "b", "action_id": f"{kind}.0", "value": value}
    if kind == "choose":
        action = {**action, "type": "static_select", "selected_option": {"value": value}, "value": None}
    async with open_workspace(INDEX) as workspace:
        private = await ask(workspace, "zenda")
        await workspace.interact(private, action)
        expired = last(workspace)

        assert expired.text.startswith(EXPIRED)
        assert (expired.only_for, expired.ts != private.ts) == ("U1", True), "beside the message, which stays"
        assert expired.payload
        assert check_message(expired.payload) == []
        label, example = next(iter(controls(expired.blocks).items()))
        await press(workspace, expired, label)
        asked = workspace.slack.web_api.workspace.message("C1", expired.ts)
        assert request_of(example).partners == ("zenda",)
        assert title(asked) == "Zenda"


async def test_reports_expired_button_in_home_and_modal() -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.actions.open_home("U1", "home")
        await workspace.finish()
        view = workspace.slack.web_api.views.homes["U1"]
        for value in ("turkey energy", '{"ask": "turkey", "facts": []}'):
            label, button = next(iter(controls(view["blocks"]).items()))
            elements(view["blocks"], "button")[0]["value"] = value
            await workspace.actions.press("U1", button, {}, message=None, view=view["id"])
            await workspace.finish()
            (view,) = workspace.slack.web_api.views.modals["U1"]
            assert EXPIRED in json.dumps(view["blocks"]), label
            assert check_view({key: view[key] for key in ("type", "title", "close", "blocks")}) == []
        example = next(iter(controls(view["blocks"])))
        assert (await press_in_modal(workspace, example))["title"]["text"] == "Zenda"


GONE = {
    "partners": ("gone",),
    "involving": ("gone",),
    "either": (("gone", "sylvania"), ("gone",)),
    "countries": ("XX",),
    "topics": ("gone",),
    "words": (Word("gone", ("gone",)), Word("gone", is_known=False)),
    "speakers": ("gone",),
    "without_partners": ("gone",),
    "without_words": (Word("gone"),),
    "source": "gone",
    "page": 999,
    "shown": 10**9,
}


@pytest.mark.parametrize("form", Form)
async def test_answers_button_with_removed_ids(form: Form, caplog: pytest.LogCaptureFixture) -> None:
    requests = [Request(form=form, **{field: value}) for field, value in GONE.items()]  # type: ignore[arg-type]
    requests += [Request(form=form), Request(form=form, **GONE)]  # type: ignore[arg-type]
    async with open_workspace(INDEX) as workspace:
        private = await ask(workspace, "sylvania")
        for request in requests:
            for kind in ("ask", "share"):
                action = {"type": "button", "block_id": "b", "action_id": f"{kind}.0", "value": encode_request(request)}
                await workspace.interact(private, action)
        assert all(call.response["ok"] for call in workspace.slack.calls)
    assert caplog.records == []
