"""Installations, their encrypted tokens, and what is purged after an uninstall."""

import asyncio
import logging
from dataclasses import replace

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.installations import Installation
from bot.domain.proposals import Member, ProposalState, Role, WorkspaceSettings
from bot.services import Asker, EntryPoint
from bot.services.curating import People
from bot.store import Curation, Installations, Store, StoreRefused
from bot.store.keys import KeyRing
from bot.store.oauth_states import SECONDS_TO_INSTALL
from bot.store.running import execute
from bot.store.tables import audit, installation, oauth_state, proposal
from bot.store.uninstalled import SECONDS_AFTER_UNINSTALL
from tests.clocks import NOON, Clock

OLD, NEW = b"o" * 32, b"n" * 32
OWN = Installation("A1", "", "T1", "Ruritania", "B1", "U0BOT", "commands", "U1", NOON, "xoxb-own")


@pytest.fixture
def installs(store: Store) -> Installations:
    return Installations(store, KeyRing([OLD]))


async def count(engine: AsyncEngine, table: object) -> int:
    return int((await execute(engine, select(func.count()).select_from(table)))[0][0])  # type: ignore[arg-type]


async def test_keeps_one_row_for_an_installation_with_its_token_encrypted(
    installs: Installations, engine: AsyncEngine
) -> None:
    await installs.save(OWN)
    again = replace(OWN, token="xoxb-again", scopes="commands,chat:write", installed_at=NOON + 5, installed_by="U2")
    await installs.save(again)

    assert await installs.find("", "T1") == again
    (row,) = await execute(engine, select(installation))
    assert "xoxb" not in str(row)


async def test_late_install_replaces_no_newer_one(installs: Installations) -> None:
    newer = replace(OWN, token="xoxb-newer", installed_at=NOON + 5)
    await installs.save(newer)
    await installs.save(OWN)

    assert await installs.find("", "T1") == newer


@pytest.mark.parametrize(
    ("kept", "asked", "found"),
    [
        ([("E1", "T1"), ("E1", ""), ("", "T1")], ("E1", "T1"), ("E1", "T1")),
        ([("E1", ""), ("", "T1")], ("E1", "T1"), ("E1", "")),
        ([("", "T1")], ("E1", "T1"), ("", "T1")),
        ([("E1", ""), ("E1", "T2")], ("E1", "T1"), ("E1", "")),
        ([("E1", "")], ("E1", ""), ("E1", "")),
        ([("E1", "T1")], ("", "T1"), ("E1", "T1")),
        ([("E1", "T1"), ("E1", "")], ("E1", ""), ("E1", "")),
        ([("E2", "T1"), ("E2", "")], ("E1", "T1"), None),
        ([("E1", "T2")], ("E1", "T1"), None),
        ([("E1", "")], ("", "T1"), None),
        ([("E1", "")], ("", ""), None),
        ([("", "T1")], ("", "T2"), None),
    ],
)
async def test_finds_the_installation_that_serves_a_workspace(
    kept: list[tuple[str, str]], asked: tuple[str, str], found: tuple[str, str] | None, installs: Installations
) -> None:
    for enterprise, team in kept:
        await installs.save(replace(OWN, enterprise=enterprise, team=team, token=f"{enterprise}/{team}"))

    one = await installs.find(*asked)
    assert (one and (one.enterprise, one.team)) == found
    assert one is None or one.token == f"{one.enterprise}/{one.team}"


async def test_finds_workspace_without_organisation_once_that_is_known(installs: Installations) -> None:
    await installs.save(replace(OWN, enterprise="E1", team=""))
    await installs.note_organisation("T1", "E2")
    assert await installs.find("", "T1") is None
    await installs.note_organisation("T1", "E1")

    one = await installs.find("", "T1")
    assert one
    assert one.enterprise == "E1"


async def test_first_installer_is_an_admin(installs: Installations, store: Store) -> None:
    curation = Curation(store)
    await curation.set_role(Member("T1", "U1", Role.CURATOR), "U9")
    await installs.save(OWN)
    await installs.save(replace(OWN, installed_by="U2", installed_at=NOON + 5))
    await installs.save(replace(OWN, enterprise="E1", team="", installed_by="U3"))

    assert await curation.list_members("T1") == (Member("T1", "U1", Role.ADMIN),)
    assert await curation.find_role("E1", "U3") is Role.ADMIN


async def test_installer_for_an_organisation_is_an_admin_in_all_its_workspaces(
    installs: Installations, store: Store
) -> None:
    people = People(Curation(store))
    await installs.save(replace(OWN, enterprise="E1", team="", installed_by="U3"))
    await people.remember()
    for enterprise, team, user, role in (
        ("E1", "T1", "U3", Role.ADMIN),
        ("E1", "", "U3", Role.ADMIN),
        ("E2", "T1", "U3", None),
        ("", "T1", "U3", None),
        ("E1", "T1", "U4", None),
    ):
        asker = Asker(EntryPoint.COMMAND, user, team, enterprise)
        assert await people.role_of(asker) is role
        assert people.is_curator(asker) == (role is not None)


async def test_ends_only_the_installation_found(installs: Installations, engine: AsyncEngine) -> None:
    await installs.save(OWN)
    newer = replace(OWN, installed_at=NOON + 5, token="xoxb-newer")
    await installs.save(newer)
    assert not await installs.end(OWN, "uninstall"), "it was made anew since"
    assert await installs.find("", "T1") == newer

    assert await installs.end(newer, "uninstall")
    assert not await installs.end(newer, "uninstall")
    assert await installs.find("", "T1") is None
    (row,) = await execute(engine, select(installation))
    assert (row.token, row.key_id) == ("", "")
    acts = [row.act for row in await execute(engine, select(audit).order_by(audit.c.id))]
    assert acts == ["install", "set role", "install", "uninstall"]

    await installs.save(replace(newer, installed_at=NOON + 9))
    assert await installs.find("", "T1") is not None


async def test_counts_each_change(installs: Installations) -> None:
    numbers = [await installs.read_counter()]
    for change in (installs.save(OWN), installs.end(OWN, "uninstall"), installs.save(OWN)):
        await change
        numbers.append(await installs.read_counter())
    await asyncio.gather(*(installs.save(replace(OWN, team=f"T{number}")) for number in range(10)))
    numbers.append(await installs.read_counter())

    assert numbers == [0, 1, 2, 3, 13]


async def test_state_is_consumed_once_of_a_hundred_tries(installs: Installations, engine: AsyncEngine) -> None:
    state = await installs.issue_state()
    (row,) = await execute(engine, select(oauth_state))
    assert state not in str(row)

    taken = await asyncio.gather(*(installs.consume_state(state) for _ in range(100)))
    assert sum(taken) == 1
    assert not await installs.consume_state("of somebody else")


async def test_state_expires_after_ten_minutes(
    installs: Installations, clock: Clock, store: Store, engine: AsyncEngine
) -> None:
    first, second = await installs.issue_state(), await installs.issue_state()
    clock.now = NOON + SECONDS_TO_INSTALL - 1
    assert await installs.consume_state(first)
    clock.now = NOON + SECONDS_TO_INSTALL
    assert not await installs.consume_state(second)
    await store.purge()
    assert await count(engine, oauth_state) == 0


async def test_reencrypts_tokens_with_the_newest_key(
    installs: Installations, store: Store, engine: AsyncEngine
) -> None:
    await asyncio.gather(*(installs.save(replace(OWN, team=f"T{number}")) for number in range(5)))
    both, new = Installations(store, KeyRing([NEW, OLD])), Installations(store, KeyRing([NEW]))
    await both.check_keys()
    with pytest.raises(StoreRefused, match=rf"AZREL_SECRET_KEYS lacks \(id {KeyRing([OLD]).newest}\): add it behind"):
        await new.check_keys()

    counts = await asyncio.gather(both.reseal(), both.reseal())
    assert sum(counts) == 5, "each once, though two processes try"
    assert await both.reseal() == 0
    await new.check_keys()
    assert await new.find("", "T3") == replace(OWN, team="T3")


async def test_reencryption_overwrites_no_changed_installation(
    installs: Installations, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await installs.save(OWN)
    ring = KeyRing([NEW, OLD])
    unseal = ring.unseal

    def end_meanwhile(*arguments: object) -> str:
        task = asyncio.ensure_future(installs.save(replace(OWN, token="xoxb-newer", installed_at=NOON + 5)))
        tasks.append(task)
        return unseal(*arguments)  # type: ignore[arg-type]

    tasks: list[asyncio.Future[None]] = []
    monkeypatch.setattr(ring, "unseal", end_meanwhile)
    await Installations(store, ring).reseal()
    await asyncio.gather(*tasks)
    monkeypatch.undo()
    found = await Installations(store, ring).find("", "T1")
    assert found
    assert found.token == "xoxb-newer"


async def test_reports_unreadable_token(
    installs: Installations, store: Store, engine: AsyncEngine, caplog: pytest.LogCaptureFixture
) -> None:
    await installs.save(OWN)
    with caplog.at_level(logging.ERROR):
        assert await Installations(store, KeyRing([NEW])).find("", "T1") is None
        assert await Installations(store, KeyRing([NEW])).reseal() == 0
        await execute(engine, update(installation).values(team="T2"))
        assert await installs.find("", "T2") is None, "a token of one workspace is good in no other's row"
    assert caplog.text.count("AZREL_SECRET_KEYS") == 2


@pytest.mark.parametrize("is_back", [False, True])
async def test_purges_rows_a_month_after_uninstall(
    is_back: bool, installs: Installations, store: Store, clock: Clock, engine: AsyncEngine
) -> None:
    curation = Curation(store)
    for team in ("T1", "T2"):
        await installs.save(replace(OWN, team=team))
        await curation.set_settings(WorkspaceSettings(team, "C1"), "U1")
        draft = await curation.create(team, "U1", "{}")
        sent = await curation.move(draft, ProposalState.OPEN, "U1")
        assert sent
        approved = await curation.move(sent, ProposalState.APPROVED, "U2")
        assert approved
        assert await curation.publish(approved, "edit", "", "{}")
        await curation.create(team, "U1", "{}")
    await installs.end(OWN, "uninstall")
    acts = await count(engine, audit)

    clock.now = NOON + SECONDS_AFTER_UNINSTALL - 1
    await store.purge()
    assert len(await curation.list_members("T1")) == 1
    if is_back:
        await installs.save(replace(OWN, installed_at=clock.now))
        acts += 1
    clock.now = NOON + SECONDS_AFTER_UNINSTALL
    await store.purge()

    assert len(await curation.list_members("T1")) == is_back
    assert (await curation.find_settings("T1")).review_channel == ("C1" if is_back else "")
    states = [row.state for row in await execute(engine, select(proposal).where(proposal.c.team == "T1"))]
    assert sorted(states) == (["draft", "published"] if is_back else ["published"])
    assert len(await curation.list_members("T2")) == 1
    assert await count(engine, installation) == 1 + is_back
    assert await count(engine, audit) == acts, "what curators did is kept for its own time"


async def test_purges_rows_of_an_organisations_workspaces(
    installs: Installations, store: Store, clock: Clock, engine: AsyncEngine
) -> None:
    curation, whole = Curation(store), replace(OWN, enterprise="E1", team="")
    await installs.save(whole)
    await installs.save(replace(OWN, enterprise="E1", team="T2"))
    for team in ("T1", "T2"):
        await installs.note_organisation(team, "E1")
        await curation.set_role(Member(team, "U5", Role.CURATOR), "U1")
    await installs.save(replace(OWN, enterprise="E1", team="T3"))
    await installs.end(replace(OWN, enterprise="E1", team="T3"), "uninstall")
    await curation.set_role(Member("T3", "U5", Role.CURATOR), "U1")
    clock.now = NOON + SECONDS_AFTER_UNINSTALL
    await store.purge()
    assert len(await curation.list_members("T3")) == 2, "it has the app by its organisation"

    await installs.end(whole, "uninstall")
    clock.now += SECONDS_AFTER_UNINSTALL
    await store.purge()
    left = [len(await curation.list_members(team)) for team in ("E1", "T1", "T2")]
    assert left == [0, 0, 2]
