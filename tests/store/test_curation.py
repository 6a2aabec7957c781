"""Proposals and changes as they are listed, found and purged."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.proposals import Member, Role
from bot.store import Curation, Store, StoreDown
from bot.store.purging import SECONDS_OF_ACTS, SECONDS_OF_DRAFTS
from bot.store.running import execute, transact
from bot.store.tables import audit, change, proposal
from tests.clocks import NOON, Clock
from tests.store.proposing import ADA, BEN, EVE, S, propose, to


async def test_proposal_keeps_its_gap(curation: Curation) -> None:
    draft = await curation.create("T1", ADA, "{}", gap="0a1b")
    assert draft.gap == "0a1b"

    saved = await curation.save(replace(draft, note="new", gap="other"))
    assert saved
    assert (saved.note, saved.gap) == ("new", "0a1b")


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
