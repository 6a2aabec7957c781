from pathlib import Path

import pytest

from bot.domain.proposals import Member, Role
from bot.services import Asker, EntryPoint
from bot.services.curating import NotAllowed, People
from bot.store import Store, StoreDown, to_address
from bot.store.curation import Curation
from tests.stores import new_address

ROLES = {"U1": Role.CURATOR, "U2": Role.REVIEWER, "U3": Role.ADMIN}
MAY = {
    "U1": {Role.CURATOR},
    "U2": {Role.CURATOR, Role.REVIEWER},
    "U3": set(Role),
    "U4": set(),
    "U9": set(Role),
    "": set(),
}


def asker(user: str, team: str = "T1") -> Asker:
    return Asker(EntryPoint.BUTTON, user, team)


async def test_a_role_includes_those_before_it_in_its_workspace(tmp_path: Path) -> None:
    store = Store(new_address(tmp_path))
    await store.open()
    people = People(Curation(store), ["U9"])
    for user, role in ROLES.items():
        await people.set_role(asker("U9"), user, role)
    for user, may in MAY.items():
        for role in Role:
            if role in may:
                await people.demand(asker(user), role)
            else:
                with pytest.raises(NotAllowed, match=f"Only {role.value}s"):
                    await people.demand(asker(user), role)
    for user in ROLES:
        assert await people.role_of(asker(user, "T2")) is None
        assert await people.role_of(asker(user, "")) is None
        assert people.is_curator(asker(user))
        assert not people.is_curator(asker(user, "T2"))

    with pytest.raises(NotAllowed):
        await people.set_role(asker("U2"), "U2", Role.ADMIN)
    with pytest.raises(NotAllowed):
        await people.set_settings(asker("U2"), "C1", self_approval=True)
    await people.set_role(asker("U3"), "U1", None)
    assert not people.is_curator(asker("U1"))
    members, settings = await people.overview("T1")
    assert members == (Member("T1", "U2", Role.REVIEWER), Member("T1", "U3", Role.ADMIN))
    assert settings.review_channel == ""
    await store.close()


async def test_admins_of_the_settings_need_no_store(tmp_path: Path) -> None:
    people = People(Curation(Store(to_address(tmp_path))), ["U9"])
    assert await people.role_of(asker("U9")) is Role.ADMIN
    assert people.is_curator(asker("U9"))
    with pytest.raises(StoreDown):
        await people.role_of(asker("U1"))
