"""The stores that the same tests run on: a SQLite file, PostgreSQL, and PostgreSQL behind a pooler."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store import Curation, Store
from bot.store.addresses import to_engine
from bot.store.opening import migrate, open_store
from bot.store.running import execute
from bot.store.tables import metadata
from tests.clocks import Clock
from tests.patience import PATIENCE
from tests.postgres import Server, find_pooler, find_server, run_pooler, run_server
from tests.stores import new_address


def programs_or_skip() -> Path:
    """Return the folder of PostgreSQL's programs; the test is skipped where there is none."""
    programs = find_server()
    if programs is None:
        pytest.skip("no PostgreSQL here: install Debian's package postgresql")
    return programs


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Yield the address of a PostgreSQL server of our own."""
    with run_server(programs_or_skip(), "-F") as server:
        yield server.address


@pytest.fixture(scope="session")
def pgbouncer(postgres: str) -> Iterator[str]:
    """Yield the address of that server behind PgBouncer in transaction mode."""
    program = find_pooler()
    if program is None:
        pytest.skip("no PgBouncer here: install Debian's package pgbouncer")
    with run_pooler(program, postgres) as address:
        yield address


@pytest.fixture
def server() -> Iterator[Server]:
    """Yield a PostgreSQL server for one test alone, which may stop it."""
    with run_server(programs_or_skip(), "-F") as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres", "pgbouncer"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of each store in turn."""
    if request.param == "sqlite":
        return new_address(tmp_path / "state")
    return str(request.getfixturevalue(request.param))


@pytest.fixture
async def engine(address: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AsyncEngine]:
    """Each store in turn, open and empty, with the patience of a busy machine."""
    monkeypatch.setattr("bot.store.running.SECONDS", PATIENCE)
    monkeypatch.setattr("bot.store.opening.SECONDS_TO_OPEN", PATIENCE)
    engine = to_engine(address)
    await migrate(engine)
    await open_store(engine)
    for table in metadata.sorted_tables:
        await execute(engine, delete(table))
    yield engine
    await engine.dispose()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def store(engine: AsyncEngine, address: str, clock: Clock) -> AsyncIterator[Store]:
    """Each store in turn, open and empty."""
    shared = Store(address, clock=clock)
    await shared.open()
    yield shared
    await shared.close()


@pytest.fixture
def curation(store: Store) -> Curation:
    return Curation(store)
