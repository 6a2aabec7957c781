"""Buttons and menus under replies."""

import json
import logging
from typing import Any

import pytest

from bot.domain.requests import Request, encode_request
from bot.sandbox import check_message, check_view
from bot.sandbox.workspace import BOT_USER
from bot.services import responder
from tests.bases import index, relation_of
from tests.blocks import elements
from tests.scenario.pressing import ask, controls, last, modal_of, press, press_in_modal, request_of, title
from tests.scenario.workspace import TOKEN, open_workspace

INDEX = index(relations__zenda=relation_of(12))


async def test_shares_question_and_answer_in_the_sharers_name() -> None:
    async with open_workspace(INDEX) as workspace:
        private = await ask(workspace, "sylvanja gas", channel="C2")
        await press(workspace, private, "Share")
        shared = last(workspace)

    assert BOT_USER not in workspace.slack.web_api.workspace.channels["C2"].members, "it reaches where the bot is not"
    assert (shared.only_for, shared.channel, title(shared)) == (None, "C2", ":flag-sy: Sylvania")
    assert shared.blocks[1]["elements"][0]["text"] == "“Sylvania gas”", "what is shared was pressed"
    assert "Shared by ada." in shared.text.splitlines()[:3]
    assert "Share" not in controls(shared.blocks)
    assert shared.payload
    assert check_message(shared.payload) == []
    assert (shared.payload["unfurl_links"], shared.payload["unfurl_media"]) == (False, False)
    assert private.only_for == "U1"


async def test_button_of_private_reply_replaces_it() -> None:
    async with open_workspace(INDEX) as workspace:
        first = await ask(workspace, "zenda")
        await press(workspace, first, "Next")
        second = last(workspace)

        assert (second.ts, second.only_for) == (first.ts, "U1")
        assert "Facts 6 to 10 of 12" in second.text
        await press(workspace, second, "Previous")
        assert "Facts 1 to 5 of 12" in last(workspace).text
        await press(workspace, last(workspace), "Timeline")
        assert title(last(workspace)) == "Zenda: timeline"
        assert len(workspace.slack.web_api.workspace.messages) == 1


async def test_answers_only_the_user_who_pressed_beside_a_public_reply() -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.actions.say("U1", "C1", "@ruri sylvania")
        await workspace.slack.wait_for("chat.postMessage")
        public = last(workspace)
        await press(workspace, public, "Graustark (2)", user="U2")
        answer = last(workspace)

        assert answer.ts != public.ts
        assert (answer.only_for, answer.thread) == ("U2", public.thread)
        assert workspace.slack.web_api.workspace.message("C1", public.ts) == public, "what others see is as it was"
        assert "Share" in controls(answer.blocks), "and may be shared from there"


async def test_buttons_in_direct_message_post_new_answers() -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.actions.say("U1", "D1", "sylvania")
        await workspace.slack.wait_for("chat.postMessage")
        await press(workspace, last(workspace), "Timeline")

        assert (title(last(workspace)), last(workspace).only_for) == (":flag-sy: Sylvania: timeline", None)
        await workspace.actions.say("U1", "D1", "graustark")
        await workspace.slack.wait_for("chat.postMessage", count=2)
        await press(workspace, last(workspace), "Sylvania (2)")
        await workspace.actions.say("U1", "D1", "and energy?")
        await workspace.slack.wait_for("chat.postMessage", count=3)
        assert "Continuing from your last question: Graustark Sylvania energy." in last(workspace).text, (
            "what was pressed is built upon"
        )


async def test_follow_up_continues_from_button_in_an_organisation() -> None:
    where = {"team": None, "enterprise": {"id": "E1", "name": "e"}, "is_enterprise_install": True}
    action = {"type": "button", "block_id": "b1", "action_id": "ask.5"}
    authorizations = [
        {"enterprise_id": "E1", "team_id": None, "user_id": "U0BOT", "is_bot": True, "is_enterprise_install": True}
    ]
    async with open_workspace(INDEX) as workspace:
        await workspace.actions.say("U1", "D1", "sylvania")
        await workspace.finish()
        graustark = encode_request(Request(partners=("graustark",)))
        await workspace.interact(last(workspace), {**action, "value": graustark}, **where)
        assert (title(last(workspace)), last(workspace).only_for) == (":flag-gk: Graustark", None)
        event = {
            "type": "message",
            "channel_type": "im",
            "user": "U1",
            "text": "and energy?",
            "ts": "9.1",
            "channel": "D1",
        }
        await workspace.event(event, event_id="Ev9", authorizations=authorizations, enterprise_id="E1")
        await workspace.finish()

        assert "Continuing from your last question: Graustark energy." in last(workspace).text


async def test_answers_only_the_user_who_pressed_in_a_shared_answer() -> None:
    async with open_workspace(INDEX) as workspace:
        private = await ask(workspace, "sylvania", channel="D1")
        await press(workspace, private, "Share")
        shared = last(workspace)
        await press(workspace, shared, "Timeline")

        assert (shared.only_for, last(workspace).only_for) == (None, "U1")


async def test_opens_all_facts_in_modal_with_pages() -> None:
    async with open_workspace(index(relations__zenda=relation_of(24))) as workspace:
        private = await ask(workspace, "zenda")
        await press(workspace, private, "All 24 facts")
        modal, seen = modal_of(workspace), set()
        for said in ("Facts 1 to 20 of 24", "Facts 21 to 24 of 24"):
            assert check_view({key: modal[key] for key in ("type", "title", "close", "blocks")}) == []
            assert said in json.dumps(modal["blocks"])
            seen |= {element["text"] for element in elements(modal["blocks"], "text") if "castle" in element["text"]}
            if said.startswith("Facts 1 "):
                modal = await press_in_modal(workspace, "Next")

        assert len(seen) == 24
        assert "Next" not in controls(modal["blocks"])


async def test_answers_choice_by_button() -> None:
    async with open_workspace(INDEX) as workspace:
        choice = await ask(workspace, "elphberg")
        assert list(controls(choice.blocks)) == ["Michael Elphberg", "Rudolf Elphberg"], "there is nothing yet to share"
        await press(workspace, choice, "Rudolf Elphberg")

        assert title(last(workspace)) == "Rudolf Elphberg"
        assert last(workspace).ts == choice.ts


async def test_offers_suggestions_if_nothing_is_found() -> None:
    async with open_workspace(INDEX) as workspace:
        nothing = await ask(workspace, "sylvania 1801")
        assert "No fact on Sylvania is from 1801. Nearest in time:" in nothing.text
        nearest = next(label for label in controls(nothing.blocks) if label.startswith("Sylvania"))
        await press(workspace, nothing, nearest)

        assert title(last(workspace)) == ":flag-sy: Sylvania"


async def test_answers_choice_from_menu() -> None:
    async with open_workspace(INDEX) as workspace:
        partners = await ask(workspace, "partners")
        (block,) = [block for block in partners.blocks if elements(block, "static_select")]
        (menu,) = elements(block, "static_select")
        option = menu["option_groups"][0]["options"][1]
        action = {**menu, "block_id": block["block_id"], "selected_option": option}
        where = {"channel": "C1", "ts": partners.ts}
        await workspace.actions.press("U1", action, {}, message=where, view=None)
        await workspace.finish()

        assert title(last(workspace)) == option["text"]["text"].rpartition(" ")[0]


@pytest.mark.parametrize("label", ["Next", "Timeline", "All 7 facts"])
async def test_buttons_keep_the_whole_request(label: str) -> None:
    dated = relation_of(12).replace("  topics:", "  when: 2001-05\n    topics:", 7)
    async with open_workspace(index(relations__zenda=dated)) as workspace:
        private = await ask(workspace, "zenda borders 2001")
        request = request_of(controls(private.blocks)[label])

    assert (request.partners, request.all_topics) == (("zenda",), ("borders",))
    assert request.period
    assert request.period.label == "2001"
    assert request.shown == 7


async def test_answers_alike_on_every_surface() -> None:
    request = Request(partners=("zenda",), page=2, size=5, shown=12)
    action = {"type": "button", "block_id": "b", "action_id": "ask.0", "value": encode_request(request)}
    line = "Facts 6 to 10 of 12"
    async with open_workspace(INDEX) as workspace:
        private = await ask(workspace, "sylvania")
        await workspace.interact(private, action)
        replaced = workspace.slack.web_api.workspace.message("C1", private.ts)
        assert (line in replaced.text, replaced.only_for) == (True, "U1")

        await workspace.interact(private, {**action, "action_id": "share.0"})
        shared = last(workspace)
        assert (line in shared.text, shared.only_for) == (True, None)
        await workspace.interact(shared, {**action, "action_id": "ask.0.shared"})
        assert (line in last(workspace).text, last(workspace).only_for) == (True, "U1")

        await workspace.actions.say("U1", "C1", "@ruri sylvania")
        await workspace.finish()
        public = last(workspace)
        await workspace.interact(public, action)
        assert (line in last(workspace).text, last(workspace).only_for) == (True, "U1")
        assert workspace.slack.web_api.workspace.message("C1", public.ts) == public

        paged = await ask(workspace, "zenda")
        await press(workspace, paged, "Next")
        assert line in workspace.slack.web_api.workspace.message("C1", paged.ts).text
    assert line not in private.text


async def test_values_of_menus_fit_options() -> None:
    async with open_workspace(INDEX) as workspace:
        for form in ("partners", "sources", "map"):
            options = [
                option
                for menu in elements((await ask(workspace, form)).blocks, "static_select")
                for group in menu["option_groups"]
                for option in group["options"]
            ]
            assert options
            assert all(request_of(option) and len(option["value"]) <= 150 for option in options)


async def test_reports_failure_to_the_user_and_logs_its_cause(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_workspace(INDEX) as workspace:
        private = await ask(workspace, "zenda")

        def fail(*_: object) -> None:
            raise RuntimeError("a private question")

        monkeypatch.setattr(responder, "answer", fail)
        await press(workspace, private, "Next")

    assert last(workspace).text.startswith("Sorry, something went wrong")
    assert "a press could not be answered" in caplog.text
    assert TOKEN not in caplog.text


async def test_logs_slacks_name_for_a_refusal(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    async with open_workspace(INDEX) as workspace:
        private = await ask(workspace, "zenda")
        workspace.slack.faults["views.open"] = "expired_trigger_id"
        await press(workspace, private, "All 12 facts")
        url = workspace.slack.new_response_url("U1", "C1")
        for _ in range(5):
            workspace.slack.web_api.responses.spend(url.rpartition("/")[2])
        await workspace.interact(private, controls(private.blocks)["Timeline"], response_url=url)

    assert last(workspace).text.startswith("Sorry, something went wrong")
    assert "a press could not be answered: expired_trigger_id" in caplog.text
    assert "a message to a response address could not be delivered: used_url" in caplog.text


async def test_reports_failure_in_the_home_or_modal(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.actions.open_home("U1", "home")
        await workspace.finish()
        views = workspace.slack.web_api.views

        async def press_first(view: dict[str, Any]) -> None:
            (block, *_) = [block for block in view["blocks"] if block["type"] == "actions"]
            action = {**block["elements"][0], "block_id": block["block_id"]}
            await workspace.actions.press("U1", action, {}, message=None, view=view["id"])
            await workspace.finish()

        await press_first(views.homes["U1"])
        (modal,) = views.modals["U1"]

        def fail(*_: object) -> None:
            raise RuntimeError

        monkeypatch.setattr(responder, "answer", fail)
        await press_first(modal)
        assert views.modals["U1"][0]["blocks"][0]["text"]["text"].startswith("Sorry, something went wrong")
        views.close("U1")
        await press_first(views.homes["U1"])
        assert views.modals["U1"][0]["title"]["text"] == "Sorry"
        workspace.slack.faults["views.open"] = "expired_trigger_id"
        await press_first(views.homes["U1"])

    assert "the user could not be notified of that: expired_trigger_id" in caplog.text
