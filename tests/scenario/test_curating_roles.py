"""Only those with the role curate: forged presses, other workspaces and removed roles change nothing."""

from pathlib import Path

import pytest

from bot.domain.proposals import Role
from bot.sandbox.workspace import TEAM
from tests.scenario.curating import ADA, BEN, CID, DEE, curated
from tests.scenario.failures import OTHER_TEAM, STATEMENT
from tests.scenario.windows import buttons

pytestmark = pytest.mark.usefixtures("at_once")


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


async def test_reviewer_may_propose(tmp_path: Path) -> None:
    async with curated(tmp_path, roles={CID: Role.REVIEWER}) as (room,):
        await room.edit(user=CID, act="Still true")
        assert await room.submit(CID) == {}
        assert await room.states(CID) == ["open"]
