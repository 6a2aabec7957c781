"""Statements that the two databases have alike, and SQLAlchemy has for each of them; and what rows hold."""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.addresses import is_sqlite


def insert(engine: AsyncEngine, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """Return an insertion that can say what is to be done where the row is there already."""
    return sqlite.insert(table) if is_sqlite(engine) else postgresql.insert(table)


async def add_counts(
    engine: AsyncEngine, connection: AsyncConnection, table: Table, counts: Iterable[tuple[tuple[str, ...], int]]
) -> None:
    """Add counts, each with its key, to those of a table whose last column is `count` and whose others are the key."""
    total: Counter[tuple[str, ...]] = Counter()
    for key, count in counts:
        total[key] += count
    *columns, counted = table.columns
    new = insert(engine, table)
    statement = new.on_conflict_do_update(index_elements=columns, set_={"count": counted + new.excluded["count"]})
    names = [column.name for column in columns]
    # In one order for everybody, so that nobody waits for somebody who waits for them.
    if rows := [dict(zip(names, key, strict=True)) | {"count": total[key]} for key in sorted(total)]:
        await connection.execute(statement, rows)


def join(ids: Iterable[str]) -> str:
    """Ids as a row holds them: between commas, none of which is in an id."""
    return ",".join(ids)


def split(text: str) -> tuple[str, ...]:
    """The ids that a row holds."""
    return tuple(text.split(",")) if text else ()
