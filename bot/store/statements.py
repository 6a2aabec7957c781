"""Statements that both databases support, through SQLAlchemy's dialect of each; and encoded lists of ids."""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.addresses import is_sqlite


def insert(engine: AsyncEngine, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """Return an insertion that supports ON CONFLICT."""
    return sqlite.insert(table) if is_sqlite(engine) else postgresql.insert(table)


async def add_counts(
    engine: AsyncEngine, connection: AsyncConnection, table: Table, counts: Iterable[tuple[tuple[str, ...], int]]
) -> None:
    """Add counts by key to a table whose last column is `count` and whose other columns are the key."""
    total: Counter[tuple[str, ...]] = Counter()
    for key, count in counts:
        total[key] += count
    *columns, counted = table.columns
    new = insert(engine, table)
    statement = new.on_conflict_do_update(index_elements=columns, set_={"count": counted + new.excluded["count"]})
    names = [column.name for column in columns]
    # All processes lock rows in one order, so that they cannot deadlock.
    if rows := [dict(zip(names, key, strict=True)) | {"count": total[key]} for key in sorted(total)]:
        await connection.execute(statement, rows)


def join(ids: Iterable[str]) -> str:
    """Join ids for a column, separated by commas, which no id contains."""
    return ",".join(ids)


def split(text: str) -> tuple[str, ...]:
    """Split a column into ids."""
    return tuple(text.split(",")) if text else ()
