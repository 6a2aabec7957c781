"""Roles, settings and ownership of a workspace's members."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.gaps import KeepMisses
from bot.domain.proposals import Member, Role, WorkspaceSettings
from bot.store import Curation
from tests.store.proposing import ADA, BEN, EVE, acts


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
