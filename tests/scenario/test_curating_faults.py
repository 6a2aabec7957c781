"""Failures while the base is curated: nothing typed is lost, and nothing changes without approval."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.cli.base import FolderBase
from bot.domain.proposals import Role
from bot.sandbox.workspace import REVIEWS, TEAM
from bot.services.curating.reviewing import SECONDS_TO_PUBLISH
from bot.slack.reviews import Reviews
from bot.store import Store, StoreDown
from bot.store.curation import Curation
from tests.scenario.curating import ADA, BEN, CID, DEE, GAS, Room, buttons, curated, is_root, words_of

pytestmark = pytest.mark.usefixtures("at_once")

STATEMENT = "Sylvania buys oil from Ruritania."
OTHER_TEAM = "T9"


class Killed(BaseException):
    """A process ends here."""


def down(*_: Any, **__: Any) -> Any:
    raise StoreDown("the store is down")


async def die(*_: Any, **__: Any) -> Any:
    raise asyncio.CancelledError


def die_in_thread(*_: Any, **__: Any) -> Any:
    raise Killed


async def changes(room: Room) -> int:
    return len(await room.curation.list_changes(TEAM, "sylvania-gas"))


async def test_refuses_second_concurrent_approval(tmp_path: Path) -> None:
    async with curated(tmp_path, 2) as rooms:
        await rooms[0].propose_edit(STATEMENT)
        value = buttons(rooms[0].review(), "Approve")[0]["value"]
        await asyncio.gather(
            *(room.forge("curate-approve", value, user) for room, user in zip(rooms, (BEN, CID), strict=True))
        )
        (proposal,) = await rooms[0].proposals()
        loser = CID if proposal.decided_by == BEN else BEN
        assert proposal.state == "published"
        assert f"<@{proposal.decided_by}>" in rooms[0].last_notice(loser)
        assert await changes(rooms[0]) == 1


async def test_writes_concurrent_proposals_for_one_file(tmp_path: Path) -> None:
    async with curated(tmp_path, 2) as rooms:
        room = rooms[0]
        await room.propose_edit(STATEMENT)
        await room.edit("sylvania-ally")
        assert await room.write(statement="Ruritania counts Sylvania among its friends.") == {}
        assert await room.submit() == {}
        values = [buttons(review, "Approve")[0]["value"] for review in room.messages(REVIEWS)]
        await asyncio.gather(
            *(room.forge("curate-approve", value, BEN) for room, value in zip(rooms, values, strict=True))
        )
        assert await room.states() == ["published", "published"]
        assert STATEMENT in room.text()
        assert "among its friends" in room.text()


async def test_second_decision_names_the_first_reviewer(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        review = await room.propose_edit(STATEMENT)
        value = buttons(review, "Approve")[0]["value"]
        await room.press(review, "Approve", BEN)
        for act in ("curate-approve", "curate-approve"):
            await room.forge(act, value, CID)
            assert f"<@{BEN}>" in room.last_notice(CID)
        await room.forge_view("curate-reason", f"curate-decline {value}", CID, **{"curate-reason": "too late"})
        assert await room.states() == ["published"]
        assert await changes(room) == 1


@pytest.mark.parametrize(
    "value",
    ["", " ", "x", "x 1", "0 0", "{id}", "{id} 0", "{id} 1", "{id} 99", "{id} ²", "{id} -3", "{id} " + "9" * 5000],
)
async def test_forged_press_changes_nothing(value: str, tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.propose_edit(STATEMENT)
        before, (proposal,) = room.text(), await room.proposals()
        forged = value.replace("{id}", proposal.id)
        await room.forge("curate-approve", forged, BEN)
        assert room.last_notice(BEN)
        for act in ("curate-decline", "curate-changes", "curate-x", ""):
            await room.forge_view("curate-reason", f"{act} {forged}", BEN, **{"curate-reason": "no"})
        for act in ("restore", "discard", "open", "edit", "verify", "remove", "history", "shown"):
            await room.forge(f"curate-{act}", value if act == "restore" else forged, BEN)
        for callback in ("curate-where", "curate-words", "curate-send", "curate-admin"):
            await room.forge_view(callback, forged, CID)
        (after,) = await room.proposals()
        assert (room.text(), after) == (before, proposal)


@pytest.mark.parametrize("value", ["change 99", "change " + "9" * 30, "change ²", "commit sylvania-gas x", "commit"])
async def test_refuses_to_restore_forged_version(value: str, tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.forge("curate-restore", value, ADA)
        assert "not on record" in room.last_notice(ADA)
        assert await room.states() == []


async def test_users_of_other_workspaces_change_nothing(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        review = await room.propose_edit(STATEMENT)
        value, before = buttons(review, "Approve")[0]["value"], room.text()
        (proposal,) = await room.proposals()
        await room.forge("curate-approve", value, BEN, team=OTHER_TEAM)
        await room.forge("curate-discard", proposal.id, ADA, team=OTHER_TEAM)
        await room.forge_view("curate-reason", f"curate-decline {value}", BEN, team=OTHER_TEAM)
        await room.forge("curate-propose", "", ADA, team=OTHER_TEAM)
        (after,) = await room.proposals()
        assert (room.text(), after) == (before, proposal)
        assert await room.curation.list_of_author(OTHER_TEAM, ADA) == ()


async def test_refuses_drafts_of_others(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.edit()
        (draft,) = await room.proposals()
        for act in ("open", "discard"):
            await room.forge(f"curate-{act}", draft.id, CID)
        await room.forge_view("curate-words", draft.id, CID, **{"curate-statement": "mine"})
        await room.forge_view("curate-send", f"{draft.id} x", CID)
        assert await room.proposals() == [draft]


async def test_refuses_decision_on_older_version(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        review = await room.propose_edit("Sylvania buys coal from Ruritania.")
        old, before = buttons(review, "Approve")[0]["value"], room.text()
        await room.press(review, "Ask for changes", CID)
        assert await room.submit(CID, reason="oil") == {}
        await room.press(room.messages("D1")[-1], "Make changes", ADA)
        assert await room.write(statement=STATEMENT) == {}
        assert await room.submit() == {}
        await room.forge("curate-approve", old, BEN)
        assert "changed" in room.last_notice(BEN)
        assert (room.text(), await room.states()) == (before, ["open"])


async def test_window_submitted_twice_is_sent_once(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.edit()
        assert await room.write(statement=STATEMENT) == {}
        metadata = room.window()["private_metadata"]
        assert await room.submit() == {}
        (sent,) = await room.proposals()
        await room.forge_view("curate-send", metadata, ADA)
        assert await room.proposals() == [sent]
        assert len(room.messages(REVIEWS)) == 1


@pytest.mark.parametrize(
    "act",
    ["shown", "propose", "edit", "verify", "remove", "history", "open", "discard", "approve", "changes", "decline"],
)
async def test_refuses_each_action_without_a_role(act: str, tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.propose_edit(STATEMENT)
        value = buttons(room.review(), "Approve")[0]["value"]
        (proposal,) = await room.proposals()
        given = {"approve": value, "changes": value, "decline": value, "open": proposal.id, "discard": proposal.id}
        await room.forge(f"curate-{act}", given.get(act, "sylvania-gas"), DEE)
        assert "Only" in room.last_notice(DEE)
        assert room.windows(DEE) == []
        assert await room.proposals(DEE) == []
        assert await room.proposals() == [proposal]


@pytest.mark.parametrize("text", ["propose", "admin", "history sylvania-gas"])
async def test_refuses_commands_without_a_role(text: str, tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.say(text, DEE)
        assert "Only" in room.last_notice(DEE)
        assert room.windows(DEE) == []


async def test_removed_role_counts_at_the_next_press(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        review = await room.propose_edit(STATEMENT)
        before = room.text()
        await room.curation.remove_member(TEAM, CID, BEN)
        await room.press(review, "Approve", CID)
        assert "Only" in room.last_notice(CID)
        assert room.text() == before


async def test_keeps_open_window_while_store_is_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with curated(tmp_path) as (room,):
        await room.edit()
        for fields in ({"when": "2006/.."}, {"statement": STATEMENT}, {"note": "oil"}):
            with monkeypatch.context() as patched:
                patched.setattr(Store, "using", down)
                windows = len(room.windows())
                errors = await room.submit(**fields)
                assert "saved" in " ".join(errors.values())
                assert len(room.windows()) == windows, "the window stays as it is"
            assert await room.submit(**fields) == {}
        review = room.review()
        with monkeypatch.context() as patched:
            patched.setattr(Store, "using", down)
            await room.press(review, "Approve", BEN)
            assert "saved" in room.last_notice(BEN)
            assert await room.ask("sylvania", DEE), "answers go on"
            assert await room.home(ADA)
        assert await room.states() == ["open"]
        await room.press(review, "Ask for changes", BEN)
        with monkeypatch.context() as patched:
            patched.setattr(Store, "using", down)
            assert "saved" in " ".join((await room.submit(BEN, reason="no")).values())
        assert await room.submit(BEN, reason="no") == {}
        assert await room.states() == ["changes"]


@pytest.mark.parametrize("text", ["propose", "admin", "history sylvania-gas"])
async def test_command_reports_that_store_is_down(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with curated(tmp_path) as (room,):
        with monkeypatch.context() as patched:
            patched.setattr(Store, "using", down)
            await room.say(text, BEN)
        assert "saved" in room.last_notice(BEN)


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


@pytest.mark.skipif(is_root(), reason="whoever runs this may write everywhere")
async def test_reports_unwritable_folder_to_the_reviewer(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await _refuse_writing(room, lambda allowed: (room.folder / "relations").chmod(0o755 if allowed else 0o555))


async def test_reports_full_disk_to_the_reviewer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with curated(tmp_path) as (room,):

        def full(*_: Any, **__: Any) -> Any:
            raise OSError(28, "No space left on device")

        def allow(allowed: bool) -> None:
            monkeypatch.undo() if allowed else monkeypatch.setattr("bot.loading.writing.os.replace", full)

        monkeypatch.setattr("bot.loading.reload._SETTLE_SECONDS", 0.0)
        await _refuse_writing(room, allow)


async def _refuse_writing(room: Room, allow: Callable[[bool], None]) -> None:
    before = room.text()
    review = await room.propose_edit(STATEMENT)
    allow(False)
    await room.press(review, "Approve", BEN)
    allow(True)
    assert (await room.states(), room.text()) == (["open"], before)
    assert str(room.folder) in words_of(room.review()), "it says what cannot be written"
    await room.press(room.review(), "Approve", BEN)
    assert STATEMENT in room.text()
    assert await room.states() == ["published"]


async def test_keeps_concurrent_hand_edit_of_another_fact(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        review = await room.propose_edit(STATEMENT)
        room.edit_by_hand("Ruritania counts Sylvania among its allies.", "Ruritania's ally is Sylvania. # by hand")
        await room.press(review, "Approve", BEN)
        assert await room.states() == ["published"]
        assert STATEMENT in room.text()
        assert "by hand" in room.text()


async def test_keeps_hand_edit_made_during_the_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with curated(tmp_path) as (room,):
        review = await room.propose_edit(STATEMENT)
        from bot.cli import base

        apply, edited = base._apply, list[bool]()

        def apply_late(*given: Any) -> Any:
            applied = apply(*given)
            if not edited:
                edited.append(True)
                room.edit_by_hand("Sylvania buys natural gas", "Sylvania bought natural gas")
            return applied

        monkeypatch.setattr(base, "_apply", apply_late)
        await room.press(review, "Approve", BEN)
        assert "Sylvania bought natural gas" in room.text()
        assert await room.states() == ["conflict"]
        assert STATEMENT in room.last_notice(ADA)


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


async def test_changes_no_other_file(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        before = {path: path.read_bytes() for path in room.folder.rglob("*.yaml")}
        await room.press(await room.propose_edit(STATEMENT), "Approve", BEN)
        after = {path: path.read_bytes() for path in room.folder.rglob("*") if path.is_file()}
        assert {path for path in after if after[path] != before.get(path)} == {room.folder / GAS}


async def test_reviewer_may_propose(tmp_path: Path) -> None:
    async with curated(tmp_path, roles={CID: Role.REVIEWER}) as (room,):
        await room.edit(user=CID, act="Still true")
        assert await room.submit(CID) == {}
        assert await room.states(CID) == ["open"]
