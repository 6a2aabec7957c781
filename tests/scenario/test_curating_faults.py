"""Concurrent decisions and failures of store and disk while the base is curated: nothing typed is lost."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.workspace import REVIEWS
from bot.store import Store
from tests.scenario.curating import ADA, BEN, CID, DEE, GAS, Room, curated, is_root
from tests.scenario.failures import STATEMENT, changes, down
from tests.scenario.windows import buttons, words_of

pytestmark = pytest.mark.usefixtures("at_once")


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

        monkeypatch.setattr("bot.loading.reload.SETTLE_SECONDS", 0.0)
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

        apply, edited = base.apply_operation, list[bool]()

        def apply_late(*given: Any) -> Any:
            applied = apply(*given)
            if not edited:
                edited.append(True)
                room.edit_by_hand("Sylvania buys natural gas", "Sylvania bought natural gas")
            return applied

        monkeypatch.setattr(base, "apply_operation", apply_late)
        await room.press(review, "Approve", BEN)
        assert "Sylvania bought natural gas" in room.text()
        assert await room.states() == ["conflict"]
        assert STATEMENT in room.last_notice(ADA)


async def test_changes_no_other_file(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        before = {path: path.read_bytes() for path in room.folder.rglob("*.yaml")}
        await room.press(await room.propose_edit(STATEMENT), "Approve", BEN)
        after = {path: path.read_bytes() for path in room.folder.rglob("*") if path.is_file()}
        assert {path for path in after if after[path] != before.get(path)} == {room.folder / GAS}
