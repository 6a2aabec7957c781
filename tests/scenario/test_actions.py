"""Buttons, menus and fields, answered on their surface."""

import json
import logging
from typing import Any

import pytest

from bot.domain.requests import Form, Request, Word, encode_request
from bot.sandbox import check_message, check_view
from bot.sandbox.workspace import BOT_USER
from bot.services import responder
from tests.bases import index, relation_of
from tests.blocks import elements
from tests.scenario.pressing import (
    ask,
    controls,
    last,
    modal_of,
    press,
    press_in_modal,
    request_of,
    title,
)
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


async def test_logs_slacks_name_for_a_refused_home(caplog: pytest.LogCaptureFixture) -> None:
    async with open_workspace(INDEX) as workspace:
        workspace.slack.faults["views.publish"] = "not_enabled"
        await workspace.actions.open_home("U1", "home")
        await workspace.finish()

    assert "the App Home could not be published: not_enabled" in caplog.text
