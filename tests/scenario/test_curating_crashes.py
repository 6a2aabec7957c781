"""Processes killed while the base is curated: another finishes what was approved, decided or sent, once."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.cli.base import FolderBase
from bot.sandbox.workspace import REVIEWS, TEAM
from bot.services.curating.reviewing import SECONDS_TO_PUBLISH
from bot.slack.reviews import Reviews
from bot.store.curation import Curation
from tests.scenario.curating import ADA, BEN, CID, DEE, curated
from tests.scenario.failures import STATEMENT, die, die_in_thread
from tests.scenario.windows import buttons, words_of

pytestmark = pytest.mark.usefixtures("at_once")


def before_writing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(FolderBase, "publish", die_in_thread)


def before_recording(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Curation, "publish", die)


@pytest.mark.parametrize("kill", [before_writing, before_recording])
@pytest.mark.parametrize("act", ["Edit", "Remove", "Still true"])
async def test_publishes_approval_of_a_killed_process_once(
    act: str, kill: Callable[[pytest.MonkeyPatch], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with curated(tmp_path, 2) as (room, other):
        before = room.fact("sylvania-gas")
        await room.edit(act=act)
        if act == "Edit":
            assert await room.write(statement=STATEMENT) == {}
        assert await room.submit() == {}
        with monkeypatch.context() as patched:
            kill(patched)
            task = asyncio.gather(room.press(room.review(), "Approve", BEN), return_exceptions=True)
            await asyncio.wait([task])
            task.cancel()
        assert await room.states() == ["approved"]
        await other.run_housekeeping()
        assert await room.states() == ["approved"], "the first process may only be slow"

        written = other.text() if kill is before_recording else ""
        other.follow()
        room.clock.now += SECONDS_TO_PUBLISH + 1
        await other.run_housekeeping()
        await other.run_housekeeping()
        assert await room.states() == ["published"]
        assert written in ("", other.text()), "it is not written again"
        (change,) = await room.curation.list_changes(TEAM, "sylvania-gas")
        assert "published" in other.last_notice(ADA)
        assert "published" in words_of(other.review())

        other.follow()
        await other.forge("curate-restore", f"change {change.id}", ADA)
        assert await other.submit() == {}
        await other.press(other.review(), "Approve", BEN)
        assert other.fact("sylvania-gas") == before, "the history knows what was there before"


async def test_posts_review_of_a_killed_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with curated(tmp_path, 2) as (room, other):
        await room.edit()
        assert await room.write(statement=STATEMENT) == {}
        with monkeypatch.context() as patched:
            patched.setattr(Reviews, "show", die)
            assert await room.submit() == {}
        assert (await room.states(), room.messages(REVIEWS)) == (["open"], [])
        room.clock.now += SECONDS_TO_PUBLISH + 1
        await other.run_housekeeping()
        await other.run_housekeeping()
        assert len(room.messages(REVIEWS)) == 1
        await other.press(other.review(), "Approve", BEN)
        assert await room.states() == ["published"]


async def test_another_process_sends_a_decision_of_a_killed_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with curated(tmp_path, 2) as (room, other):
        review = await room.propose_edit(STATEMENT)
        with monkeypatch.context() as patched:
            patched.setattr(Reviews, "notify", die)
            await room.press(review, "Approve", BEN)
        assert (await room.states(), room.messages("D1")) == (["published"], [])
        room.clock.now += SECONDS_TO_PUBLISH + 1
        await other.run_housekeeping()
        await other.run_housekeeping()
        assert "published" in room.last_notice(ADA)
        assert len(room.messages("D1")) == 1
        assert buttons(room.review(), "Approve") == []


async def test_decides_proposal_resent_by_a_killed_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with curated(tmp_path, 2) as (room, other):
        await room.press(await room.propose_edit(STATEMENT), "Ask for changes", CID)
        assert await room.submit(CID, reason="when?") == {}
        await room.press(room.messages("D1")[-1], "Make changes", ADA)
        assert await room.write(statement=STATEMENT) == {}
        with monkeypatch.context() as patched:
            patched.setattr(Reviews, "show", die)
            assert await room.submit() == {}
        assert buttons(room.review(), "Approve") == []
        room.clock.now += SECONDS_TO_PUBLISH + 1
        await other.run_housekeeping()
        await other.press(other.review(), "Approve", BEN)
        assert await room.states() == ["published"]


async def test_reposts_review_whose_message_was_deleted(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.press(await room.propose_edit(STATEMENT), "Ask for changes", CID)
        assert await room.submit(CID, reason="when?") == {}
        await room.press(room.messages("D1")[-1], "Make changes", ADA)
        assert await room.write(statement=STATEMENT) == {}
        room.workspace.slack.web_api.workspace.remove(room.review())
        assert await room.submit() == {}
        await room.press(room.review(), "Approve", BEN)
        assert await room.states() == ["published"]


async def test_continues_draft_in_another_process(tmp_path: Path) -> None:
    async with curated(tmp_path, 2) as (room, other):
        await room.edit()
        assert await room.write(statement=STATEMENT) == {}
        assert await other.submit(note="begun elsewhere") == {}
        assert "begun elsewhere" in words_of(other.review())


async def test_finishes_other_proposals_despite_a_bad_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with curated(tmp_path, 2) as (room, other):
        await room.propose_edit(STATEMENT)
        await room.edit("sylvania-ally", act="Still true")
        assert await room.submit() == {}
        with monkeypatch.context() as patched:
            before_recording(patched)
            for review in room.messages(REVIEWS):
                await room.press(review, "Approve", BEN)
        room.clock.now += SECONDS_TO_PUBLISH + 1
        publish = FolderBase.publish

        def fail(self: FolderBase, operation: Any, *rest: Any) -> None:
            if operation.fact == "sylvania-gas":
                raise ValueError("a fault of the machine")
            publish(self, operation, *rest)

        with monkeypatch.context() as patched:
            patched.setattr(FolderBase, "publish", fail)
            await other.run_housekeeping()
        assert sorted(await room.states()) == ["approved", "published"]
        room.clock.now += SECONDS_TO_PUBLISH + 1
        await other.run_housekeeping()
        assert await room.states() == ["published", "published"]


async def test_logs_no_words_of_users(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    for noisy in ("aiosqlite", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.INFO)
    async with curated(tmp_path) as (room,):
        secret = "Zyzzyva"
        review = await room.propose_edit(f"Sylvania buys {secret} from Ruritania.", note=f"{secret} note")
        await room.press(review, "Ask for changes", CID)
        assert await room.submit(CID, reason=f"{secret} reason") == {}
        await room.forge_view("curate-reason", f"{secret} {secret}", BEN, **{"curate-reason": secret})
        await room.forge("curate-approve", f"{secret} {secret}", DEE)
        room.workspace.slack.faults["chat.update"] = "invalid_blocks"
        room.workspace.slack.faults["chat.postMessage"] = ["invalid_blocks", "invalid_blocks"]
        await room.press(room.messages("D1")[-1], "Make changes", ADA)
        assert await room.write(statement=f"Sylvania sells {secret} to Ruritania.") == {}
        assert await room.submit() == {}
        room.clock.now += SECONDS_TO_PUBLISH + 1
        await room.run_housekeeping()
        with monkeypatch.context() as patched:
            before_writing(patched)
            await room.press(room.review(), "Approve", BEN)
    logged = [record for record in caplog.records if record.name.startswith("bot")]
    assert logged
    assert secret not in "\n".join(f"{record.getMessage()} {record.exc_text or ''}" for record in logged)


async def test_retries_message_that_slack_refused(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        room.workspace.slack.faults["chat.postMessage"] = ["channel_not_found"] * 2
        await room.edit()
        assert await room.write(statement=STATEMENT) == {}
        assert await room.submit() == {}
        assert room.messages(REVIEWS) == []
        room.workspace.slack.faults.clear()
        room.clock.now += SECONDS_TO_PUBLISH + 1
        await room.run_housekeeping()
        assert "Waiting" in words_of(room.review())
