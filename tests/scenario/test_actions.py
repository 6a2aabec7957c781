"""Buttons, menus and fields: pressed as people press them, answered where they stand."""

import json
import logging
from typing import Any

import pytest

from bot.sandbox import check_message, check_view
from bot.sandbox.workspace import BOT_USER, Message
from bot.slack import responder
from tests.bases import index
from tests.reply.test_blocks import elements
from tests.reply.test_view import many
from tests.scenario.workspace import TOKEN, Workspace, open_workspace

INDEX = index(relations__zenda=many(12))


def controls(message: Message) -> dict[str, dict[str, Any]]:
    """What can be pressed in a message, by its label, with the block that it stands in."""
    return {
        element["text"]["text"]: {**element, "block_id": block["block_id"]}
        for block in message.blocks
        for element in elements(block, "button")
    }


async def ask(workspace: Workspace, text: str, channel: str = "C1") -> Message:
    """Ask by slash command: the reply, as the person sees it."""
    await workspace.acts.say("U1", channel, f"/ruri {text}")
    return last(workspace)


def last(workspace: Workspace) -> Message:
    return list(workspace.slack.web_api.workspace.messages.values())[-1]


async def press(workspace: Workspace, message: Message, label: str, user: str = "U1") -> None:
    """Press a button in a message, and wait for what comes of it."""
    where = {"channel": message.channel, "ts": message.ts}
    action = {key: controls(message)[label][key] for key in ("type", "block_id", "action_id")}
    await workspace.acts.press(user, action, {}, message=where, view=None)
    await workspace.finish()


def title(message: Message) -> str:
    return str(message.blocks[0]["text"]["text"])


async def test_share_brings_question_and_answer_into_the_channel_and_names_who_shared() -> None:
    async with open_workspace(INDEX) as workspace:
        private = await ask(workspace, "sylvanja gas", channel="C2")
        await press(workspace, private, "Share")
        shared = last(workspace)

    assert BOT_USER not in workspace.slack.web_api.workspace.channels["C2"].members, "it reaches where the bot is not"
    assert (shared.only_for, shared.channel, title(shared)) == (None, "C2", ":flag-sy: Sylvania")
    assert shared.blocks[1]["elements"][0]["text"] == "“sylvanja gas”"
    assert shared.text.splitlines()[1] == "Shared by ada."
    assert "Share" not in controls(shared)
    assert shared.payload
    assert check_message(shared.payload) == []
    assert (shared.payload["unfurl_links"], shared.payload["unfurl_media"]) == (False, False)
    assert private.only_for == "U1"


async def test_on_a_private_reply_a_button_replaces_it() -> None:
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


async def test_beside_a_public_reply_only_who_pressed_is_answered() -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.acts.say("U1", "C1", "@ruri sylvania")
        await workspace.slack.wait_for("chat.postMessage")
        public = last(workspace)
        await press(workspace, public, "Diplomacy (2)", user="U2")
        answer = last(workspace)

        assert answer.ts != public.ts
        assert (answer.only_for, answer.thread) == ("U2", public.thread)
        assert workspace.slack.web_api.workspace.message("C1", public.ts) == public, "what others see is as it was"
        assert "Share" in controls(answer), "and may be shared from there"


async def test_in_ones_own_conversation_with_the_bot_an_answer_stays() -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.acts.say("U1", "D1", "sylvania")
        await workspace.slack.wait_for("chat.postMessage")
        await press(workspace, last(workspace), "Timeline")

        assert (title(last(workspace)), last(workspace).only_for) == (":flag-sy: Sylvania: timeline", None)
        await workspace.acts.say("U1", "D1", "graustark")
        await workspace.slack.wait_for("chat.postMessage", count=2)
        await press(workspace, last(workspace), "Sylvania (2)")
        await workspace.acts.say("U1", "D1", "and energy?")
        await workspace.slack.wait_for("chat.postMessage", count=3)
        assert "taken as “Graustark Sylvania energy”." in last(workspace).text, "what was pressed is built upon"


async def test_a_shared_answer_answers_only_who_pressed_also_between_two_people() -> None:
    async with open_workspace(INDEX) as workspace:
        private = await ask(workspace, "sylvania", channel="D1")
        await press(workspace, private, "Share")
        shared = last(workspace)
        await press(workspace, shared, "Timeline")

        assert (shared.only_for, last(workspace).only_for) == (None, "U1")


async def test_all_facts_open_in_a_modal_that_pages() -> None:
    async with open_workspace(INDEX) as workspace:
        private = await ask(workspace, "zenda")
        await press(workspace, private, "All 12 facts")
        (modal,) = workspace.slack.web_api.views.modals["U1"]
        seen = set()
        for first in (1, 6, 11):
            assert check_view({key: modal[key] for key in ("type", "title", "close", "blocks")}) == []
            assert f"Facts {first} to " in json.dumps(modal["blocks"])
            seen |= {element["text"] for element in elements(modal["blocks"], "text") if "castle" in element["text"]}
            forward = [button for button in elements(modal["blocks"], "button") if button["text"]["text"] == "Next"]
            if forward:
                (block,) = [block for block in modal["blocks"] if forward[0] in block.get("elements", ())]
                action = {**forward[0], "block_id": block["block_id"]}
                await workspace.acts.press("U1", action, {}, message=None, view=modal["id"])
                await workspace.finish()
                (modal,) = workspace.slack.web_api.views.modals["U1"]

        assert len(seen) == 12
        assert forward == []


async def test_a_choice_is_made_with_a_button() -> None:
    async with open_workspace(INDEX) as workspace:
        choice = await ask(workspace, "elphberg")
        assert list(controls(choice)) == ["Michael Elphberg", "Rudolf Elphberg"], "there is nothing yet to share"
        await press(workspace, choice, "Rudolf Elphberg")

        assert title(last(workspace)) == "Rudolf Elphberg"
        assert last(workspace).ts == choice.ts


async def test_where_nothing_is_found_there_is_a_way_on() -> None:
    async with open_workspace(INDEX) as workspace:
        nothing = await ask(workspace, "sylvania 1801")
        assert "This base has nothing about Sylvania for “1801”." in nothing.text
        nearest, *_ = controls(nothing)
        await press(workspace, nothing, nearest)

        assert title(last(workspace)) == ":flag-sy: Sylvania"


async def test_a_partner_is_chosen_from_a_menu() -> None:
    async with open_workspace(INDEX) as workspace:
        partners = await ask(workspace, "partners")
        (block,) = [block for block in partners.blocks if elements(block, "static_select")]
        (menu,) = elements(block, "static_select")
        option = menu["option_groups"][0]["options"][1]
        action = {**menu, "block_id": block["block_id"], "selected_option": option}
        where = {"channel": "C1", "ts": partners.ts}
        await workspace.acts.press("U1", action, {}, message=where, view=None)
        await workspace.finish()

        assert title(last(workspace)) == option["text"]["text"].rpartition(" ")[0]


async def test_an_old_button_works_and_says_what_has_gone() -> None:
    async with open_workspace(INDEX) as workspace:
        private = await ask(workspace, "zenda")
        workspace.serve(index(relations__zenda=many(1)))
        await press(workspace, private, "Share")

        assert "4 facts shown before are no longer in this base." in last(workspace).text
        await press(workspace, private, "Next")
        replaced = workspace.slack.web_api.workspace.message("C1", private.ts)
        assert "4 facts shown before are no longer in this base." in replaced.text
        workspace.slack.web_api.workspace.put(private)
        workspace.serve(index(relations__zenda=None))
        await press(workspace, private, "Timeline")
        assert title(workspace.slack.web_api.workspace.message("C1", private.ts)) == "Nothing found"


@pytest.mark.parametrize(
    "change",
    [
        {"action_id": "share.0", "value": "not JSON"},
        {"action_id": "share.0", "value": "[]"},
        {"action_id": "share.0", "value": '{"ask": 1, "facts": []}'},
        {"action_id": "share.0", "value": '{"ask": "x", "facts": {}}'},
        {"action_id": "ask.0", "value": None},
        {"action_id": "choose.0", "value": None},
        {"action_id": "a-button-of-old", "value": None},
    ],
)
async def test_a_button_that_is_not_ours_any_more_says_so(change: dict[str, Any]) -> None:
    async with open_workspace(INDEX) as workspace:
        private = await ask(workspace, "zenda")
        await workspace.interact(private, {"type": "button", "block_id": "b", **change})

        assert last(workspace).text == "That button is no longer one of mine. Please ask again."
        assert last(workspace).only_for == "U1"


async def test_a_failure_is_told_and_its_cause_is_the_operators(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_workspace(INDEX) as workspace:
        private = await ask(workspace, "zenda")

        def fail(*_: object) -> None:
            raise RuntimeError("a private question")

        monkeypatch.setattr(responder, "respond", fail)
        await press(workspace, private, "Next")

    assert last(workspace).text.startswith("Sorry, something went wrong")
    assert "a press could not be answered" in caplog.text
    assert TOKEN not in caplog.text


async def test_what_slack_does_not_take_is_logged_by_name(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    async with open_workspace(INDEX) as workspace:
        private = await ask(workspace, "zenda")
        workspace.slack.faults["views.open"] = "expired_trigger_id"
        await press(workspace, private, "All 12 facts")
        url = workspace.slack.new_response_url("U1", "C1")
        for _ in range(5):
            workspace.slack.web_api.responses.spend(url.rpartition("/")[2])
        await workspace.interact(private, controls(private)["Timeline"], response_url=url)

    assert last(workspace).text.startswith("Sorry, something went wrong")
    assert "a press could not be answered: expired_trigger_id" in caplog.text
    assert "what was sent to a response address did not arrive: used_url" in caplog.text


async def test_the_home_is_published_once_for_a_state_of_the_base() -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.acts.open_home("U1", "messages")
        for _ in range(2):
            await workspace.acts.open_home("U1", "home")
            await workspace.finish()
        assert len(workspace.slack.calls_of("views.publish")) == 1
        workspace.serve(index())
        await workspace.acts.open_home("U1", "home")
        await workspace.finish()

        assert len(workspace.slack.calls_of("views.publish")) == 2
        assert all(call.response["ok"] for call in workspace.slack.calls)


async def test_the_home_searches_and_leads_into_a_modal() -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.acts.open_home("U1", "home")
        await workspace.finish()
        home = workspace.slack.web_api.views.homes["U1"]
        (block,) = [block for block in home["blocks"] if block["type"] == "input"]
        field = {"type": "plain_text_input", "block_id": block["block_id"], "action_id": block["element"]["action_id"]}
        for typed, heading in (("sylvanja gas", "Sylvania"), (None, "How to ask about Ru")):
            await workspace.acts.press("U1", {**field, "value": typed}, {}, message=None, view=home["id"])
            await workspace.finish()
            (modal,) = workspace.slack.web_api.views.modals["U1"]
            assert modal["title"]["text"].startswith(heading)


async def test_a_failure_in_the_home_or_a_modal_is_told_there(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_workspace(INDEX) as workspace:
        await workspace.acts.open_home("U1", "home")
        await workspace.finish()
        views = workspace.slack.web_api.views

        async def press_first(view: dict[str, Any]) -> None:
            (block, *_) = [block for block in view["blocks"] if block["type"] == "actions"]
            action = {**block["elements"][0], "block_id": block["block_id"]}
            await workspace.acts.press("U1", action, {}, message=None, view=view["id"])
            await workspace.finish()

        await press_first(views.homes["U1"])
        (modal,) = views.modals["U1"]

        def fail(*_: object) -> None:
            raise RuntimeError

        monkeypatch.setattr(responder, "respond", fail)
        await press_first(modal)
        assert views.modals["U1"][0]["blocks"][0]["text"]["text"].startswith("Sorry, something went wrong")
        views.close("U1")
        await press_first(views.homes["U1"])
        assert views.modals["U1"][0]["title"]["text"] == "Sorry"
        workspace.slack.faults["views.open"] = "expired_trigger_id"
        await press_first(views.homes["U1"])

    assert "nor could that be told: expired_trigger_id" in caplog.text


async def test_a_home_that_slack_does_not_take_is_logged_by_name(caplog: pytest.LogCaptureFixture) -> None:
    async with open_workspace(INDEX) as workspace:
        workspace.slack.faults["views.publish"] = "not_enabled"
        await workspace.acts.open_home("U1", "home")
        await workspace.finish()

    assert "the App Home could not be published: not_enabled" in caplog.text
