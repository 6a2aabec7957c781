"""A proposal passes through its states: only as the table allows, and each step once."""

import asyncio
import multiprocessing
import os
from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.proposals import Change, Proposal, ProposalState
from bot.store import Curation, Store, StoreDown, opening, running
from bot.store.running import execute
from bot.store.tables import proposal
from tests.clocks import NOON, Clock
from tests.patience import PATIENCE
from tests.store.proposing import ADA, BEN, S, acts, propose, to


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

    running.SECONDS = opening.SECONDS_TO_OPEN = PATIENCE
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
