"""Versions of the served facts, compared to find the changes of each revision."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.watching import ChangeKind, FactChange
from bot.store.addresses import is_sqlite
from bot.store.running import execute, transact
from bot.store.statements import insert
from bot.store.tables import fact_version as table

# Only the first run writes many rows.
_SECONDS = 30.0
_REMOVED = ChangeKind.REMOVED.value


async def note_versions(engine: AsyncEngine, hashes: Mapping[str, str], now: float) -> tuple[FactChange, ...]:
    """Compare facts (hashes by id) with those noted before; note and return the differences.

    The first facts of all are no changes.
    """

    async def work(connection: AsyncConnection) -> tuple[FactChange, ...]:
        if not is_sqlite(engine):
            # Of two concurrent processes the second finds the rows of the first; readers do not wait.
            await connection.execute(text("LOCK TABLE fact_version IN SHARE ROW EXCLUSIVE MODE"))
        known = {row.fact: row for row in (await connection.execute(select(table))).fetchall()}
        before = {fact: row.hash for fact, row in known.items() if row.kind != _REMOVED}
        changes = tuple(_compare(before, hashes, now)) if known else ()
        kinds = {one.fact: one.kind.value for one in changes} if known else dict.fromkeys(hashes, "")
        rows = [{"fact": fact, "hash": hashes.get(fact, ""), "kind": kinds[fact], "at": now} for fact in sorted(kinds)]
        if rows:
            new = insert(engine, table)
            values = {name: new.excluded[name] for name in ("hash", "kind", "at")}
            await connection.execute(new.on_conflict_do_update(index_elements=[table.c.fact], set_=values), rows)
        return changes

    return await transact(engine, work, _SECONDS)


async def list_changes_since(engine: AsyncEngine, at: float) -> tuple[FactChange, ...]:
    """List the facts that changed after a time, in the order of the changes."""
    statement = select(table.c.fact, table.c.kind, table.c.at).where(table.c.at > at, table.c.kind != "")
    rows = await execute(engine, statement.order_by(table.c.at, table.c.fact))
    return tuple(FactChange(row.fact, ChangeKind(row.kind), row.at) for row in rows)


def _compare(before: Mapping[str, str], after: Mapping[str, str], now: float) -> Iterable[FactChange]:
    for fact in sorted(before.keys() | after.keys()):
        if fact not in after:
            yield FactChange(fact, ChangeKind.REMOVED, now)
        elif fact not in before:
            yield FactChange(fact, ChangeKind.NEW, now)
        elif before[fact] != after[fact]:
            yield FactChange(fact, ChangeKind.CHANGED, now)
