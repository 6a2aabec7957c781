"""Members, settings, proposals and changes in each store."""

import asyncio
import multiprocessing
import os
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.gaps import KeepMisses
from bot.domain.proposals import Change, Member, Proposal, ProposalState, Role, WorkspaceSettings
from bot.store import Curation, Store, StoreDown, opening, running
from bot.store.purging import SECONDS_OF_ACTS, SECONDS_OF_DRAFTS
from bot.store.running import execute, transact
from bot.store.tables import audit, change, proposal
from tests.clocks import NOON, Clock
from tests.patience import PATIENCE

ADA, BEN, EVE = "U1", "U2", "U3"
S = ProposalState


@pytest.fixture
def curation(store: Store) -> Curation:
    return Curation(store)


async def propose(curation: Curation, *, team: str = "T1", author: str = ADA, fact: str = "fact-1") -> Proposal:
    """Return a proposal that waits for review."""
    draft = await curation.create(team, author, '{"kind": "edit"}', partner="zenda", fact=fact, note="it was wrong")
    return await to(curation, draft, S.OPEN, author)


async def to(curation: Curation, before: Proposal, state: ProposalState, actor: str = BEN) -> Proposal:
    after = await curation.move(before, state, actor)
    assert after is not None
    return after


async def acts(engine: AsyncEngine) -> list[tuple[Any, ...]]:
    columns = (audit.c.team, audit.c.actor, audit.c.act, audit.c.target, audit.c.before, audit.c.after)
    return [tuple(row) for row in await execute(engine, select(*columns).order_by(audit.c.id))]


async def test_last_role_of_a_member_counts(curation: Curation, engine: AsyncEngine) -> None:
    assert await curation.find_role("T1", ADA) is None

    await curation.set_role(Member("T1", BEN, Role.REVIEWER), EVE)
    await curation.set_role(Member("T1", ADA, Role.CURATOR), EVE)
    await curation.set_role(Member("T1", ADA, Role.ADMIN), BEN)
    assert await curation.find_role("T1", ADA) is Role.ADMIN
    assert await curation.find_role("T2", ADA) is None, "a role is of one workspace"
    assert await curation.list_members("T1") == (Member("T1", ADA, Role.ADMIN), Member("T1", BEN, Role.REVIEWER))

    await curation.set_role(Member("T2", ADA, Role.CURATOR), EVE)
    assert len(await curation.list_everybody()) == 3
    assert await curation.remove_member("T2", ADA, EVE)
    assert not await curation.remove_member("T2", ADA, EVE)
    assert await curation.remove_member("T1", ADA, EVE)
    assert not await curation.remove_member("T1", ADA, EVE)
    assert await curation.find_role("T1", ADA) is None
    assert await acts(engine) == [
        ("T1", EVE, "set role", BEN, "", "reviewer"),
        ("T1", EVE, "set role", ADA, "", "curator"),
        ("T1", BEN, "set role", ADA, "curator", "admin"),
        ("T2", EVE, "set role", ADA, "", "curator"),
        ("T2", EVE, "remove role", ADA, "curator", ""),
        ("T1", EVE, "remove role", ADA, "admin", ""),
    ]


async def test_members_own_partners_and_topics(curation: Curation, engine: AsyncEngine) -> None:
    assert not await curation.set_ownership("T1", ADA, ["zenda"], [], EVE), "who has no role owns nothing"
    await curation.set_role(Member("T1", ADA, Role.CURATOR), EVE)
    await curation.set_role(Member("T2", ADA, Role.CURATOR), EVE)
    assert await curation.set_ownership("T1", ADA, ["zenda", "sylvania"], ["energy"], EVE)
    owner = Member("T1", ADA, Role.CURATOR, ("zenda", "sylvania"), ("energy",))
    assert await curation.list_members("T1") == (owner,)

    await curation.set_role(Member("T1", ADA, Role.ADMIN), EVE)
    owner = replace(owner, role=Role.ADMIN)
    assert await curation.list_members("T1") == (owner,), "another role takes nothing away"
    assert set(await curation.list_everybody()) == {owner, Member("T2", ADA, Role.CURATOR)}

    assert await curation.set_ownership("T1", ADA, (), (), BEN)
    assert await curation.list_members("T1") == (Member("T1", ADA, Role.ADMIN),)
    nothing, owned = '{"partners":[],"topics":[]}', '{"partners":["zenda","sylvania"],"topics":["energy"]}'
    assert [act[1:] for act in await acts(engine) if act[2] == "set ownership"] == [
        (EVE, "set ownership", ADA, nothing, owned),
        (BEN, "set ownership", ADA, owned, nothing),
    ]


async def test_proposal_keeps_its_gap(curation: Curation) -> None:
    draft = await curation.create("T1", ADA, "{}", gap="0a1b")
    assert draft.gap == "0a1b"

    saved = await curation.save(replace(draft, note="new", gap="other"))
    assert saved
    assert (saved.note, saved.gap) == ("new", "0a1b")


async def test_last_settings_of_a_workspace_count(curation: Curation, engine: AsyncEngine) -> None:
    assert await curation.find_settings("T1") == WorkspaceSettings("T1", "", self_approval=False)

    before, after = WorkspaceSettings("T1", "C1"), WorkspaceSettings("T1", "C2", True, KeepMisses.COUNTS)
    for settings in (before, after):
        await curation.set_settings(settings, ADA)
        assert await curation.find_settings("T1") == settings
    assert await curation.find_settings("T2") == WorkspaceSettings("T2")
    kept = '{"team":"T1","review_channel":"C1","self_approval":false,"keep_misses":"text"}'
    changed = '{"team":"T1","review_channel":"C2","self_approval":true,"keep_misses":"counts"}'
    assert [act[-2:] for act in await acts(engine)] == [("", kept), (kept, changed)]


async def test_proposal_passes_through_its_states(curation: Curation, engine: AsyncEngine, clock: Clock) -> None:
    draft = await curation.create("T1", ADA, "{}")
    assert draft == Proposal(draft.id, "T1", S.DRAFT, 1, ADA, "{}", "", "", "", "", "", "", NOON, NOON)

    clock.now += 1
    edited = replace(draft, operation='{"a": 1}', partner="zenda", fact="fact-1", note="why")
    saved = await curation.save(edited)
    assert saved == replace(edited, version=2, changed_at=NOON + 1)

    opened = await to(curation, saved, S.OPEN, ADA)
    await curation.set_message(opened, "C1/1.1")
    opened = replace(opened, message="C1/1.1", shown=opened.version)
    assert await curation.find("T1", draft.id) == opened, "a message is no new version"

    asked = await curation.move(opened, S.CHANGES, BEN, "which year?")
    assert asked == replace(opened, state=S.CHANGES, version=4, decided_by=BEN, reason="which year?")
    opened = await to(curation, asked, S.OPEN, ADA)
    assert (opened.decided_by, opened.reason) == ("", "")

    clock.now += 1
    approved = await to(curation, opened, S.APPROVED)
    published = await curation.publish(approved, "edit", '{"old": 1}', '{"new": 1}')
    assert published == replace(opened, state=S.PUBLISHED, version=7, decided_by=BEN, changed_at=NOON + 2)
    (kept,) = await curation.list_changes("T1", "fact-1")
    assert kept == Change(
        kept.id, "T1", "fact-1", "zenda", "edit", '{"old": 1}', '{"new": 1}', ADA, BEN, draft.id, "why", NOON + 2
    )
    assert await acts(engine) == [
        ("T1", ADA, "move proposal", draft.id, "draft", "open"),
        ("T1", BEN, "move proposal", draft.id, "open", "changes"),
        ("T1", ADA, "move proposal", draft.id, "changes", "open"),
        ("T1", BEN, "move proposal", draft.id, "open", "approved"),
        ("T1", BEN, "move proposal", draft.id, "approved", "published"),
    ]


async def test_counts_one_of_many_concurrent_approvals(curation: Curation, engine: AsyncEngine) -> None:
    opened = await propose(curation)
    moved = await asyncio.gather(*(curation.move(opened, S.APPROVED, f"U{number}") for number in range(50)))

    (winner,) = filter(None, moved)
    assert await curation.find("T1", opened.id) == winner
    assert Counter(act[-1] for act in await acts(engine)) == {"open": 1, "approved": 1}


async def test_counts_one_of_different_concurrent_decisions(curation: Curation) -> None:
    opened = await propose(curation)
    states = (S.APPROVED, S.DECLINED, S.CHANGES, S.WITHDRAWN)
    moved = await asyncio.gather(*(curation.move(opened, state, BEN, state) for state in states * 5))

    (winner,) = filter(None, moved)
    assert await curation.find("T1", opened.id) == winner
    assert winner.reason == winner.state


async def test_publishes_proposal_once(curation: Curation) -> None:
    approved = await to(curation, await propose(curation), S.APPROVED)
    published = await asyncio.gather(*(curation.publish(approved, "edit", "1", "2") for _ in range(20)))

    assert len([one for one in published if one]) == 1
    assert len(await curation.list_changes("T1", "fact-1")) == 1


async def test_refuses_older_window_on_a_draft(curation: Curation) -> None:
    draft = await curation.create("T1", ADA, "{}")
    saved = await asyncio.gather(*(curation.save(replace(draft, note=str(number))) for number in range(10)))

    (winner,) = filter(None, saved)
    assert await curation.find("T1", draft.id) == winner


@pytest.mark.parametrize("way", [[S.OPEN], [S.OPEN, S.APPROVED], [S.OPEN, S.DECLINED], [S.WITHDRAWN]])
async def test_only_the_author_may_edit_and_only_drafts(curation: Curation, way: list[ProposalState]) -> None:
    current = await curation.create("T1", ADA, "{}")
    for state in way:
        current = await to(curation, current, state)

    assert await curation.save(replace(current, note="new")) is None
    assert await curation.find("T1", current.id) == current


async def test_allows_only_transitions_in_the_table(curation: Curation, engine: AsyncEngine) -> None:
    draft = await curation.create("T1", ADA, "{}")
    for before in ProposalState:
        for after in ProposalState:
            await execute(engine, update(proposal).values(state=before.value, version=1))
            current = replace(draft, state=before)
            moved = await curation.move(current, after, BEN)
            assert (moved is not None) == current.may_become(after), (before, after)


@pytest.mark.parametrize("outcome", [S.OPEN, S.CONFLICT])
async def test_keeps_reason_of_failed_write(curation: Curation, outcome: ProposalState) -> None:
    approved = await to(curation, await propose(curation), S.APPROVED)
    moved = await curation.move(approved, outcome, BEN, "the folder cannot be written")

    assert moved is not None
    assert moved.reason == "the folder cannot be written"
    assert await curation.publish(approved, "edit", "1", "2") is None
    assert await curation.list_changes("T1", "fact-1") == ()


async def test_failed_transaction_leaves_nothing(
    curation: Curation, engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved = await to(curation, await propose(curation), S.APPROVED)

    async def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("bot.store.proposals.add_change", fail)
    with pytest.raises(StoreDown):
        await curation.publish(approved, "edit", "1", "2")
    assert [row.state for row in await execute(engine, select(proposal))] == ["approved"]
    assert [act[-1] for act in await acts(engine)] == ["open", "approved"]


def _die_while_publishing(address: str, approved: Proposal) -> None:
    async def die(*_: object) -> None:
        os._exit(9)

    async def work() -> None:
        store = Store(address)
        await store.open()
        await Curation(store).publish(approved, "edit", "1", "2")

    running.SECONDS = opening._SECONDS_TO_OPEN = PATIENCE
    pytest.MonkeyPatch().setattr("bot.store.proposals.add_change", die)
    asyncio.run(work())


async def test_another_process_publishes_for_a_killed_one(
    curation: Curation, engine: AsyncEngine, address: str
) -> None:
    approved = await to(curation, await propose(curation), S.APPROVED)
    process = multiprocessing.get_context("spawn").Process(target=_die_while_publishing, args=(address, approved))
    process.start()
    await asyncio.to_thread(process.join)

    assert process.exitcode == 9
    assert await curation.find("T1", approved.id) == approved
    assert [act[-1] for act in await acts(engine)] == ["open", "approved"]
    (taken,) = await curation.take_unfinished(0)
    assert await curation.publish(taken, "edit", "1", "2")
    assert len(await curation.list_changes("T1", "fact-1")) == 1


async def test_other_workspaces_find_nothing(curation: Curation) -> None:
    opened = await propose(curation)
    await curation.publish(await to(curation, await propose(curation), S.APPROVED), "edit", "1", "2")
    (kept,) = await curation.list_changes("T1", "fact-1")

    assert await curation.find("T2", opened.id) is None
    assert await curation.list_of_author("T2", ADA) == ()
    assert await curation.list_waiting("T2") == ()
    assert await curation.list_changes("T2", "fact-1") == ()
    assert await curation.find_change("T2", kept.id) is None
    assert await curation.find_change("T1", kept.id) == kept


@pytest.mark.parametrize("forged", ["", "0" * 16, "'; DROP TABLE proposal; --", "\0", "\ud83d"])
async def test_forged_ids_find_nothing(curation: Curation, forged: str) -> None:
    await propose(curation)

    assert await curation.find("T1", forged) is None
    assert await curation.list_changes("T1", forged) == ()
    assert await curation.find_change("T1", 0) is None


async def test_lists_own_and_waiting_proposals(curation: Curation, clock: Clock) -> None:
    ids = []
    for author in (ADA, BEN, ADA):
        clock.now += 1
        ids.append((await propose(curation, author=author)).id)
    clock.now += 1
    draft = await curation.create("T1", ADA, "{}")

    assert [one.id for one in await curation.list_of_author("T1", ADA)] == [draft.id, ids[2], ids[0]]
    assert [one.id for one in await curation.list_of_author("T1", ADA, most=1)] == [draft.id]
    assert [one.id for one in await curation.list_waiting("T1")] == ids, "the draft waits for nobody"
    assert [one.id for one in await curation.list_waiting("T1", most=2)] == ids[:2]


async def test_lists_changes_of_a_fact_newest_first(curation: Curation) -> None:
    for number, fact in enumerate(["fact-1", "fact-2", "fact-1"]):
        approved = await to(curation, await propose(curation, fact=fact), S.APPROVED)
        await curation.publish(approved, "edit", str(number), str(number + 1))

    assert [one.before for one in await curation.list_changes("T1", "fact-1")] == ["2", "0"]
    assert [one.before for one in await curation.list_changes("T1", "fact-1", most=1)] == ["2"]


async def test_finds_waiting_proposals_without_a_message(curation: Curation, clock: Clock) -> None:
    opened = await propose(curation)
    await curation.set_message(await propose(curation), "C1/1.1")
    clock.now += 60

    assert await curation.find_unannounced(61) == ()
    assert await curation.find_unannounced(60) == (opened,)


async def test_takes_over_approvals_of_a_killed_process(curation: Curation, clock: Clock) -> None:
    approved = await to(curation, await propose(curation), S.APPROVED)
    await propose(curation, fact="fact-2")
    clock.now += 60
    assert await curation.take_unfinished(61) == ()

    taken = await asyncio.gather(*(curation.take_unfinished(60) for _ in range(10)))
    (mine,) = [one for some in taken for one in some]
    assert mine == replace(approved, version=approved.version + 1, changed_at=clock.now)
    assert await curation.publish(approved, "edit", "1", "2") is None, "whoever is late can do no more to it"
    assert await curation.move(approved, S.CONFLICT, BEN) is None
    assert await curation.publish(mine, "edit", "1", "2")


async def test_stores_words_without_characters_that_databases_refuse(curation: Curation) -> None:
    draft = await curation.create("T1", ADA, "\u0130 %s :x", note="a\0b\ud83d c", fact="'; --")

    assert (draft.operation, draft.note, draft.fact) == ("\u0130 %s :x", "ab c", "'; --")
    assert await curation.find("T1", draft.id) == draft


async def test_purges_drafts_and_audit_log(curation: Curation, store: Store, engine: AsyncEngine, clock: Clock) -> None:
    async def left() -> dict[str, int]:
        tables = (proposal, change, audit)
        return {table.name: (await execute(engine, select(func.count()).select_from(table)))[0][0] for table in tables}

    draft = await curation.create("T1", ADA, "{}")
    await curation.publish(await to(curation, await propose(curation), S.APPROVED), "edit", "1", "2")
    await to(curation, await propose(curation), S.DECLINED)
    await curation.set_role(Member("T1", ADA, Role.CURATOR), EVE)
    everything = await left()
    assert everything == {"proposal": 3, "change": 1, "audit": 6}

    clock.now = NOON + 1
    saved = await curation.save(replace(draft, note="new"))
    assert saved
    clock.now = NOON + SECONDS_OF_DRAFTS
    await store.purge()
    assert await left() == everything, "it was edited since"
    clock.now = NOON + 1 + SECONDS_OF_DRAFTS
    await store.purge()
    assert await curation.find("T1", draft.id) is None
    assert await left() == everything | {"proposal": 2}

    clock.now = NOON + SECONDS_OF_ACTS - 1
    await store.purge()
    assert await left() == everything | {"proposal": 2}
    clock.now = NOON + SECONDS_OF_ACTS
    await store.purge()
    assert await left() == {"proposal": 0, "change": 0, "audit": 0}
    assert await curation.find_role("T1", ADA) is Role.CURATOR


async def test_never_reuses_number_of_a_change(curation: Curation, store: Store, clock: Clock) -> None:
    numbers = []
    for _ in range(2):
        await curation.publish(await to(curation, await propose(curation), S.APPROVED), "edit", "1", "2")
        numbers += [one.id for one in await curation.list_changes("T1", "fact-1")]
        clock.now += SECONDS_OF_ACTS
        await store.purge()

    assert len(set(numbers)) == 2


async def test_fails_at_once_while_store_is_down(address: str) -> None:
    curation = Curation(Store(address))

    with pytest.raises(StoreDown, match="not open yet"):
        await curation.find("T1", "1")
    with pytest.raises(StoreDown, match="not open yet"):
        await curation.create("T1", ADA, "{}")


async def test_transactions_wait_for_one_another(engine: AsyncEngine) -> None:
    await execute(engine, proposal.insert().values(_row()))

    async def add(connection: Any) -> None:
        count = (await connection.execute(select(proposal.c.version).with_for_update())).scalar_one()
        await connection.execute(update(proposal).values(version=count + 1))

    await asyncio.gather(*(transact(engine, add) for _ in range(20)))
    assert [row.version for row in await execute(engine, select(proposal))] == [20]


def _row() -> dict[str, Any]:
    row: dict[str, Any] = {column.name: "" for column in proposal.columns}
    return row | {"id": "1", "version": 0, "shown": 0, "at": NOON, "changed_at": NOON}
