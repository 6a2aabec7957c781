"""Limits of use, as admins set them in Slack, and the refusals of people outside them."""

from pathlib import Path
from typing import Any

import pytest

from bot.domain.limits import Limits
from bot.reply.curating.limits import LIMITS, OPEN_LIMITS
from bot.sandbox.workspace import TEAM
from bot.services.limits import Rate
from tests.scenario.curating import ADA, BEN, DEE, Room, curated
from tests.scenario.windows import buttons, words_of

pytestmark = pytest.mark.usefixtures("at_once")


async def limit(room: Room, **limits: Any) -> None:
    """Set limits, and refresh the caches."""
    await room.curation.set_limits(Limits(TEAM, **limits), BEN)
    await room.run_housekeeping()


def calls(room: Room, method: str) -> list[dict[str, Any]]:
    return [call.arguments for call in room.workspace.slack.calls_of(method)]


async def test_admin_sets_the_limits(tmp_path: Path) -> None:
    async with curated(tmp_path, 2) as (room, other):
        await room.say("admin", BEN)
        await room.press_in(room.window(BEN), "Limits of use", BEN)
        assert "Limits of use" in words_of(room.window(BEN))
        assert await room.submit(BEN, channels=["C2"], users=[BEN, ADA], shared="yes") == {}
        assert buttons(room.window(BEN), "Limits of use"), "back at the window before"
        assert await room.curation.list_limits() == (Limits(TEAM, ("C2",), (BEN, ADA), True),)

        assert "not one in which I answer" in words_of(await room.ask("sylvania")), "at once in this process"
        assert "gas" in words_of(await other.ask("sylvania gas"))
        await other.run_housekeeping()
        assert "not one in which I answer" in words_of(await other.ask("sylvania"))

        await room.say("admin", BEN)
        await room.press_in(room.window(BEN), "Limits of use", BEN)
        window = str(room.window(BEN))
        assert "'initial_conversations': ['C2']" in window
        assert f"'initial_users': ['{BEN}', '{ADA}']" in window


async def test_only_admins_set_the_limits(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.forge(OPEN_LIMITS, "", ADA)
        assert room.windows(ADA) == []
        await room.forge_view(LIMITS, "", ADA)
        await room.forge_view(LIMITS, "", BEN, team="T9")
        assert await room.curation.list_limits() == ()


async def test_explains_refusal_outside_the_limits(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.ask("sylvania", DEE)
        await limit(room, users=(ADA,))
        posted = len(calls(room, "chat.postMessage"))
        assert "only some people are answered" in words_of(await room.ask("sylvania", DEE))
        assert "gas" in words_of(await room.ask("sylvania gas", ADA))

        await room.workspace.mention("sylvania", user=DEE)
        await room.workspace.finish()
        (notice,) = calls(room, "chat.postEphemeral")
        assert (notice["user"], notice["channel"]) == (DEE, "C1")
        await room.workspace.actions.say(DEE, "D4", "sylvania")
        await room.workspace.finish()
        (direct,) = calls(room, "chat.postMessage")[posted:]
        assert "only some people" in direct["text"]

        await room.workspace.actions.open_home(DEE, "home")
        await room.workspace.actions.run_shortcut(DEE, "search", None)
        await room.workspace.finish()
        assert "only some people" in words_of(room.window(DEE))
        await room.forge("ask-answer", "x", DEE)
        assert "only some people" in str(calls(room, "response_url")[-1])


async def test_refuses_windows_and_menus_outside_the_limits(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.workspace.actions.run_shortcut(DEE, "search", None)
        await room.workspace.finish()
        window = room.window(DEE)
        await limit(room, users=(ADA,))
        block = next(block for block in window["blocks"] if block["element"]["type"] == "external_select")
        where = (block["block_id"], block["element"]["action_id"], "syl")
        assert (await room.workspace.actions.suggest(DEE, *where, message=None, view=window["id"])) == {"options": []}
        assert await room.submit(DEE) == {}
        assert "only some people" in words_of(room.window(DEE))


async def test_admin_outside_the_limits_can_change_them(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await limit(room, users=(ADA,), channels=("C2",))
        assert "only some people" in words_of(await room.ask("sylvania", BEN))
        await room.say("admin", BEN)
        await room.press_in(room.window(BEN), "Limits of use", BEN)
        assert await room.submit(BEN, users=[], channels=[]) == {}
        assert "gas" in words_of(await room.ask("sylvania gas", BEN))


async def test_answers_direct_messages_despite_limits_on_channels(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await limit(room, channels=("C2",))
        await room.workspace.actions.say(ADA, "D1", "sylvania gas")
        await room.workspace.finish()
        assert "gas" in room.last_notice(ADA)


@pytest.mark.parametrize("is_allowed", [False, True])
async def test_limits_channels_shared_with_another_company(is_allowed: bool, tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await limit(room, shared_channels=is_allowed)
        await room.workspace.mention("sylvania gas", is_ext_shared_channel=True)
        event = {"type": "app_mention", "user": ADA, "text": "sylvania gas", "ts": "9.5", "channel": "C1"}
        await room.workspace.event(event, event_id="Ev9", is_ext_shared_channel=True)
        await room.workspace.finish()
        assert len(calls(room, "chat.postEphemeral")) == (0 if is_allowed else 1)

        direct = {"type": "message", "channel_type": "im", "user": ADA, "text": "sylvania gas", "ts": "9.7"}
        await room.workspace.event({**direct, "channel": "D1"}, event_id="Ev10", is_ext_shared_channel=True)
        await room.workspace.finish()
        assert "gas" in room.last_notice(ADA)

        where: dict[str, Any] = {"channel": {"id": "C1"}, "container": {"type": "message", "channel_id": "C1"}}
        url = room.workspace.slack.new_response_url(DEE, "C1")
        action = [{"type": "button", "action_id": "ask-answer.0", "block_id": "b", "value": "x"}]
        await room.send("block_actions", DEE, actions=action, response_url=url, home="T8", **where)
        notice = str(calls(room, "response_url")[-1])
        assert ("shared with another company" in notice) != is_allowed


async def test_explains_refusal_above_the_rate(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        gate = room.workspace.bot._gate
        assert gate
        gate._limiting._rate = Rate(3, lambda: 100.0)
        answers = [words_of(await room.ask("sylvania gas", ADA)) for _ in range(4)]
        assert ["Ask again in 60 s" in answer for answer in answers] == [False, False, False, True]
        assert "Ask again" not in words_of(await room.ask("sylvania gas", DEE))
        await room.say("admin", BEN)
        assert room.windows(BEN)


async def test_notifies_no_bots(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await limit(room, users=(ADA,))
        event = {"type": "app_mention", "user": "U7", "bot_id": "B7", "text": "hi", "ts": "9.5", "channel": "C1"}
        await room.workspace.event(event, event_id="Ev9")
        await room.workspace.event({"type": "app_uninstalled"}, event_id="Ev10")
        await room.workspace.finish()
        assert calls(room, "chat.postEphemeral") == []


async def test_logs_failed_notice_of_a_refusal(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with curated(tmp_path) as (room,):
        await limit(room, users=(ADA,))
        room.workspace.slack.faults["chat.postEphemeral"] = "channel_not_found"
        await room.workspace.mention("sylvania", user=DEE)
        await room.workspace.finish()
    assert "could not be notified of a refusal: channel_not_found" in caplog.text
