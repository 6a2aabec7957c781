"""Curating and reviewing in Slack, from the first press to the answer, through the real app."""

from pathlib import Path

import pytest

from bot.domain.proposals import Role, WorkspaceSettings
from bot.sandbox.workspace import REVIEWS, TEAM
from tests.scenario.curating import ADA, BEN, CID, DEE, curated
from tests.scenario.windows import buttons, words_of

pytestmark = pytest.mark.usefixtures("at_once")

STATEMENT = "Sylvania buys oil from Ruritania."
NEW = {
    "partner": "graustark",
    "source": "gazette-2018",
    "topics": ["borders"],
    "when": "2001-05",
    "statement": "Graustark opened its frontier to salt traders in May 2001.",
    "excerpt": "the frontier opened for salt in May 2001",
    "locator": "page 9",
    "keywords": "salt road, carts",
}


async def test_proposes_reviews_and_serves_new_fact(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.say("propose")
        assert await room.write(**NEW) == {}
        assert "salt traders" in words_of(room.window()), "the preview shows the fact as it will be answered"
        assert await room.submit(note="missing until now") == {}
        assert "Sent for review" in words_of(room.window())
        await room.close()
        assert room.windows() == []

        review = room.review()
        assert "salt traders" in words_of(review)
        assert "missing until now" in words_of(review)
        await room.press(review, "Approve", BEN)
        assert "published" in words_of(room.review())
        assert buttons(room.review(), "Approve") == []
        assert "published" in room.last_notice(ADA)

        room.follow()
        answer = await room.ask("graustark salt", DEE)
        assert "opened its frontier to salt traders" in words_of(answer)
        (published,) = await room.proposals()
        fields = room.fact(published.fact)
        assert fields
        assert fields["keywords"] == ["salt road", "carts"]
        assert fields["verified"] == "2026-11-23"


async def test_edit_changes_nothing_else_in_the_file(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        before = room.text()
        review = await room.propose_edit(STATEMENT)
        assert room.text() == before, "nothing is written before it is approved"
        await room.press(review, "Approve", CID)

        changed = set(room.text().splitlines()) - set(before.splitlines())
        assert {line.strip() for line in changed} == {f"statement: {STATEMENT}", "verified: 2026-11-23"}
        assert await room.states() == ["published"]


async def test_verifies_fact(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.edit(act="Still true")
        assert await room.submit() == {}
        await room.press(room.review(), "Approve", BEN)
        fields = room.fact("sylvania-gas")
        assert fields
        assert fields["verified"] == "2026-11-23"


async def test_removes_and_restores_fact(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        before = room.fact("sylvania-gas")
        await room.edit(act="Remove")
        assert await room.submit(note="wrong") == {}
        await room.press(room.review(), "Approve", BEN)
        assert room.fact("sylvania-gas") is None

        (change,) = await room.curation.list_changes(TEAM, "sylvania-gas")
        await room.forge("curate-restore", f"change {change.id}", ADA)
        assert await room.submit() == {}
        await room.press(room.review(), "Approve", BEN)
        assert room.fact("sylvania-gas") == before


async def test_reverts_edit_from_the_history(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        before = room.fact("sylvania-gas")
        await room.press(await room.propose_edit(STATEMENT, note="oil, not gas"), "Approve", BEN)
        room.follow()
        await room.say("history sylvania-gas")
        shown = words_of(room.window())
        assert "oil, not gas" in shown
        await room.press_in(room.window(), buttons(room.window(), "Restore the version before this")[0]["text"]["text"])
        assert await room.submit() == {}
        await room.press(room.review(), "Approve", CID)
        assert room.fact("sylvania-gas") == before


async def test_author_makes_requested_changes(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        review = await room.propose_edit("Sylvania buys coal from Ruritania.")
        await room.press(review, "Ask for changes", CID)
        assert await room.submit(CID, reason="it is oil") == {}
        assert "it is oil" in words_of(room.review())
        assert "it is oil" in room.last_notice(ADA)

        asked = room.messages("D1")[-1]
        await room.press(asked, "Make changes", ADA)
        assert await room.write(statement=STATEMENT) == {}
        assert await room.submit() == {}
        (_, again) = room.messages(REVIEWS)
        assert again.thread == room.review().ts, "the review changes in place, and a reply beneath says so"
        assert "waits for review again" in words_of(again)
        await room.press(room.review(), "Approve", CID)
        fields = room.fact("sylvania-gas")
        assert fields
        assert fields["statement"] == STATEMENT


async def test_declines_proposal_with_a_reason(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        before = room.text()
        await room.press(await room.propose_edit(STATEMENT), "Decline", BEN)
        assert await room.submit(BEN, reason="no source says so") == {}
        assert "no source says so" in room.last_notice(ADA)
        assert "Declined" in words_of(room.review())
        assert buttons(room.review(), "Approve") == []
        assert (await room.states(), room.text()) == (["declined"], before)


async def test_shows_both_versions_of_a_conflict(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        review = await room.propose_edit(STATEMENT)
        room.edit_by_hand("Sylvania buys natural gas from Ruritania.", "Sylvania bought gas until the war.")
        await room.press(review, "Approve", BEN)
        notice = room.last_notice(ADA)
        assert "bought gas until the war" in notice
        assert "buys oil" in notice
        assert "bought gas until the war" in room.text()
        assert await room.states() == ["conflict"]

        room.follow()
        await room.press(room.messages("D1")[-1], "Edit the fact as it is now", ADA)
        assert await room.write(statement="Sylvania bought oil until the war.") == {}
        assert await room.submit() == {}
        await room.press(room.review(), "Approve", BEN)
        assert "bought oil until the war" in room.text()


async def test_shows_problems_at_fields_and_keeps_the_draft(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.say("propose")
        assert "curate-partner" in await room.submit(source="gazette-2018", topics=["borders"])
        assert await room.submit(**{key: NEW[key] for key in ("partner", "source", "topics")}) == {}
        errors = await room.submit(statement="Graustark has salt.", excerpt="word " * 61)
        assert "curate-excerpt" in errors
        (draft,) = await room.proposals()
        assert "Graustark has salt." in draft.operation


async def test_keeps_draft_of_closed_window(tmp_path: Path) -> None:
    async with curated(tmp_path, 2) as (room, other):
        await room.say("propose")
        assert await room.submit(**{key: NEW[key] for key in ("partner", "source", "topics")}) == {}
        await room.type_into("statement", "Graustark sells salt.")
        for window in reversed(room.windows().copy()):
            await room.workspace.actions.close_view(ADA, window["id"])
        await room.workspace.finish()

        home = await other.home(ADA)
        await other.press_in(home, "Continue")
        assert "graustark" in str(other.window())
        assert await other.submit() == {}
        assert "Graustark sells salt." in str(other.window())


async def test_discards_untouched_draft_of_closed_window(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.say("propose")
        await room.workspace.actions.close_view(ADA, room.window()["id"])
        await room.workspace.finish()
        assert await room.states() == ["withdrawn"]


async def test_proposes_message_as_a_fact(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        text = "the gas flows on https://gazette.example/2018"
        message = room.workspace.slack.web_api.workspace.add("C1", BEN, text)
        where = {"channel": message.channel, "ts": message.ts}
        await room.workspace.actions.run_shortcut(ADA, "propose", where)
        await room.workspace.finish()
        assert "gazette-2018" in str(room.window())
        assert await room.submit(partner="sylvania", topics=["energy"]) == {}
        assert "the gas flows on" in str(room.window())


async def test_only_curators_see_the_button(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        assert buttons(await room.ask("sylvania", ADA), "Curate")
        assert not buttons(await room.ask("sylvania", DEE), "Curate")
        assert not buttons(await room.ask("sylvania", DEE), "Curate"), "nor in a reply that is kept"


async def test_home_lists_own_and_waiting_proposals(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.propose_edit(STATEMENT)
        curator, reviewer, reader = [words_of(await room.home(user)) for user in (ADA, CID, DEE)]
        assert STATEMENT in curator
        assert "Waiting for review" not in curator
        assert "Waiting for review" in reviewer
        assert STATEMENT in reviewer
        assert "sylvania-gas" not in reader
        assert "Propose" not in reader


async def test_discards_draft_from_the_home(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.edit()
        await room.press_in(await room.home(ADA), "Discard")
        assert await room.states() == ["withdrawn"]
        assert not buttons(room.workspace.slack.web_api.views.homes[ADA], "Discard")


@pytest.mark.parametrize(
    "text", ["history of relations with sylvania", "history sylvania", "history sylvania-nothing", "proposed treaty"]
)
async def test_reads_history_as_command_only_with_a_known_fact(text: str, tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        answer = await room.ask(text)
        assert room.windows() == []
        assert answer.only_for == ADA


async def test_admin_sets_roles_and_review(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.say("admin", BEN)
        assert await room.submit(BEN, person=DEE) != {}, "a person needs a role"
        assert await room.submit(BEN, person=DEE, role="curator", channel="C1", self="yes") == {}
        settings = await room.curation.find_settings(TEAM)
        assert settings == WorkspaceSettings(TEAM, "C1", True)
        assert buttons(await room.ask("sylvania", DEE), "Curate")

        await room.say("admin", BEN)
        assert await room.submit(BEN, person=DEE, role="none") == {}
        assert not buttons(await room.ask("sylvania", DEE), "Curate")
        assert (await room.curation.find_settings(TEAM)).review_channel == "C1"


async def test_installer_is_an_admin(tmp_path: Path) -> None:
    async with curated(tmp_path, roles={}, admins=(DEE,)) as (room,):
        await room.say("admin", DEE)
        assert await room.submit(DEE, person=ADA, role="reviewer") == {}
        assert [one.user for one in await room.curation.list_members(TEAM)] == [ADA]


async def test_keeps_draft_without_a_review_channel(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await room.curation.set_settings(WorkspaceSettings(TEAM), BEN)
        await room.edit()
        assert await room.write(statement=STATEMENT) == {}
        assert "channel" in str(await room.submit())
        assert await room.states() == ["draft"]


@pytest.mark.parametrize("own", [False, True])
async def test_refuses_self_approval_unless_allowed(own: bool, tmp_path: Path) -> None:
    async with curated(tmp_path, roles={ADA: Role.REVIEWER}) as (room,):
        await room.curation.set_settings(WorkspaceSettings(TEAM, REVIEWS, own), BEN)
        before = room.text()
        await room.press(await room.propose_edit(STATEMENT), "Approve", ADA)
        assert (room.text() != before) == own
        assert await room.states() == ["published" if own else "open"]
        if not own:
            assert "own" in room.last_notice(ADA)


async def test_renames_new_fact_whose_id_was_taken_meanwhile(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        for statement in (NEW["statement"], "Graustark opened its frontier to salt miners for good."):
            await room.say("propose")
            assert await room.write(**{**NEW, "statement": statement}) == {}
            assert await room.submit() == {}
        first, second = room.messages(REVIEWS)
        await room.press(first, "Approve", BEN)
        room.follow()
        await room.press(second, "Approve", BEN)
        assert sorted(await room.states()) == ["conflict", "published"]

        await room.press(room.messages("D1")[-1], "Make changes", ADA)
        assert await room.write() == {}
        assert await room.submit() == {}
        await room.press(room.messages(REVIEWS)[1], "Approve", BEN)
        room.follow()
        served = [fact.statement for fact in room.reloader.current().snapshot.facts.values()]
        assert {NEW["statement"], "Graustark opened its frontier to salt miners for good."} <= set(served)


@pytest.mark.parametrize("act", ["Decline", "Ask for changes"])
async def test_refuses_empty_reason(tmp_path: Path, act: str) -> None:
    async with curated(tmp_path) as (room,):
        review = await room.propose_edit(STATEMENT)
        await room.press(review, act, CID)
        assert [*await room.submit(CID, reason=" \n ")] == ["curate-reason"]
        assert await room.states() == ["open"]
