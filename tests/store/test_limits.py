"""Limits of use and defaults of channels are stored, and their changes audited."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.defaults import ChannelDefault, Default
from bot.domain.limits import Limits
from bot.store import Curation, Store
from bot.store.running import execute
from bot.store.tables import audit


async def test_stores_and_audits_limits(store: Store, engine: AsyncEngine) -> None:
    curation = Curation(store)
    assert await curation.list_limits() == ()
    await curation.set_limits(Limits("T1", ("C1", "C2")), "U1")
    await curation.set_limits(Limits("T2"), "U1")
    await curation.set_limits(Limits("T1", (), ("U1",), shared_channels=True), "U2")

    found = await curation.list_limits()
    assert set(found) == {Limits("T1", (), ("U1",), shared_channels=True), Limits("T2")}
    (last,) = (await execute(engine, select(audit).order_by(audit.c.id)))[2:]
    assert (last.act, last.actor, last.team) == ("set limits", "U2", "T1")
    assert "C2" in last.before
    assert "C2" not in last.after


async def test_stores_and_audits_defaults_of_channels(store: Store, engine: AsyncEngine) -> None:
    curation = Curation(store)
    first = ChannelDefault("T1", "C1", Default("sylvania", "energy"))
    for one in (
        first,
        ChannelDefault("T2", "C1", Default("sylvania")),
        replace(first, default=Default(topic="borders")),
    ):
        await curation.set_default(one, "U1")
    assert await curation.list_defaults() == (
        ChannelDefault("T1", "C1", Default(topic="borders")),
        ChannelDefault("T2", "C1", Default("sylvania")),
    )
    await curation.set_default(replace(first, default=Default()), "U2")
    assert await curation.list_defaults() == (ChannelDefault("T2", "C1", Default("sylvania")),)
    last = (await execute(engine, select(audit).order_by(audit.c.id)))[-1]
    assert (last.act, last.actor, last.team, last.target, last.after) == ("set default", "U2", "T1", "C1", "")
    assert "borders" in last.before
