import asyncio
import multiprocessing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Text, column, inspect, table, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

import bot.store
from bot.domain.proposals import Member, Role, WorkspaceSettings
from bot.store import Event, StoreDown, StoreRefused, addresses, opening, running, to_address
from bot.store.addresses import to_engine
from bot.store.contexts import note, recall
from bot.store.inbox import claim
from bot.store.members import list_members
from bot.store.opening import migrate, open_store
from bot.store.running import execute
from bot.store.tables import REVISION, VERSION_TABLE, metadata
from bot.store.workspaces import find_settings
from tests.patience import PATIENCE
from tests.postgres import Server

EVENT = Event("Ev1", "T1", "C1", "1.1", "{}")


async def write_revision(engine: AsyncEngine, revision: str) -> None:
    await execute(engine, update(table(VERSION_TABLE, column("version_num", Text))).values(version_num=revision))


async def test_migrations_create_the_tables_of_the_queries(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        differences = await connection.run_sync(
            lambda sync: compare_metadata(
                MigrationContext.configure(sync, opts={"version_table": VERSION_TABLE, "compare_type": True}), metadata
            )
        )
    assert differences == []


async def test_new_sqlite_file_has_the_tables_of_the_migrations(tmp_path: Path) -> None:
    created, migrated = [to_engine(to_address(tmp_path / name)) for name in ("created", "migrated")]
    await migrate(created)
    (tmp_path / "migrated").mkdir()
    await opening._run_migrations(migrated)

    assert await describe_tables(created) == await describe_tables(migrated)
    for engine in (created, migrated):
        await engine.dispose()


async def describe_tables(engine: AsyncEngine) -> dict[str, Any]:
    """Describe each table: its columns by name, its keys and constraints; and all indexes."""

    def describe(connection: Connection) -> dict[str, Any]:
        found = inspect(connection)
        indexes = connection.scalars(text("SELECT sql FROM sqlite_master WHERE type = 'index' ORDER BY name")).all()
        return {"indexes": indexes} | {
            name: (
                {column["name"]: {**column, "type": str(column["type"])} for column in found.get_columns(name)},
                found.get_pk_constraint(name)["constrained_columns"],
                sorted([sorted(unique["column_names"]) for unique in found.get_unique_constraints(name)]),
                sorted([check["sqltext"] for check in found.get_check_constraints(name)]),
                sorted([str(key) for key in found.get_foreign_keys(name)]),
            )
            for name in found.get_table_names()
        }

    async with engine.connect() as connection:
        return await connection.run_sync(describe)


def test_newest_migration_is_the_required_revision() -> None:
    scripts = ScriptDirectory(str(Path(bot.store.__file__).with_name("migrations")))

    assert scripts.get_current_head() == REVISION


async def test_migrates_once(tmp_path: Path) -> None:
    engine = to_engine(to_address(tmp_path / "new" / "state"))

    assert await migrate(engine)
    assert not await migrate(engine)
    await open_store(engine)
    await engine.dispose()
    assert (tmp_path / "new" / "state").stat().st_mode & 0o077 == 0, "others have no business there"


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_migration_keeps_stored_rows(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = to_address(tmp_path) if kind == "sqlite" else request.getfixturevalue("server").address
    engine = to_engine(address)
    with monkeypatch.context() as patched:
        patched.setattr(opening, "REVISION", "0001")
        await opening._run_migrations(engine)
    assert await claim(engine, EVENT, "a", 0.0)
    await note(engine, [("C1", "1.1")], "request", 60.0)

    assert await migrate(engine)
    assert not await claim(engine, EVENT, "b", 0.0)
    assert await recall(engine, ("C1", "1.1"), 0.0) == "request"
    assert await list_members(engine, "T1") == ()
    await engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_reads_rows_of_older_versions(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read rows that an older version stored, before a migration or beside the newer version."""
    address = to_address(tmp_path) if kind == "sqlite" else request.getfixturevalue("server").address
    engine = to_engine(address)

    members = table("member", *map(column, ("team", "user", "role")))
    workspaces = table("workspace", *map(column, ("team", "review_channel", "self_approval")))

    async def write(team: str) -> None:
        await execute(engine, members.insert().values(team=team, user="U1", role="curator"))
        await execute(engine, workspaces.insert().values(team=team, review_channel="C1", self_approval=True))

    with monkeypatch.context() as patched:
        patched.setattr(opening, "REVISION", "0002")
        await opening._run_migrations(engine)
    await write("T1")
    assert await migrate(engine)
    await write("T2")

    for team in ("T1", "T2"):
        assert await list_members(engine, team) == (Member(team, "U1", Role.CURATOR),)
        assert await find_settings(engine, team) == WorkspaceSettings(team, "C1", self_approval=True)
    await engine.dispose()


async def test_opening_creates_sqlite_file(tmp_path: Path) -> None:
    engine = to_engine(to_address(tmp_path))
    await open_store(engine)

    assert await claim(engine, EVENT, "a", 0.0)
    assert [row[0] for row in await execute(engine, text("PRAGMA journal_mode"))] == ["wal"]
    await engine.dispose()


async def test_only_the_command_migrates_postgresql(server: Server) -> None:
    first, second = to_engine(server.address), to_engine(server.address)
    with pytest.raises(StoreRefused, match="run 'azrel migrate'"):
        await open_store(first)

    assert sorted(await asyncio.gather(migrate(first), migrate(second))) in ([False, True], [True, True])
    await open_store(first)
    for engine in (first, second):
        await engine.dispose()


async def test_accepts_tables_of_a_newer_version(engine: AsyncEngine) -> None:
    await write_revision(engine, "9999")
    try:
        await open_store(engine)
        assert not await migrate(engine)
        assert await claim(engine, EVENT, "a", 0.0)
    finally:
        await write_revision(engine, REVISION)


async def test_failed_migration_leaves_nothing(tmp_path: Path) -> None:
    engine = to_engine(to_address(tmp_path))
    await execute(engine, text("CREATE TABLE lease (id TEXT)"))
    with pytest.raises(StoreDown, match="OperationalError"):
        await migrate(engine)

    async with engine.connect() as connection:
        assert await connection.run_sync(lambda sync: inspect(sync).get_table_names()) == ["lease"]
    await engine.dispose()


def _claim_in_a_process(address: str, number: int) -> int:
    running.SECONDS = opening.SECONDS_TO_OPEN = addresses.SECONDS_FOR_LOCK = PATIENCE

    async def work() -> int:
        engine = to_engine(address)
        await open_store(engine)
        events = [Event(f"Ev{event}", "T1", "C1", "1.1", "{}") for event in range(100)]
        won = [await claim(engine, event, f"p{number}", 0.0) for event in events]
        await engine.dispose()
        return sum(won)

    return asyncio.run(work())


def test_processes_that_start_together_share_a_sqlite_file(tmp_path: Path) -> None:
    address = to_address(tmp_path / "state")
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        won = pool.starmap(_claim_in_a_process, [(address, number) for number in range(4)])

    assert sum(won) == 100, "each event is one process's"


async def test_reports_file_that_cannot_be_created(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    engine = to_engine(to_address(tmp_path / "file" / "state"))
    with pytest.raises(StoreDown, match="cannot be made: Not a directory"):
        await open_store(engine)

    (tmp_path / "azrel.db").write_text("no database" * 1_000, "utf-8")
    engine = to_engine(to_address(tmp_path))
    with pytest.raises(StoreDown, match="DatabaseError"):
        await open_store(engine)
    await engine.dispose()


async def test_requires_sqlite_with_returning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 34, 1))
    with pytest.raises(StoreRefused, match=r"3\.35 or newer is needed"):
        await open_store(to_engine(to_address(tmp_path)))
