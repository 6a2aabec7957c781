"""Failures while people are notified: each is notified once, and nothing is lost."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.workspace import BOT_USER, REVIEWS, TEAM
from bot.slack import mailing
from bot.slack.mailing import LONGEST_WAIT, MOST_TRIES, SECONDS_BETWEEN_TRIES, SECONDS_TO_SEND, Mailing
from bot.store import StoreDown
from bot.store.loop import Loop
from tests.scenario.curating import ADA, BEN, CID, DEE, Room, curated
from tests.scenario.requesting import MISSED, WEEK, request
from tests.scenario.windows import words_of

pytestmark = pytest.mark.usefixtures("at_once", "without_waiting")

POST = "chat.postMessage"


def fill(room: Room) -> None:
    """Add the requested fact to the base."""
    room.edit_by_hand("[supply contract]", "[supply contract, zeppelins]")
    room.follow()


def notices_of(room: Room, channel: str = "D4") -> list[str]:
    """Return the text of a user's direct messages."""
    return [words_of(one) for one in room.messages(channel) if one.user == BOT_USER and "asked" in words_of(one)]


async def test_two_processes_notify_follower_and_owner_once(tmp_path: Path) -> None:
    async with curated(tmp_path, 2) as rooms:
        await rooms[0].curation.set_ownership(TEAM, ADA, ("sylvania",), (), BEN)
        await request(rooms[0])
        before = len(rooms[0].messages("D1"))
        rooms[0].clock.now += WEEK
        duties = [room.workspace.bot.duties for room in rooms]
        await asyncio.gather(*(duty.finish() for duty in duties if duty))
        assert len(rooms[0].messages("D1")) == before + 1
        fill(rooms[0])
        rooms[1].follow()
        await asyncio.gather(*(duty.finish() for duty in duties if duty))
        assert len(notices_of(rooms[0])) == 1


async def end_process(*_: Any) -> None:
    raise asyncio.CancelledError


async def test_marks_notice_that_a_killed_process_may_have_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with curated(tmp_path) as (room,):
        await request(room)
        fill(room)
        with monkeypatch.context() as patched:
            patched.setattr(Loop, "mark_sent", end_process)
            with pytest.raises(asyncio.CancelledError):
                await room.run_housekeeping()
        await room.run_housekeeping()
        assert len(notices_of(room)) == 1, "its lease is not over"
        room.clock.now += SECONDS_TO_SEND + 1
        await room.run_housekeeping()
        first, second = notices_of(room)
        assert "already" not in first
        assert "already" in second


async def test_sends_unmarked_notice_left_by_ended_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with curated(tmp_path) as (room,):
        await request(room)
        fill(room)
        with monkeypatch.context() as patched:
            patched.setattr(Mailing, "_send", end_process)
            with pytest.raises(asyncio.CancelledError):
                await room.run_housekeeping()
        room.clock.now += SECONDS_TO_SEND + 1
        await room.run_housekeeping()
        (only,) = notices_of(room)
        assert "already" not in only


@pytest.mark.parametrize("fault", [429, 503, "internal_error"])
async def test_retries_refused_notice(tmp_path: Path, fault: str | int) -> None:
    async with curated(tmp_path) as (room,):
        await request(room)
        fill(room)
        room.workspace.slack.faults[POST] = fault
        await room.run_housekeeping()
        await room.run_housekeeping()
        assert notices_of(room) == []
        del room.workspace.slack.faults[POST]
        room.clock.now += SECONDS_BETWEEN_TRIES + 1
        await room.run_housekeeping()
        assert len(notices_of(room)) == 1


async def test_gives_up_on_notice_that_slack_keeps_refusing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with curated(tmp_path) as (room,):
        await request(room)
        fill(room)
        room.workspace.slack.faults[POST] = "internal_error"
        for _ in range(MOST_TRIES + 2):
            room.clock.now += LONGEST_WAIT + SECONDS_TO_SEND
            await room.run_housekeeping()
        del room.workspace.slack.faults[POST]
        room.clock.now += LONGEST_WAIT + SECONDS_TO_SEND
        await room.run_housekeeping()
        assert notices_of(room) == []
        assert sum("given up" in record.getMessage() for record in caplog.records) == 1
        assert MISSED not in caplog.text


async def test_notifies_directly_where_the_thread_is_gone(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        answer = await room.mention(MISSED, DEE)
        await room.press(answer, "Request this", DEE)
        assert await room.submit(DEE) == {}
        workspace = room.workspace.slack.web_api.workspace
        channel = workspace.channels["C1"]
        del workspace.channels["C1"]
        fill(room)
        await room.run_housekeeping()
        workspace.channels["C1"] = channel
        assert len(notices_of(room)) == 1


async def test_hands_digest_of_a_leaver_to_the_reviewers(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with curated(tmp_path) as (room,):
        await room.curation.set_ownership(TEAM, ADA, ("sylvania",), (), BEN)
        await request(room)
        room.clock.now += WEEK
        _remove_user(room, "U1", monkeypatch)
        await room.run_housekeeping()
        await room.run_housekeeping()
        digests = [words_of(one) for one in room.messages("D3") if MISSED in words_of(one)]
        assert len(digests) >= 1
        members = {member.user: member for member in await room.curation.list_members(TEAM)}
        assert members[ADA].partners == ()
        assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_windows_report_that_store_is_down_and_lose_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with curated(tmp_path) as (room,):
        reply = await room.ask(MISSED, DEE)
        await room.press(reply, "Request this", DEE)

        async def down(*_: Any, **__: Any) -> Any:
            raise StoreDown("it is down")

        with monkeypatch.context() as patched:
            for name in ("request", "vote", "note_usage", "note_misses"):
                patched.setattr(Loop, name, down)
            errors = await room.submit(DEE)
            assert "cannot be saved" in words_of([{"text": text} for text in errors.values()])
            await room.say(MISSED, CID)
            with pytest.raises(StoreDown):
                await room.run_housekeeping()
        assert await room.submit(DEE) == {}
        await room.run_housekeeping()
        (gap,) = await Loop(room.store).list_gaps(TEAM)
        assert gap.asks == 2
        report = await Loop(room.store).report(TEAM, 0.0)
        assert sum(report.questions.values()) == 2


async def test_reposts_gap_whose_message_was_deleted(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await request(room)
        (shown,) = [one for one in room.messages(REVIEWS) if MISSED in words_of(one)]
        room.workspace.slack.web_api.workspace.remove(shown)
        await room.say(MISSED, CID)
        await room.run_housekeeping()
        (again,) = [one for one in room.messages(REVIEWS) if MISSED in words_of(one)]
        assert again.ts != shown.ts


@pytest.mark.parametrize(
    "act", ["loop-cure", "loop-propose", "loop-edit", "loop-decline", "loop-snooze", "loop-report"]
)
async def test_refuses_presses_of_other_workspaces_and_readers(tmp_path: Path, act: str) -> None:
    async with curated(tmp_path) as (room,):
        await request(room)
        (gap,) = await Loop(room.store).list_gaps(TEAM)
        before = room.windows(DEE)
        for user, team in ((DEE, TEAM), (ADA, "T9")):
            await room.forge(act, gap.id, user, team=team)
        assert (room.windows(DEE), room.windows(ADA)) == (before, [])
        for user, team in ((DEE, TEAM), (BEN, "T9")):
            await room.forge_view("loop-reason", gap.id, user, team=team, **{"loop-reason": "because"})
        assert (await Loop(room.store).list_gaps(TEAM)) == (gap,)


@pytest.mark.parametrize(
    "act", ["loop-vote", "loop-pace", "loop-unwatch", "loop-optout", "loop-forget", "loop-nothing"]
)
async def test_ignores_values_of_odd_shape(tmp_path: Path, act: str, caplog: pytest.LogCaptureFixture) -> None:
    async with curated(tmp_path) as (room,):
        for value in ("", "x", "up", "down {", "weekly partner", "partner nobody", "☃ ☃ ☃"):
            await room.forge(act, value, DEE)
            await room.run_housekeeping()
        assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def _remove_user(room: Room, user: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Slack answer that a user does not exist."""
    post: Callable[..., Any] = mailing.post_in

    async def refuse(client: AsyncWebClient, channel: str, thread: str, message: dict[str, Any]) -> None:
        if channel == user:
            raise SlackApiError("", {"error": "account_inactive"})  # type: ignore[no-untyped-call]
        await post(client, channel, thread, message)

    monkeypatch.setattr(mailing, "post_in", refuse)
