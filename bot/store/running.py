"""Statements and other work on the store, none of which is waited for without end."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, TypeVar

from sqlalchemy import Executable, Row, text
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.addresses import is_sqlite
from bot.store.errors import StoreDown

# Slack waits three for what a claim is part of.
SECONDS = 2.0
_MOST_WORDS = 300

_T = TypeVar("_T")
# The event loop itself does not keep what it runs.
_abandoned: set[asyncio.Task[Any]] = set()


async def execute(engine: AsyncEngine, statement: Executable, seconds: float = 0.0) -> Sequence[Row[Any]]:
    """Execute a statement in a transaction of its own, and return its rows; StoreDown where that cannot be in time."""

    async def work() -> Sequence[Row[Any]]:
        async with engine.connect() as connection:
            result = await connection.execute(statement)
            return result.fetchall() if result.returns_rows else ()

    return await bounded(work(), seconds or SECONDS)


async def change(engine: AsyncEngine, statement: Executable) -> int:
    """Execute a statement that changes rows, and return how many; StoreDown where that cannot be in time.

    Rather than rows by RETURNING: SQLite's other writers wait until these have been fetched, which the driver does in
    a second step, after whatever else the event loop is at.
    """

    async def work() -> int:
        async with engine.connect() as connection:
            return (await connection.execute(statement.execution_options(preserve_rowcount=True))).rowcount

    return await bounded(work(), SECONDS)


async def transact(engine: AsyncEngine, work: Callable[[AsyncConnection], Awaitable[_T]], seconds: float = 0.0) -> _T:
    """Do work in one transaction and return its result; StoreDown, and nothing of it done, where that fails.

    Only where the end of the transaction is not heard of in time, it may be done in spite of StoreDown.
    """

    async def run() -> _T:
        async with engine.connect() as connection:
            # By hand, for the driver's own BEGIN takes no lock in SQLite; without the lock, whoever reads and then
            # writes may be refused. What fails is rolled back when the connection is given back.
            await connection.execute(text("BEGIN IMMEDIATE" if is_sqlite(engine) else "BEGIN"))
            result = await work(connection)
            await connection.execute(text("COMMIT"))
            return result

    return await bounded(run(), seconds or SECONDS)


async def bounded(work: Coroutine[Any, Any, _T], seconds: float) -> _T:
    """Wait for work on the store for so long at the most; StoreDown where it fails or is late.

    `asyncio.wait_for` would wait for the end of what it cancels, which at a server that hangs takes seconds more.
    """
    task = asyncio.ensure_future(work)
    _abandoned.add(task)
    task.add_done_callback(_forget)
    try:
        done, _ = await asyncio.wait({task}, timeout=seconds)
    except asyncio.CancelledError:
        task.cancel()
        raise
    if not done:
        task.cancel()
        raise StoreDown(f"no response in {seconds:g} s")
    try:
        return task.result()
    except (SQLAlchemyError, OSError, ValueError) as error:
        # A ValueError is of text that no database takes, such as half a character.
        raise StoreDown(_describe(error)) from None


def _forget(task: asyncio.Task[Any]) -> None:
    _abandoned.discard(task)
    if not task.cancelled():
        task.exception()  # nobody else asks for it, once the work is late


def _describe(error: Exception) -> str:
    """Say what failed; in the driver's words only where they are of the database, for others repeat what was stored."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    name = type(cause).__name__
    is_plain = isinstance(cause, sqlite3.Error) or (isinstance(error, OperationalError) and cause is not error)
    words = next(iter(str(cause).splitlines()), "")
    return f"{name}: {words[:_MOST_WORDS]}" if is_plain and words else name
