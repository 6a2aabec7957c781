"""Installations of the app, found by the organisation and the workspace that a request names.

Each change increments the counter of installations in its own transaction, so that other processes see that their
caches are old. Changes lock the counter's row, and so happen one after the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.installations import Installation
from bot.domain.proposals import Role
from bot.store.auditing import record_act
from bot.store.keys import Sealed
from bot.store.running import change, execute, transact
from bot.store.statements import insert
from bot.store.tables import counter, installation, member, organisation

_COUNTER = "installations"
_KEY = ("app", "enterprise", "team")


@dataclass(frozen=True, slots=True)
class StoredInstallation:
    """An installation as it is stored: without its token, which is sealed beside it."""

    installation: Installation
    sealed: Sealed


def name_row(one: Installation) -> str:
    """Return the context that an installation's token is sealed with, unique to it."""
    return f"{one.app}/{one.enterprise}/{one.team}"


async def save(engine: AsyncEngine, stored: StoredInstallation, now: float) -> None:
    """Save an installation, replacing an earlier one; make its installer an admin where there is none yet."""
    new = stored.installation
    values = {name: getattr(new, name) for name in (*_KEY, "name", "bot", "bot_user", "scopes", "installed_by")}
    values |= {"token": stored.sealed.text, "key_id": stored.sealed.key_id, "installed_at": new.installed_at}
    statement = insert(engine, installation).values(**values, revoked_at=None)
    statement = statement.on_conflict_do_update(
        index_elements=[installation.c[name] for name in _KEY],
        set_={name: statement.excluded[name] for name in (*values, "revoked_at") if name not in _KEY},
        where=installation.c.installed_at <= new.installed_at,
    )

    async def work(connection: AsyncConnection) -> None:
        await _count(engine, connection)
        await connection.execute(statement)
        await record_act(connection, now, new.home, new.installed_by, "install", new.home, "", new.scopes)
        await _appoint(engine, connection, new, now)

    await transact(engine, work)


async def find(engine: AsyncEngine, enterprise: str, team: str) -> StoredInstallation | None:
    """Find the installation that serves a workspace: its own within its organisation, the organisation's, or its own.

    Without an organisation it is found by the workspace alone, and by the organisation last noted for it.
    """
    if not enterprise:
        known = await execute(engine, select(organisation.c.enterprise).where(organisation.c.team == team))
        enterprise = known[0].enterprise if known else ""
    of_team = installation.c.team == team
    of_all = and_(installation.c.team == "", installation.c.enterprise == enterprise)
    found = [one for one in (of_team if team else None, of_all if enterprise else None) if one is not None]
    if not found:
        return None
    rows = await execute(engine, select(installation).where(installation.c.revoked_at.is_(None), or_(*found)))

    def rank(row: Row[Any]) -> tuple[int, float]:
        own = row.enterprise == enterprise
        return (0 if own and row.team else 1 if own else 2, -row.installed_at)

    fitting = [row for row in rows if not enterprise or row.enterprise in ("", enterprise)]
    return _to_stored(min(fitting, key=rank)) if fitting else None


async def end(engine: AsyncEngine, ended: Installation, act: str, now: float) -> bool:
    """End an installation and delete its token; return False where it was ended or renewed since it was found."""
    statement = (
        update(installation)
        .where(*_is(ended), installation.c.revoked_at.is_(None))
        .values(revoked_at=now, token="", key_id="")
    )

    async def work(connection: AsyncConnection) -> bool:
        await _count(engine, connection)
        has_ended = (await connection.execute(statement.execution_options(preserve_rowcount=True))).rowcount > 0
        if has_ended:
            await record_act(connection, now, ended.home, "", act, ended.home, ended.scopes, "")
        return has_ended

    return await transact(engine, work)


async def read_counter(engine: AsyncEngine) -> int:
    """Return the counter, which differs after each change of an installation."""
    rows = await execute(engine, select(counter.c.value).where(counter.c.name == _COUNTER))
    return rows[0].value if rows else 0


async def list_key_ids(engine: AsyncEngine) -> frozenset[str]:
    """List the ids of the keys that tokens are sealed with."""
    statement = select(installation.c.key_id).where(installation.c.revoked_at.is_(None)).distinct()
    return frozenset(row.key_id for row in await execute(engine, statement))


async def list_sealed_otherwise(engine: AsyncEngine, key_id: str, most: int) -> Sequence[StoredInstallation]:
    """List installations whose token is sealed with another key."""
    statement = select(installation).where(installation.c.revoked_at.is_(None), installation.c.key_id != key_id)
    return [_to_stored(row) for row in await execute(engine, statement.order_by(*installation.primary_key).limit(most))]


async def reseal(engine: AsyncEngine, stored: StoredInstallation, sealed: Sealed) -> bool:
    """Store the same token sealed with the newest key; return False where the installation has changed since."""
    statement = update(installation).where(*_is(stored.installation), installation.c.token == stored.sealed.text)
    return await change(engine, statement.values(token=sealed.text, key_id=sealed.key_id)) > 0


async def note_organisation(engine: AsyncEngine, team: str, enterprise: str) -> None:
    """Record the organisation of a workspace."""
    statement = insert(engine, organisation).values(team=team, enterprise=enterprise)
    await change(
        engine,
        statement.on_conflict_do_update(index_elements=[organisation.c.team], set_={"enterprise": enterprise}),
    )


def with_token(stored: StoredInstallation, token: str) -> Installation:
    """Return an installation with its unsealed token."""
    return replace(stored.installation, token=token)


def _is(one: Installation) -> tuple[Any, ...]:
    """Return the condition for the row of an installation, unless it was renewed."""
    return (
        installation.c.app == one.app,
        installation.c.enterprise == one.enterprise,
        installation.c.team == one.team,
        installation.c.installed_at == one.installed_at,
    )


async def _count(engine: AsyncEngine, connection: AsyncConnection) -> None:
    statement = insert(engine, counter).values(name=_COUNTER, value=1)
    await connection.execute(
        statement.on_conflict_do_update(index_elements=[counter.c.name], set_={"value": counter.c.value + 1})
    )


async def _appoint(engine: AsyncEngine, connection: AsyncConnection, new: Installation, now: float) -> None:
    """Make the installer an admin, unless there is one."""
    is_admin = and_(member.c.team == new.home, member.c.role == Role.ADMIN.value)
    if (await connection.execute(select(member.c.user).where(is_admin).limit(1))).first():
        return
    statement = insert(engine, member).values(team=new.home, user=new.installed_by, role=Role.ADMIN.value)
    await connection.execute(
        statement.on_conflict_do_update(index_elements=[member.c.team, member.c.user], set_={"role": Role.ADMIN.value})
    )
    await record_act(connection, now, new.home, new.installed_by, "set role", new.installed_by, "", Role.ADMIN.value)


def _to_stored(row: Row[Any]) -> StoredInstallation:
    values = dict(row._mapping)
    sealed = Sealed(values.pop("key_id"), values.pop("token"))
    del values["revoked_at"]
    return StoredInstallation(Installation(**values, token=""), sealed)
