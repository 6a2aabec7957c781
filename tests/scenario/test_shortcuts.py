"""The shortcuts and the search form."""

import json
from typing import Any

import pytest

from bot.domain.requests import Request, decode_request
from bot.reply import FAILED
from bot.sandbox import check_message, check_options, check_view
from bot.sandbox.workspace import BOT_USER, Message
from bot.services import responder
from tests.bases import index, relation_of
from tests.scenario.pressing import controls, last, modal_of, press_in_modal
from tests.scenario.workspace import Workspace, open_workspace

INDEX = index(relations__zenda=relation_of(12))
CHOSEN = {"type": "external_select", "selected_option": {"text": {}, "value": "sylvania"}}


async def find(workspace: Workspace, text: str, **more: Any) -> Message:
    """Run the message shortcut on a message."""
    said = workspace.slack.web_api.workspace.add("C1", "U2", text, **more)
    await workspace.actions.run_shortcut("U1", "find", {"channel": "C1", "ts": said.ts})
    await workspace.finish()
    return last(workspace)


async def test_finds_facts_about_names_in_a_message() -> None:
    async with open_workspace(INDEX) as workspace:
        found = await find(workspace, "They say Graustark shut its frontier. So did Sylvania!")

    assert (found.user, found.only_for) == (BOT_USER, "U1")
    assert found.blocks[0]["text"]["text"] == ":flag-gk: :flag-sy: Graustark and Sylvania"
    statements = [block["elements"][0]["elements"][0]["text"] for block in found.blocks if block["type"] == "rich_text"]
    assert statements[0] == "The frontier of Sylvania with Graustark was shut to traders.", "most specific first"
    assert found.payload
    assert check_message(found.payload) == []


@pytest.mark.parametrize("text", ["Good morning, all!", "", "sylvanja is misspelt", "<@U2> <!here>"])
async def test_explains_that_a_message_names_nothing(text: str) -> None:
    async with open_workspace(INDEX) as workspace:
        found = await find(workspace, text)

    assert "That message names no partner and no topic of this base." in found.text
    assert found.only_for == "U1"


async def test_reports_failure_on_a_message(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(responder, "find_named", fail)
    async with open_workspace(INDEX) as workspace:
        assert (await find(workspace, "sylvania")).text == FAILED
    assert "a message could not be read" in caplog.text


async def open_form(workspace: Workspace) -> dict[str, Any]:
    await workspace.actions.run_shortcut("U1", "search", None)
    await workspace.finish()
    return modal_of(workspace)


async def submit(workspace: Workspace, view: dict[str, Any], **fields: Any) -> dict[str, str]:
    values = {field: {field: value} for field, value in fields.items()}
    errors = await workspace.actions.submit("U1", view["id"], values)
    await workspace.finish()
    return errors


async def test_searches_in_form_and_shares_with_a_conversation() -> None:
    async with open_workspace(INDEX) as workspace:
        form = await open_form(workspace)
        assert [block["block_id"] for block in form["blocks"]] == ["partner", "topic", "period", "words"]
        topic = {"type": "static_select", "selected_option": {"text": {}, "value": "energy"}}
        assert await submit(workspace, form, partner=CHOSEN, topic=topic) == {}
        result = modal_of(workspace)
        assert (result["id"], result["title"]["text"], result["submit"]["text"]) == (form["id"], "Sylvania", "Share")
        assert "Sylvania buys natural gas from Ruritania." in json.dumps(result["blocks"])

        chosen = {"type": "conversations_select", "selected_conversation": "C2"}
        await submit(workspace, result, conversation=chosen)
        shared = last(workspace)

    assert workspace.slack.web_api.views.modals["U1"] == []
    assert (shared.channel, shared.only_for) == ("C2", None)
    assert "Shared by ada." in shared.text.splitlines()[:3]
    assert "Sylvania buys natural gas from Ruritania." in shared.text


async def test_answers_message_within_its_thread() -> None:
    async with open_workspace(INDEX) as workspace:
        found = await find(workspace, "Graustark!", thread="1.1")

    assert found.payload
    assert (found.payload["thread_ts"], found.thread) == ("1.1", "1.1")


async def test_reports_failed_share_at_its_field(monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_workspace(INDEX) as workspace:
        form = await open_form(workspace)
        await submit(workspace, form, partner=CHOSEN)
        result = modal_of(workspace)
        chosen = {"selected_conversation": "C1"}

        def fail(*_: object) -> None:
            raise RuntimeError

        monkeypatch.setattr(responder, "answer", fail)
        assert await submit(workspace, result, conversation=chosen) == {"conversation": FAILED}
        assert workspace.slack.web_api.workspace.messages == {}


@pytest.mark.parametrize("metadata", ["", "not ours", '{"ask": "sylvania", "facts": []}'])
async def test_reports_expired_results(metadata: str) -> None:
    async with open_workspace(INDEX) as workspace:
        form = await open_form(workspace)
        await submit(workspace, form, partner=CHOSEN)
        result = modal_of(workspace)
        result["private_metadata"] = metadata
        assert await submit(workspace, result, conversation={"selected_conversation": "C1"}) == {}
        assert "This button has expired." in json.dumps(modal_of(workspace)["blocks"])
        example = next(iter(controls(modal_of(workspace)["blocks"])))
        assert (await press_in_modal(workspace, example))["title"]["text"] == "Zenda"
        assert workspace.slack.web_api.workspace.messages == {}


async def test_form_asks_for_exactly_the_chosen_values() -> None:
    topic, period = {"selected_option": {"value": "borders"}}, {"value": "in the 1990s"}
    async with open_workspace(INDEX) as workspace:
        form = await open_form(workspace)
        await submit(workspace, form, partner=CHOSEN, topic=topic, period=period)
        request = decode_request(modal_of(workspace)["private_metadata"])

    assert request
    assert request.period
    assert request == Request(partners=("sylvania",), topics=("borders",), period=request.period, shown=1)
    assert request.period.label == "1990-1999"


@pytest.mark.parametrize(
    ("fields", "facts", "said"),
    [
        ({"words": {"value": "sylvanja gas"}}, 2, "Showing "),
        ({"partner": CHOSEN, "words": {"value": "gas"}}, 2, "Sylvania · “gas”"),
        ({"partner": CHOSEN, "words": {"value": "graustark"}}, 2, "Sylvania and Graustark"),
        ({"partner": CHOSEN, "words": {"value": "frontier"}, "period": {"value": "1995"}}, 1, "1995"),
        ({"words": {"value": "frontier 1801"}, "period": {"value": "1995"}}, 1, "1995"),
        ({"topic": {"selected_option": {"value": "energy"}}, "words": {"value": "sylvania"}}, 2, "Energy"),
    ],
)
async def test_reads_words_beside_chosen_values(fields: dict[str, Any], facts: int, said: str) -> None:
    async with open_workspace(INDEX) as workspace:
        form = await open_form(workspace)
        assert await submit(workspace, form, **fields) == {}
        result = modal_of(workspace)
        request = decode_request(result["private_metadata"])

    assert request
    assert (request.shown, said in json.dumps(result, ensure_ascii=False)) == (facts, True)


@pytest.mark.parametrize("words", ["please", "thanks", "?!"])
async def test_reports_empty_question_at_its_field(words: str) -> None:
    async with open_workspace(INDEX) as workspace:
        form = await open_form(workspace)
        errors = await submit(workspace, form, partner=CHOSEN, words={"value": words}, period={"value": "whenever"})

    assert errors == {"words": "These words name nothing I could look up. Try a name or a subject."}


async def test_names_removed_partner_beside_the_words() -> None:
    async with open_workspace(INDEX) as workspace:
        form = await open_form(workspace)
        workspace.serve(index(relations__zenda=None))
        gone = {"selected_option": {"value": "zenda"}}
        assert await submit(workspace, form, partner=gone, words={"value": "gas"}) == {}
        assert "zenda" in json.dumps(modal_of(workspace)["blocks"])


async def test_accepts_partner_removed_meanwhile() -> None:
    async with open_workspace(INDEX) as workspace:
        form = await open_form(workspace)
        workspace.serve(index(relations__zenda=None))
        assert await submit(workspace, form, partner={"selected_option": {"value": "zenda"}}) == {}
        assert "submit" not in modal_of(workspace)


async def test_reports_missing_or_unreadable_value_at_its_field() -> None:
    async with open_workspace(INDEX) as workspace:
        form = await open_form(workspace)
        assert await submit(workspace, form) == {"partner": "Choose a partner, a topic or a time, or type a few words."}
        wrong = {"type": "plain_text_input", "value": "whenever"}
        assert (await submit(workspace, form, partner=CHOSEN, period=wrong))["period"].startswith("I cannot read this")
        assert await submit(workspace, form, period={"type": "plain_text_input", "value": " May 1993 "}) == {}
        assert "friendship in May 1993" in json.dumps(modal_of(workspace)["blocks"])


async def test_marks_nearest_facts_in_the_form() -> None:
    async with open_workspace(INDEX) as workspace:
        form = await open_form(workspace)
        await submit(workspace, form, partner=CHOSEN, period={"value": "1801"})
        result = modal_of(workspace)

    assert result["title"]["text"] == "No exact answer…"
    assert "No fact on Sylvania is from 1801" in json.dumps(result["blocks"])


async def test_pages_of_results_can_be_shared() -> None:
    async with open_workspace(INDEX) as workspace:
        form = await open_form(workspace)
        await submit(workspace, form, partner={"selected_option": {"value": "zenda"}})
        result = modal_of(workspace)
        assert "Facts 1 to 5 of 12" in json.dumps(result["blocks"])
        result = await press_in_modal(workspace, "Next")
        assert "Facts 6 to 10 of 12" in json.dumps(result["blocks"])
        assert check_view({key: result[key] for key in ("type", "title", "submit", "close", "blocks")}) == []
        await submit(workspace, result, conversation={"selected_conversation": "C1"})

        assert "Facts 6 to 10 of 12" in last(workspace).text


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("syl", ["Sylvania"]),
        ("silvâ", ["Sylvania"]),
        ("sylvan1a", ["Sylvania"]),
        ("GRAU", ["Graustark"]),
        ("elph", ["Rudolf Elphberg", "Michael Elphberg"]),
        ("republic", ["Sylvania"]),
        ("xyz", []),
    ],
)
async def test_suggests_names_while_typing(typed: str, names: list[str]) -> None:
    async with open_workspace(INDEX) as workspace:
        form = await open_form(workspace)
        offered = await workspace.actions.suggest("U1", "partner", "partner", typed, message=None, view=form["id"])

    assert check_options(offered) == []
    labels = [option["text"]["text"] for group in offered["option_groups"] for option in group["options"]]
    assert [label.rpartition(": ")[2] for label in labels] == names


async def test_suggests_all_partners_by_kind_at_first() -> None:
    async with open_workspace(INDEX) as workspace:
        form = await open_form(workspace)
        offered = await workspace.actions.suggest("U1", "partner", "partner", "", message=None, view=form["id"])

    assert [group["label"]["text"] for group in offered["option_groups"]] == ["Places", "States", "People"]


async def test_reports_failures_in_the_form(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    async with open_workspace(INDEX) as workspace:
        form = await open_form(workspace)
        monkeypatch.setattr(responder, "answer", fail)
        monkeypatch.setattr(responder, "suggest_partners", fail)
        assert await submit(workspace, form, partner=CHOSEN) == {"partner": FAILED}
        offered = await workspace.actions.suggest("U1", "partner", "partner", "x", message=None, view=form["id"])
        assert offered == {"options": []}


async def test_logs_slacks_name_for_a_refused_form(caplog: pytest.LogCaptureFixture) -> None:
    async with open_workspace(INDEX) as workspace:
        workspace.slack.faults["views.open"] = "expired_trigger_id"
        await workspace.actions.run_shortcut("U1", "search", None)
        await workspace.finish()

    assert "the search could not be opened: expired_trigger_id" in caplog.text
