"""Who has which role in a workspace. Whoever is in no row has none."""

from sqlalchemy import Select, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.proposals import Member, Role
from bot.store.auditing import record_act
from bot.store.running import execute, transact
from bot.store.statements import insert
from bot.store.tables import member


async def find_role(engine: AsyncEngine, team: str, user: str) -> Role | None:
    """Find the role of a member; None where they have none."""
    rows = await execute(engine, _role_of(team, user))
    return Role(rows[0].role) if rows else None


async def list_members(engine: AsyncEngine, team: str) -> tuple[Member, ...]:
    """List the members of a workspace who have a role, in the order of their ids."""
    statement = select(member).where(member.c.team == team).order_by(member.c.user)
    return tuple(Member(row.team, row.user, Role(row.role)) for row in await execute(engine, statement))


async def list_everybody(engine: AsyncEngine) -> tuple[Member, ...]:
    """List the members of all workspaces who have a role."""
    return tuple(Member(row.team, row.user, Role(row.role)) for row in await execute(engine, select(member)))


async def set_role(engine: AsyncEngine, new: Member, actor: str, now: float) -> None:
    """Give a member a role instead of the one that they have."""
    statement = insert(engine, member).values(team=new.team, user=new.user, role=new.role.value)
    statement = statement.on_conflict_do_update(
        index_elements=[member.c.team, member.c.user], set_={"role": new.role.value}
    )

    async def work(connection: AsyncConnection) -> None:
        before = await _lock_role(connection, new.team, new.user)
        await connection.execute(statement)
        await record_act(connection, now, new.team, actor, "set role", new.user, before, new.role.value)

    await transact(engine, work)


async def remove_member(engine: AsyncEngine, team: str, user: str, actor: str, now: float) -> bool:
    """Take a member's role away; False where they have none."""

    async def work(connection: AsyncConnection) -> bool:
        before = await _lock_role(connection, team, user)
        if before:
            await connection.execute(delete(member).where(member.c.team == team, member.c.user == user))
            await record_act(connection, now, team, actor, "remove role", user, before, "")
        return bool(before)

    return await transact(engine, work)


def _role_of(team: str, user: str) -> Select[tuple[str]]:
    return select(member.c.role).where(member.c.team == team, member.c.user == user)


async def _lock_role(connection: AsyncConnection, team: str, user: str) -> str:
    """The role of a member, or "", which nobody else changes until the transaction ends."""
    row = (await connection.execute(_role_of(team, user).with_for_update())).first()
    return str(row.role) if row else ""
