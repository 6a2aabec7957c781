"""A channel's default partner and topic: set by admins, and applied to questions in the channel."""

from pathlib import Path
from typing import Any

import pytest

from bot.domain.defaults import ChannelDefault, Default
from bot.reply.curating.limits import DEFAULT_PARTNER, LIMITS
from bot.sandbox.workspace import BOT_USER, TEAM
from tests.scenario.curating import ADA, BEN, Room, curated
from tests.scenario.windows import buttons, words_of

pytestmark = pytest.mark.usefixtures("at_once")

READ = "Sylvania (this channel's default) · Energy"
ALONE = "Not only Sylvania"


async def give(room: Room, *, team: str = TEAM, channel: str = "C1", partner: str = "", topic: str = "") -> None:
    """Set a channel's default, and refresh the caches."""
    await room.curation.set_default(ChannelDefault(team, channel, Default(partner, topic)), BEN)
    await room.run_housekeeping()


async def open_limits(room: Room, user: str = BEN) -> dict[str, Any]:
    await room.say("admin", user)
    await room.press_in(room.window(user), "Limits of use", user)
    return room.window(user)


async def test_admin_sets_and_ends_default_of_channel(tmp_path: Path) -> None:
    async with curated(tmp_path, 2) as (room, other):
        window = await open_limits(room)
        assert "default" not in words_of(window["blocks"][0])
        where = (DEFAULT_PARTNER, DEFAULT_PARTNER, "syl")
        offered = await room.workspace.actions.suggest(BEN, *where, message=None, view=window["id"])
        assert "Sylvania" in words_of(offered)

        assert "Choose the channel" in str(await room.submit(BEN, partner="sylvania"))
        assert await room.submit(BEN, channel="C1", partner="sylvania") == {}
        assert READ in words_of(await room.ask("energy?")), "at once in this process"
        assert READ not in words_of(await other.ask("energy?"))
        await other.run_housekeeping()
        assert READ in words_of(await other.ask("energy?")), "though the reply without it was kept"

        assert ": Sylvania\n" in words_of(await open_limits(room))
        assert await room.submit(BEN, channel="C1") == {}
        assert READ not in words_of(await room.ask("energy?"))
        assert await room.curation.list_defaults() == ()


async def test_only_admins_set_a_default(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.forge_view(LIMITS, "", ADA)
        await room.forge_view(LIMITS, "", BEN, team="T9")
        state: dict[str, Any] = {"limits-channel": {"limits-channel": {"selected_conversation": "C1"}}}
        partner = {"selected_option": {"value": "sylvania"}}
        state[DEFAULT_PARTNER] = {DEFAULT_PARTNER: partner}
        view = {"id": "V1", "type": "modal", "callback_id": LIMITS, "private_metadata": "", "blocks": []}
        for user, team in ((ADA, TEAM), (BEN, "T9")):
            await room.send("view_submission", user, team=team, view={**view, "state": {"values": state}})
        assert await room.curation.list_defaults() == ()


async def test_reads_commands_mentions_and_threads_with_the_default(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await give(room, partner="sylvania")
        reply = await room.ask("energy?")
        assert READ in words_of(reply)
        await room.press(reply, ALONE)
        alone = words_of(list(room.workspace.slack.web_api.workspace.messages.values())[-1])
        assert "this channel's default" not in alone

        answered = await room.mention("energy?")
        assert READ in words_of(answered)
        assert buttons(answered, ALONE)
        bot = room.workspace.slack.web_api.workspace.people[BOT_USER].name
        await room.workspace.actions.say(ADA, "C1", f"@{bot} and borders?", thread=answered.thread)
        await room.workspace.finish()
        followed = words_of(room.messages("C1")[-1])
        assert "Sylvania borders" in followed
        assert "this channel's default" not in followed, "it is of the conversation"


async def test_does_not_add_default_to_named_partner(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        before = [words_of(await room.ask(text)) for text in ("graustark energy", "partners", "help", "thanks")]
        await give(room, partner="sylvania")
        after = [words_of(await room.ask(text)) for text in ("graustark energy", "partners", "help", "thanks")]
        assert after == before


async def test_default_holds_only_in_its_channel(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await give(room, partner="sylvania")
        await give(room, channel="D1", partner="sylvania")
        await give(room, team="T9", channel="C2", partner="sylvania")
        assert READ in words_of(await room.ask("energy?")), "and the reply is kept"
        for channel in ("C2", "D1"):
            await room.workspace.actions.say(ADA, channel, "/ruri energy?")
            await room.workspace.finish()
            last = list(room.workspace.slack.web_api.workspace.messages.values())[-1]
            assert last.channel == channel
            assert "energy" in words_of(last)
            assert READ not in words_of(last)


async def test_timeline_says_that_the_default_was_used(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await give(room, topic="energy")
        reply = words_of(await room.ask("timeline sylvania"))
        assert "Energy (this channel's default)" in reply
        assert "Not only Energy" in reply
