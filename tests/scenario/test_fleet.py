"""Three real processes over one real store, through its failures: short forms of `tests.benchmarks.fleet`."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.store.addresses import to_engine
from bot.store.opening import migrate
from tests.benchmarks.fleet import (
    deliver_thrice,
    kill_while_posting,
    lose_database,
    open_database,
    restart_under_load,
    running,
)

LEASE = 3.0


@pytest.mark.slow
@pytest.mark.parametrize("store", ["SQLite", "PostgreSQL", "PgBouncer"])
async def test_answers_each_message_once_through_failures(store: str, tmp_path: Path) -> None:
    with ExitStack() as stack:
        opened = open_database(store, tmp_path, stack)
        if opened is None:
            pytest.skip(f"no {store} here: install Debian's packages postgresql and pgbouncer")
        address, database = opened
        engine = to_engine(address)
        await migrate(engine)
        await engine.dispose()
        async with running(tmp_path, address, LEASE) as fleet:
            await deliver_thrice(fleet, 40)
            assert "5 messages taken over, 5 of them marked" in await kill_while_posting(fleet, 5)
            await restart_under_load(fleet, 30)
            if database is not None:
                await lose_database(fleet, database, 5)
        logs = [server.log.read_text("utf-8") for server in fleet.servers]
    assert not any("Traceback" in log for log in logs)
