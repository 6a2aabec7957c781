"""Statements that the two databases have alike, and SQLAlchemy has for each of them."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.addresses import is_sqlite


def insert(engine: AsyncEngine, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """Return an insertion that can say what is to be done where the row is there already."""
    return sqlite.insert(table) if is_sqlite(engine) else postgresql.insert(table)
