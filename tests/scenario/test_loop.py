"""The readers' loop, from a miss to the notice that it is filled, through the real app, store and files."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.domain.gaps import GapState, KeepMisses
from bot.domain.proposals import WorkspaceSettings
from bot.sandbox.payloads import to_interaction
from bot.sandbox.workspace import BOT_USER, REVIEWS, TEAM
from bot.store.loop import Loop
from tests.scenario.curating import ADA, BEN, CID, DEE, Room, curated
from tests.scenario.requesting import MISSED, request
from tests.scenario.windows import buttons, words_of

pytestmark = pytest.mark.usefixtures("at_once")


def gaps_shown(room: Room) -> list[str]:
    """Return the texts of the gaps' messages in the review channel."""
    return [words_of(one) for one in room.messages(REVIEWS) if MISSED in words_of(one)]


async def suggested(room: Room, window: dict[str, Any], typed: str, user: str = ADA) -> list[dict[str, Any]]:
    """Return the options that the menu of facts offers for typed text."""
    block = next(block for block in window["blocks"] if block.get("block_id") == "loop-fact")
    person = room.workspace.slack.web_api.workspace.people[user]
    where = {"block_id": block["block_id"], "action_id": block["element"]["action_id"], "view": window}
    body = to_interaction("block_suggestion", person, value=typed, **where)
    response = await room.workspace.post(urlencode({"payload": json.dumps(body)}).encode())
    return list(response.json["options"])


async def test_counts_misses_in_one_message(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        for _ in range(2):
            await room.say(MISSED, DEE)
        await room.run_housekeeping()
        (shown,) = gaps_shown(room)
        assert "Asked twice" in shown
        await room.say(f"{MISSED}?", CID)
        await room.run_housekeeping()
        (shown,) = gaps_shown(room)
        assert "Asked 3 times" in shown
        assert DEE not in shown


async def test_redacts_words_of_a_miss(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.say("sylvania zeppelins <@U2> see https://example.org/x or mail ada@example.org", DEE)
        await room.run_housekeeping()
        (gap,) = await Loop(room.store).list_gaps(TEAM)
        assert gap.text.split()[:2] == ["sylvania", "zeppelins"]
        assert not {"<", "@", "example", "http"} & set(gap.text)
        assert "example" not in gap.text


@pytest.mark.parametrize("kept", [KeepMisses.COUNTS, KeepMisses.OFF])
async def test_keeps_no_words_if_so_set(tmp_path: Path, kept: KeepMisses) -> None:
    async with curated(tmp_path) as (room,):
        await room.curation.set_settings(WorkspaceSettings(TEAM, REVIEWS, keep_misses=kept), BEN)
        await room.say(MISSED, DEE)
        await room.run_housekeeping()
        assert await Loop(room.store).list_gaps(TEAM) == ()
        report = await Loop(room.store).report(TEAM, 0.0)
        counted = sum(count for (outcome, _), count in report.questions.items() if outcome in ("near", "none"))
        assert counted == (1 if kept is KeepMisses.COUNTS else 0)


async def test_notifies_requester_once_the_base_has_the_fact(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await request(room, note="for a paper")
        (shown,) = gaps_shown(room)
        assert "for a paper" in shown

        (message,) = [one for one in room.messages(REVIEWS) if MISSED in words_of(one)]
        await room.press(message, "Propose a fact", BEN)
        problems = await room.submit(BEN, source="gazette-2018", topics=["energy"]) or await room.submit(
            BEN,
            statement="Sylvania bought two zeppelins from Ruritania.",
            excerpt="two zeppelins were bought",
            locator="page 3",
        )
        assert problems == {}
        assert await room.submit(BEN) == {}
        await room.press(room.review(), "Approve", CID)
        room.follow()
        await room.run_housekeeping()

        notice = room.last_notice(DEE)
        assert "You asked" in notice
        assert "bought two zeppelins" in notice
        (gap,) = [
            one for one in room.messages(REVIEWS) if MISSED in words_of(one) and "zeppelins from" not in words_of(one)
        ]
        assert buttons(gap, "Propose a fact") == []

        count = len(room.messages("D4"))
        await room.run_housekeeping()
        assert len(room.messages("D4")) == count, "they are notified once"


async def test_notifies_requester_in_their_thread(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        answer = await room.mention(MISSED, DEE)
        await room.press(answer, "Request this", DEE)
        assert await room.submit(DEE) == {}
        room.edit_by_hand("[supply contract]", "[supply contract, zeppelins]")
        room.follow()
        await room.run_housekeeping()
        replies = [one for one in room.messages("C1") if one.user == BOT_USER and one.thread]
        assert "You asked" in words_of(replies[-1])


async def test_hand_edit_fills_a_gap(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await request(room)
        room.edit_by_hand("[supply contract]", "[supply contract, zeppelins]")
        room.follow()
        await room.run_housekeeping()
        assert "You asked" in room.last_notice(DEE)
        assert await Loop(room.store).list_gaps(TEAM) == ()


async def test_adds_word_and_previews_the_new_answer(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await request(room)
        (message,) = [one for one in room.messages(REVIEWS) if MISSED in words_of(one)]
        await room.press(message, "Find the fact")
        window = room.window()
        assert "zeppelins" in words_of(window) or "zeppelins" in str(window["blocks"])
        assert (await suggested(room, window, ""))[0]["value"].startswith("sylvania")
        assert "graustark-pipeline-plan" in [
            one["value"] for one in await suggested(room, window, "graustark pipeline")
        ]
        assert await suggested(room, window, "sylvania", DEE) == []
        assert await room.submit(fact="sylvania-gas", **{"as": "keyword"}) == {}
        assert "Asked again" in words_of(room.window())
        assert await room.submit() == {}
        await room.press(room.review(), "Approve", BEN)
        fields = room.fact("sylvania-gas")
        assert fields
        assert "zeppelins" in fields["keywords"]
        await room.run_housekeeping()
        assert "You asked" in room.last_notice(DEE)


async def test_gap_and_review_name_each_other(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await request(room)
        (message,) = [one for one in room.messages(REVIEWS) if MISSED in words_of(one)]
        for _ in range(2):
            await room.press(message, "Find the fact")
            assert await room.submit(fact="sylvania-gas", **{"as": "keyword"}) == {}
            assert await room.submit() == {}
            review = room.review()
            said = words_of(review)
            assert "For what readers asked or reported: " in said
            assert MISSED in said
            await room.run_housekeeping()
            message = room.workspace.slack.web_api.workspace.messages[message.channel, message.ts]
            assert "has proposed what fills it" in words_of(message)
            assert not buttons(message, "Find the fact")
            assert buttons(message, "Decline")
            await room.press(review, "Decline", BEN)
            assert await room.submit(BEN, reason="not that one") == {}
            await room.run_housekeeping()
            message = room.workspace.slack.web_api.workspace.messages[message.channel, message.ts]
            assert buttons(message, "Find the fact"), "it is open to all again"


async def test_declines_gap_with_a_reason(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await request(room)
        (message,) = [one for one in room.messages(REVIEWS) if MISSED in words_of(one)]
        await room.press(message, "Decline", BEN)
        assert await room.submit(BEN, reason="not our subject") == {}
        await room.run_housekeeping()
        assert "not our subject" in room.last_notice(DEE)
        gaps = await Loop(room.store).list_gaps(TEAM)
        assert gaps == ()


async def test_refuses_gap_actions_without_a_role(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await request(room)
        (message,) = [one for one in room.messages(REVIEWS) if MISSED in words_of(one)]
        before = room.windows(DEE)
        for label in ("Find the fact", "Propose a fact", "Decline"):
            await room.press(message, label, DEE)
            assert "Only curators" in room.last_notice(DEE)
            assert room.windows(DEE) == before


async def test_last_vote_counts_and_answer_stays(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        answer = await room.ask("sylvania", DEE)
        before = words_of(answer)
        await room.vote(answer, "up", DEE)
        assert "Thank you" in room.last_notice(DEE)
        await room.vote(answer, "down", DEE)
        assert await room.submit(DEE, which="unclear", note="too long") == {}
        report = await Loop(room.store).report(TEAM, 0.0)
        assert report.votes == {"down": 1}
        assert report.faults == {"unclear": 1}
        stored = room.workspace.slack.web_api.workspace.messages[answer.channel, answer.ts]
        assert words_of(stored) == before


async def test_shows_and_deletes_stored_data(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.say("watch sylvania", DEE)
        await request(room)
        await room.vote(await room.ask("sylvania", DEE), "up", DEE)
        await room.say("privacy", DEE)
        shown = list(room.workspace.slack.web_api.workspace.messages.values())[-1]
        assert "Sylvania" in words_of(shown)
        assert MISSED in words_of(shown)
        await room.press(shown, "Delete all this", DEE)
        loop = Loop(room.store)
        assert await loop.list_watches(TEAM, DEE) == ()
        assert (await loop.report(TEAM, 0.0)).votes == {}
        (gap,) = await loop.list_gaps(TEAM)
        assert await loop.followers_of(gap.id) == ()


async def test_counts_no_misses_of_people_who_opted_out(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.say("privacy", DEE)
        shown = list(room.workspace.slack.web_api.workspace.messages.values())[-1]
        await room.press(shown, "Leave my questions out", DEE)
        await room.say(MISSED, DEE)
        await room.run_housekeeping()
        assert await Loop(room.store).list_gaps(TEAM) == ()
        await room.say(MISSED, CID)
        await room.run_housekeeping()
        (gap,) = await Loop(room.store).list_gaps(TEAM)
        assert gap.asks == 1
        assert gap.state is GapState.OPEN


async def test_home_shows_curators_a_report(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.say(MISSED, DEE)
        await room.run_housekeeping()
        home = await room.home(ADA)
        await room.press_in(home, "Report")
        assert MISSED in words_of(room.window())
        assert buttons(await room.home(DEE), "Report") == []
