"""Leases, which give work to one process at a time. The holder renews its lease; a killed holder's runs out."""

from sqlalchemy import delete, or_
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.running import change, execute
from bot.store.statements import insert
from bot.store.tables import lease


async def hold(engine: AsyncEngine, name: str, holder: str, now: float, seconds: float) -> bool:
    """Acquire a lease that is free or has run out, or renew it; return False where another process holds it."""
    row = {"name": name, "holder": holder, "until": now + seconds}
    statement = (
        insert(engine, lease)
        .values(row)
        .on_conflict_do_update(
            index_elements=[lease.c.name],
            set_={"holder": holder, "until": now + seconds},
            where=or_(lease.c.holder == holder, lease.c.until <= now),
        )
    )
    return await change(engine, statement) > 0


async def let_go(engine: AsyncEngine, name: str, holder: str) -> None:
    """Release a lease, so that another process need not wait until it runs out."""
    await execute(engine, delete(lease).where(lease.c.name == name, lease.c.holder == holder))
