"""Opening the store: connect to a database, and check that it has the tables of this version."""

import sqlite3
from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, String, Table, Text, column, inspect, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.addresses import is_sqlite
from bot.store.errors import StoreDown, StoreRefused
from bot.store.running import bounded, transact
from bot.store.tables import REVISION, VERSION_TABLE, metadata

_OLDEST_SQLITE = (3, 35, 0)
SECONDS_TO_OPEN = 5.0
# Another process may be migrating, and has to finish first.
_SECONDS_TO_MIGRATE = 60.0
# An arbitrary number that no other program uses for a lock in the same database.
_LOCK = 7_263_451_982


async def open_store(engine: AsyncEngine) -> None:
    """Check that a database responds and has its tables; create or migrate them in SQLite.

    PostgreSQL, which other processes may share, is migrated by `azrel migrate` alone. Tables of a newer version are
    valid too, for migrations only add. Raises StoreDown where nothing responds, StoreRefused where the operator has to
    act.
    """
    if is_sqlite(engine):
        await migrate(engine)
    elif await bounded(_read_revision(engine), SECONDS_TO_OPEN) < REVISION:
        raise StoreRefused("the database lacks tables that this version needs: run 'azrel migrate'")


async def migrate(engine: AsyncEngine) -> bool:
    """Run the missing migrations in one transaction, one process at a time; return whether there were any.

    Raises StoreDown where that fails.
    """
    if is_sqlite(engine):
        _make_folder(Path(str(engine.url.database)).parent)
    found = await bounded(_read_revision(engine), SECONDS_TO_OPEN)
    if found >= REVISION:
        return False
    if found or not is_sqlite(engine):
        await _run_migrations(engine)
    else:
        await _create_tables(engine)
        await migrate(engine)  # another process, of an older version, may have been first
    return True


def _make_folder(folder: Path) -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StoreRefused(f"this Python has SQLite {sqlite3.sqlite_version}, and 3.35 or newer is needed")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreDown(f"the folder {folder} cannot be made: {error.strerror}") from None


async def _read_revision(engine: AsyncEngine) -> str:
    """Return the revision of the newest migration that was run; "" where none was."""
    async with engine.connect() as connection:
        if not await connection.run_sync(lambda sync: inspect(sync).has_table(VERSION_TABLE)):
            return ""
        statement = select(column("version_num", Text)).select_from(table(VERSION_TABLE))
        return (await connection.execute(statement)).scalar() or ""


async def _create_tables(engine: AsyncEngine) -> None:
    """Create the newest tables in an empty SQLite file at once: Alembic takes 0.3 s and 32 MiB of a first start.

    See "Building an Up to Date Database from Scratch" in Alembic's cookbook.
    """
    version = Table(VERSION_TABLE, MetaData(), Column("version_num", String(32), primary_key=True))

    def create(connection: Connection) -> None:
        if not inspect(connection).has_table(VERSION_TABLE):
            metadata.create_all(connection, checkfirst=False)
            version.create(connection, checkfirst=False)
            connection.execute(version.insert().values(version_num=REVISION))

    await transact(engine, lambda connection: connection.run_sync(create), _SECONDS_TO_MIGRATE)


async def _run_migrations(engine: AsyncEngine) -> None:
    # Imported before the lock is taken, and only where there is something to migrate.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))

    def upgrade(connection: Connection) -> None:
        config.attributes["connection"] = connection
        command.upgrade(config, REVISION)

    async def work(connection: AsyncConnection) -> None:
        if not is_sqlite(engine):
            # A lock of the transaction, since behind a pooler a session's lock would be left behind.
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        await connection.run_sync(upgrade)

    await transact(engine, work, _SECONDS_TO_MIGRATE)
