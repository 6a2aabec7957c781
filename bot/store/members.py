"""The members of workspaces: their roles, and the partners and topics that they own."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Row, Select, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.proposals import Member, Role
from bot.store.auditing import record_act
from bot.store.running import execute, transact
from bot.store.statements import insert, join, split
from bot.store.tables import member


async def find_role(engine: AsyncEngine, team: str, user: str) -> Role | None:
    """Find the role of a member; None without one."""
    rows = await execute(engine, _role_of(team, user))
    return Role(rows[0].role) if rows else None


async def list_members(engine: AsyncEngine, team: str) -> tuple[Member, ...]:
    """List the members of a workspace with a role, ordered by id."""
    statement = select(member).where(member.c.team == team).order_by(member.c.user)
    return tuple(map(_to_member, await execute(engine, statement)))


async def list_everybody(engine: AsyncEngine) -> tuple[Member, ...]:
    """List the members of all workspaces with a role."""
    return tuple(map(_to_member, await execute(engine, select(member))))


async def set_role(engine: AsyncEngine, new: Member, actor: str, now: float) -> None:
    """Set a member's role; they keep what they own."""
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
    """Remove a member's role; return False where they have none."""

    async def work(connection: AsyncConnection) -> bool:
        before = await _lock_role(connection, team, user)
        if before:
            await connection.execute(delete(member).where(member.c.team == team, member.c.user == user))
            await record_act(connection, now, team, actor, "remove role", user, before, "")
        return bool(before)

    return await transact(engine, work)


async def set_ownership(
    engine: AsyncEngine, team: str, user: str, partners: Sequence[str], topics: Sequence[str], actor: str, now: float
) -> bool:
    """Set the partners and topics that a member owns; return False without a role."""

    async def work(connection: AsyncConnection) -> bool:
        this = (member.c.team == team, member.c.user == user)
        row = (await connection.execute(select(member).where(*this).with_for_update())).first()
        if row is None:
            return False
        await connection.execute(update(member).where(*this).values(partners=join(partners), topics=join(topics)))
        before, after = _to_member(row), Member(team, user, Role(row.role), tuple(partners), tuple(topics))
        await record_act(connection, now, team, actor, "set ownership", user, _encode(before), _encode(after))
        return True

    return await transact(engine, work)


def _to_member(row: Row[Any]) -> Member:
    return Member(row.team, row.user, Role(row.role), split(row.partners), split(row.topics))


def _encode(owner: Member) -> str:
    return orjson.dumps({"partners": owner.partners, "topics": owner.topics}).decode()


def _role_of(team: str, user: str) -> Select[tuple[str]]:
    return select(member.c.role).where(member.c.team == team, member.c.user == user)


async def _lock_role(connection: AsyncConnection, team: str, user: str) -> str:
    """Return the role of a member, or "", locked until the transaction ends."""
    row = (await connection.execute(_role_of(team, user).with_for_update())).first()
    return str(row.role) if row else ""
