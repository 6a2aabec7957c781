"""Deletion of the rows of workspaces that have uninstalled the app."""

from sqlalchemy import Delete, Table, delete, or_, select, union
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.proposals import ProposalState
from bot.store.running import transact
from bot.store.tables import audit, change, installation, metadata, oauth_state, organisation, proposal

_SECONDS = 30.0
SECONDS_AFTER_UNINSTALL = 30 * 86_400.0
# The audit log, which expires by itself.
_KEPT = (audit, change)


async def purge_uninstalled(engine: AsyncEngine, now: float) -> None:
    """Delete expired OAuth states, and the rows of workspaces that uninstalled the app long ago.

    A workspace that another installation serves keeps its rows.
    """
    old = select(installation.c.enterprise, installation.c.team).where(
        installation.c.revoked_at <= now - SECONDS_AFTER_UNINSTALL
    )

    async def work(connection: AsyncConnection) -> None:
        await connection.execute(delete(oauth_state).where(oauth_state.c.expires_at <= now))
        for enterprise, team in (await connection.execute(old)).all():
            for one in [team] if team else await _list_teams(connection, enterprise):
                if not await _is_installed(connection, one):
                    await _delete_rows(connection, one)
            await connection.execute(
                delete(installation).where(
                    installation.c.enterprise == enterprise,
                    installation.c.team == team,
                    installation.c.revoked_at <= now - SECONDS_AFTER_UNINSTALL,
                )
            )

    await transact(engine, work, _SECONDS)


async def _list_teams(connection: AsyncConnection, enterprise: str) -> list[str]:
    """Return the teams whose rows an organisation has: its own, and those of its workspaces."""
    statement = select(organisation.c.team).where(organisation.c.enterprise == enterprise)
    return [enterprise, *(await connection.execute(statement)).scalars()]


async def _is_installed(connection: AsyncConnection, team: str) -> bool:
    """Return whether a workspace or an organisation has the app, also by its organisation's installation."""
    enterprises = union(
        select(organisation.c.enterprise).where(organisation.c.team == team),
        select(installation.c.enterprise).where(installation.c.team == team, installation.c.enterprise != ""),
    )
    own = installation.c.team == team
    by_all = (installation.c.team == "") & or_(
        installation.c.enterprise == team, installation.c.enterprise.in_(enterprises)
    )
    live = select(installation.c.app).where(installation.c.revoked_at.is_(None), or_(own, by_all)).limit(1)
    return (await connection.execute(live)).first() is not None


async def _delete_rows(connection: AsyncConnection, team: str) -> None:
    for table in metadata.sorted_tables:
        if "team" in table.c and table is not installation and table not in _KEPT:
            await connection.execute(_delete_of(table, team))


def _delete_of(table: Table, team: str) -> Delete:
    statement = delete(table).where(table.c.team == team)
    if table is proposal:
        return statement.where(proposal.c.state != ProposalState.PUBLISHED.value)
    return statement
