"""Follow-ups to an answer, in its thread and in direct messages, through the real app."""

import re

import pytest

from bot.sandbox import check_message
from bot.sandbox.workspace import Message
from bot.search import Index
from tests.bases import index, relation_of
from tests.blocks import elements
from tests.scenario.pressing import controls, last, press, title
from tests.scenario.workspace import Workspace, open_workspace

INDEX = index(relations__zenda=relation_of(12))
PLACES = ["C1", "D1"]


async def talk(workspace: Workspace, channel: str, *texts: str) -> Message:
    """Send messages in a thread or in direct messages; return the last reply."""
    thread = None
    for text in texts:
        await workspace.actions.say("U1", channel, text if channel == "D1" else f"@ruri {text}", thread=thread)
        await workspace.finish()
        thread = last(workspace).thread
        reply = last(workspace)
        assert reply.payload
        assert check_message(reply.payload) == []
    return reply


def facts_line(message: Message) -> str:
    """Return the line of a reply that counts its facts."""
    found = re.search(r"(Facts \d+ to \d+ of \d+|\d+ facts?)(?=\.)", message.text)
    return found[0] if found else ""


def statements(message: Message) -> list[str]:
    return [
        block["elements"][0]["elements"][0]["text"]
        for block in message.blocks
        if block["type"] == "rich_text" and list(elements(block, "rich_text_quote"))
    ]


@pytest.mark.parametrize("channel", PLACES)
@pytest.mark.parametrize(
    "text", ["more", "More!", "next", "show more", "next page", "what else", "what else?", "continue", "page 2"]
)
async def test_turns_pages_by_word(text: str, channel: str) -> None:
    async with open_workspace(INDEX) as workspace:
        reply = await talk(workspace, channel, "zenda", text)

    assert (title(reply), facts_line(reply)) == ("Zenda", "Facts 4 to 6 of 12")


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (("more", "more"), "Facts 7 to 9 of 12"),
        (("more", "previous"), "Facts 1 to 3 of 12"),
        (("next", "next page", "previous page"), "Facts 4 to 6 of 12"),
        (("thanks", "more"), "Facts 4 to 6 of 12"),
        (("page 9", "previous"), "Facts 7 to 9 of 12"),
        (("timeline zenda", "next"), "Facts 6 to 10 of 12"),
    ],
)
async def test_turns_pages_from_the_last_shown(texts: tuple[str, ...], shown: str) -> None:
    async with open_workspace(INDEX) as workspace:
        assert facts_line(await talk(workspace, "C1", "zenda", *texts)) == shown


@pytest.mark.parametrize("text", ["link?", "links", "the link please"])
async def test_answers_links_with_the_same_facts(text: str) -> None:
    async with open_workspace(INDEX) as workspace:
        first = await talk(workspace, "C1", "sylvania")
        again = await talk(workspace, "C1", "sylvania", text)

    assert statements(again) == statements(first) != []
    assert [link["url"] for link in elements(again.blocks, "link")] == [
        link["url"] for link in elements(first.blocks, "link")
    ]


@pytest.mark.parametrize("channel", PLACES)
@pytest.mark.parametrize(
    ("texts", "heading", "has", "has_not"),
    [
        (("sylvania", "and energy?"), "Sylvania", "buys natural gas", "treaty of friendship"),
        (("sylvania", "not energy"), "Sylvania", "treaty of friendship", "buys natural gas"),
        (("sylvania", "only 1993"), "Sylvania", "treaty of friendship", "buys natural gas"),
        (("sylvania energy", "and graustark?"), "Graustark", "never planned", "buys natural gas"),
        (("sylvania energy", "what about graustark?"), "Graustark", "never planned", "buys natural gas"),
        (("sylvania", "what about graustark?"), "Graustark", "State visits", "buys natural gas"),
        (("sylvania", "graustark diplomacy"), "Graustark", "State visits", "treaty of friendship"),
        (("timeline sylvania", "only 1993"), "Sylvania", "treaty of friendship", "buys natural gas"),
        (("sylvania", "timeline"), "Sylvania", "treaty of friendship", "each summer"),
    ],
)
async def test_follow_up_edits_the_request(
    texts: tuple[str, ...], heading: str, has: str, has_not: str, channel: str
) -> None:
    async with open_workspace(INDEX) as workspace:
        reply = await talk(workspace, channel, *texts)

    assert heading in title(reply)
    assert has in reply.text
    assert has_not not in reply.text


@pytest.mark.parametrize("channel", PLACES)
@pytest.mark.parametrize("text", ["2", "the second", "the second one", "Rudolf", "rudolf elphberg"])
async def test_answers_choice_by_number_or_name(text: str, channel: str) -> None:
    async with open_workspace(INDEX) as workspace:
        choice = await talk(workspace, channel, "elphberg")
        assert list(controls(choice.blocks)) == ["Michael Elphberg", "Rudolf Elphberg"]

        assert title(await talk(workspace, channel, "elphberg", text)) == "Rudolf Elphberg"


@pytest.mark.parametrize("text", ["7", "the son", "hmm whatever"])
async def test_repeats_choice_that_is_not_understood(text: str) -> None:
    async with open_workspace(INDEX) as workspace:
        again = await talk(workspace, "C1", "elphberg", text)
        assert title(again) == "Which did you mean?"
        assert list(controls(again.blocks))[-2:] == ["Michael Elphberg", "Rudolf Elphberg"]
        assert "“”" not in again.text

        await press(workspace, again, "Rudolf Elphberg")
        assert title(last(workspace)) == "Rudolf Elphberg"


async def test_answers_other_question_after_a_choice() -> None:
    async with open_workspace(INDEX) as workspace:
        assert title(await talk(workspace, "C1", "elphberg", "sylvania")) == ":flag-sy: Sylvania"


@pytest.mark.parametrize("channel", PLACES)
@pytest.mark.parametrize("text", ["thanks", "Thank you!", "hello", "hi there", "bad bot", "good bot", "bye"])
async def test_answers_chatter_with_one_line(text: str, channel: str) -> None:
    async with open_workspace(INDEX) as workspace:
        for before in ((), ("sylvania",)):
            reply = await talk(workspace, channel, *before, text)
            asked = [call for call in workspace.slack.calls if call.method == "chat.postMessage"][-1]

            assert (reply.only_for, reply.channel) == (None, channel)
            assert (reply.thread is None) == (channel == "D1")
            assert asked.arguments["text"] == reply.text
            assert len(reply.text) < 200
            assert len(reply.text.splitlines()) <= 2
            assert statements(reply) == []
            assert "Type /ruri" not in reply.text, "it is not the help"


@pytest.mark.parametrize("channel", PLACES)
async def test_chatter_keeps_the_subject_of_the_conversation(channel: str) -> None:
    async with open_workspace(INDEX) as workspace:
        reply = await talk(workspace, channel, "sylvania", "thanks", "and energy?")
        assert ("Sylvania" in title(reply), "buys natural gas" in reply.text) == (True, True)

        after_choice = await talk(workspace, channel, "elphberg", "hello", "2")
        assert title(after_choice) == "Rudolf Elphberg"


@pytest.mark.parametrize("text", ["more", "next", "link?", "2", "the second", "not energy"])
async def test_answers_follow_up_without_a_question_before(text: str) -> None:
    async with open_workspace(INDEX) as workspace:
        assert (await talk(workspace, "C1", text)).text
        assert (await talk(workspace, "C1", "bohemia", text)).text
        assert (await talk(workspace, "C1", "help", text)).text


@pytest.mark.parametrize(
    ("texts", "heading", "has"),
    [
        *[
            (("turkey", text), ":flag-tr: Turkey", "Facts 4 to 6 of ")
            for text in ("more", "next", "show more", "what else", "next page", "continue")
        ],
        (("turkey", "link?"), ":flag-tr: Turkey", "Facts 1 to 3 of "),
        (("turkey", "not energy"), ":flag-tr: Turkey", "Facts about Energy are left out."),
        (("turkey", "only 2020"), ":flag-tr: Turkey", "Continuing from your last question: Turkey 2020."),
        (("armenia energy", "and turkey?"), ":flag-tr: Turkey", "Continuing from your last question: Turkey energy."),
        (("turkey", "what about russia?"), ":flag-ru: Russia", " of "),
        *[(("aliyev", text), "Ilham Aliyev", " of ") for text in ("2", "the second", "ilham")],
        (("aliyev", "the son"), "Which did you mean?", "Heydar Aliyev, Ilham Aliyev"),
    ],
)
async def test_answers_reported_follow_ups(
    texts: tuple[str, ...], heading: str, has: str, shipped_index: Index
) -> None:
    async with open_workspace(shipped_index) as workspace:
        reply = await talk(workspace, "C1", *texts)

    assert title(reply) == heading
    assert has in reply.text
