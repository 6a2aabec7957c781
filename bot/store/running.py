"""Execution of statements and transactions, each with a time limit."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, TypeVar

from sqlalchemy import Executable, Row, text
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.addresses import is_sqlite
from bot.store.errors import StoreDown

# Slack waits three seconds for the response that a claim precedes.
SECONDS = 2.0
_MOST_WORDS = 300

_T = TypeVar("_T")
# The event loop holds only weak references to its tasks.
_abandoned: set[asyncio.Task[Any]] = set()


async def execute(engine: AsyncEngine, statement: Executable, seconds: float = 0.0) -> Sequence[Row[Any]]:
    """Execute a statement in a transaction of its own, and return its rows. Raises StoreDown, also when it is late."""

    async def work() -> Sequence[Row[Any]]:
        async with engine.connect() as connection:
            result = await connection.execute(statement)
            return result.fetchall() if result.returns_rows else ()

    return await bounded(work(), seconds or SECONDS)


async def change(engine: AsyncEngine, statement: Executable) -> int:
    """Execute a statement that changes rows, and return their number. Raises StoreDown, also when it is late.

    It does not use RETURNING: SQLite's other writers would wait until its rows are fetched, which the driver does in a
    second step, after other work of the event loop.
    """

    async def work() -> int:
        async with engine.connect() as connection:
            return (await connection.execute(statement.execution_options(preserve_rowcount=True))).rowcount

    return await bounded(work(), SECONDS)


async def transact(engine: AsyncEngine, work: Callable[[AsyncConnection], Awaitable[_T]], seconds: float = 0.0) -> _T:
    """Do work in one transaction and return its result. Raises StoreDown, with nothing done, where that fails.

    Only where the confirmation of the commit is late, the work may be done in spite of StoreDown.
    """

    async def run() -> _T:
        async with engine.connect() as connection:
            # By hand, for the driver's own BEGIN takes no lock in SQLite, and a transaction that reads before it
            # writes may then fail. Returning the connection rolls a failed transaction back.
            await connection.execute(text("BEGIN IMMEDIATE" if is_sqlite(engine) else "BEGIN"))
            result = await work(connection)
            await connection.execute(text("COMMIT"))
            return result

    return await bounded(run(), seconds or SECONDS)


async def bounded(work: Coroutine[Any, Any, _T], seconds: float) -> _T:
    """Wait for work on the store, at most so many seconds. Raises StoreDown where it fails or is late.

    `asyncio.wait_for` would wait for the end of what it cancels, which takes seconds more at a server that hangs.
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
        # A ValueError means text that no database accepts, such as half of a surrogate pair.
        raise StoreDown(_describe(error)) from None


def _forget(task: asyncio.Task[Any]) -> None:
    _abandoned.discard(task)
    if not task.cancelled():
        task.exception()  # retrieved, so that asyncio does not report it as lost


def _describe(error: Exception) -> str:
    """Describe an error; with the driver's message only where it is about the database, not about stored values."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    name = type(cause).__name__
    is_plain = isinstance(cause, sqlite3.Error) or (isinstance(error, OperationalError) and cause is not error)
    words = next(iter(str(cause).splitlines()), "")
    return f"{name}: {words[:_MOST_WORDS]}" if is_plain and words else name
