"""Watches, digests and the stored data of a reader, through the real app, store and files."""

from pathlib import Path

import pytest

from bot.sandbox.workspace import BOT_USER, REVIEWS, TEAM
from bot.store.loop import Loop
from tests.scenario.curating import ADA, BEN, DEE, Room, curated
from tests.scenario.requesting import MISSED, WEEK, request
from tests.scenario.windows import buttons, words_of

pytestmark = pytest.mark.usefixtures("at_once")


async def report_gas(room: Room, user: str) -> None:
    """Report that Sylvania buys oil, and ask for a notice when that is fixed."""
    answer = await room.ask("sylvania gas", user)
    await room.vote(answer, "down", user)
    window = room.window(user)
    has_choice = any(block.get("block_id", "").endswith("fact") for block in window["blocks"])
    chosen = {"fact": "sylvania-gas"} if has_choice else {}
    assert await room.submit(user, which="wrong", note="it is oil", follow=["yes"], **chosen) == {}


async def test_notifies_reporter_of_a_fixed_fact(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await report_gas(room, DEE)
        (message,) = [one for one in room.messages(REVIEWS) if "it is oil" in words_of(one)]
        await room.press(message, "Edit the fact")
        assert await room.write(statement="Sylvania buys oil from Ruritania.") == {}
        assert await room.submit() == {}
        await room.press(room.review(), "Approve", BEN)
        room.follow()
        await room.run_housekeeping()
        notice = room.last_notice(DEE)
        assert "buys oil" in notice
        assert all(one in notice for one in ("statement: ", "natural gas")), "what was, beside what is"
        fixed = room.workspace.slack.web_api.workspace.messages[message.channel, message.ts]
        assert "Fixed." in words_of(fixed)
        assert "natural gas" in words_of(fixed)


@pytest.mark.parametrize("user", [ADA, DEE])
async def test_notifies_once_of_a_change_that_is_reported_watched_and_edited(user: str, tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.say("watch sylvania", user)
        await room.press(list(room.workspace.slack.web_api.workspace.messages.values())[-1], "At once", user)
        await report_gas(room, user)
        await room.close(user)
        room.clock.now += 60
        (message,) = [one for one in room.messages(REVIEWS) if "it is oil" in words_of(one)]
        await room.press(message, "Edit the fact")
        assert await room.write(statement="Sylvania buys oil from Ruritania.") == {}
        assert await room.submit() == {}
        await room.press(room.review(), "Approve", BEN)
        room.follow()
        for _ in range(3):
            await room.run_housekeeping()
        (notice,) = room.messages(f"D{user[1:]}")
        assert ("Your proposal" if user == ADA else "You asked to be notified") in words_of(notice)


async def test_notifies_watcher_at_once_if_chosen(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.say("watch sylvania", DEE)
        confirmed = list(room.workspace.slack.web_api.workspace.messages.values())[-1]
        assert "Sylvania" in words_of(confirmed)
        await room.press(confirmed, "At once", DEE)
        room.clock.now += 60
        await room.press(await room.propose_edit("Sylvania buys oil from Ruritania."), "Approve", BEN)
        room.follow()
        await room.run_housekeeping()
        await room.run_housekeeping()
        assert "buys oil" in room.last_notice(DEE)
        assert len(room.messages("D4")) == 1


async def test_notifies_watcher_once_a_week(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.say("watch energy", DEE)
        room.clock.now += 60
        await room.press(await room.propose_edit("Sylvania buys oil from Ruritania."), "Approve", BEN)
        room.follow()
        await room.run_housekeeping()
        assert room.messages("D4") == []
        room.clock.now += WEEK
        await room.run_housekeeping()
        await room.run_housekeeping()
        (notice,) = room.messages("D4")
        assert "buys oil" in words_of(notice)


async def test_stops_notices_with_the_watch(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.say("watch sylvania", DEE)
        assert "Sylvania" in words_of(await room.home(DEE))
        await room.say("unwatch sylvania", DEE)
        await room.press(await room.propose_edit("Sylvania buys oil from Ruritania."), "Approve", BEN)
        room.follow()
        room.clock.now += 2 * WEEK
        await room.run_housekeeping()
        assert room.messages("D4") == []


@pytest.mark.parametrize("text", ["watch", "watch zeppelins", "watch sylvania gas prices for me"])
async def test_explains_what_cannot_be_watched(tmp_path: Path, text: str) -> None:
    async with curated(tmp_path) as (room,):
        await room.say(text, DEE)
        seen = list(room.workspace.slack.web_api.workspace.messages.values())[-1]
        assert seen.user == BOT_USER
        assert (await room.home(DEE))["blocks"]
        assert await Loop(room.store).list_watches(TEAM, DEE) == ()


async def test_sends_owner_one_digest_a_week_if_anything_is_due(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.curation.set_ownership(TEAM, ADA, ("sylvania",), (), BEN)
        room.clock.now += WEEK
        before = len(room.messages("D1"))
        await room.run_housekeeping()
        assert len(room.messages("D1")) == before, "nothing was asked for, and nothing is due"
        await request(room)
        room.clock.now += WEEK
        await room.run_housekeeping()
        await room.run_housekeeping()
        digests = room.messages("D1")[before:]
        assert len(digests) == 1
        assert MISSED in words_of(digests[0])


async def test_home_changes_pace_of_a_watch(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.say("watch sylvania", ADA)
        home = await room.home(ADA)
        await room.press_in(home, "At once", ADA)
        shown = room.workspace.slack.web_api.views.homes[ADA]
        assert "Sylvania · notified at once" in words_of(shown)
        assert buttons(shown, "Weekly")
        assert buttons(shown, "Propose a fact"), "and all that was there before"
        await room.press_in(shown, "Stop", ADA)
        assert "You watch" not in words_of(room.workspace.slack.web_api.views.homes[ADA])
