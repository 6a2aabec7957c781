"""Three real processes that serve one base in one real database, through its failures."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.domain.proposals import ProposalState
from bot.store import Revisions
from bot.store.running import execute
from bot.store.tables import change, revision
from tests.bases import texts, write_base
from tests.benchmarks.fleet import open_database, wait_for_store
from tests.benchmarks.gates import running_gate
from tests.benchmarks.replicas import Office, approve_one, open_office, prepare, start_replica, wait_until_live
from tests.benchmarks.server import Server
from tests.patience import PATIENCE
from tests.postgres import Server as Database
from tests.postgres import find_server, run_server, run_standby

FACT = "sylvania-gas"
# Processes take seconds to start.
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.running.SECONDS", PATIENCE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_base(tmp_path / "base", texts())


class Replicas:
    """The processes, which are stopped in the end."""

    def __init__(self, folder: Path, logs: Path) -> None:
        self.servers: list[Server] = []
        self._folder, self._logs = folder, logs

    async def start(self, *addresses: str) -> list[Server]:
        """Start one at each address."""
        for address in addresses:
            log = self._logs / f"{len(self.servers)}.log"
            self.servers.append(await asyncio.to_thread(start_replica, address, self._folder, log))
        return self.servers[-len(addresses) :]


@pytest.fixture
async def replicas(folder: Path, tmp_path: Path) -> AsyncIterator[Replicas]:
    replicas = Replicas(folder, tmp_path)
    yield replicas
    for server in replicas.servers:
        if server.process.poll() is None:
            server.stop()
    assert not any("Traceback" in server.log.read_text("utf-8") for server in replicas.servers)


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    programs = find_server()
    if programs is None:
        pytest.skip("no PostgreSQL here: install Debian's package postgresql")
    with run_server(programs, "-F") as server:
        await prepare(server.address)
        yield server


async def count(office: Office) -> tuple[int, int]:
    with office.store.using() as engine:
        return len(await execute(engine, change.select())), len(await execute(engine, revision.select()))


@pytest.mark.parametrize("store", ["SQLite", "PostgreSQL", "PgBouncer"])
async def test_serves_approved_change_once_everywhere(
    store: str, folder: Path, replicas: Replicas, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        opened = open_database(store, tmp_path, stack)
        if opened is None:
            pytest.skip(f"no {store} here: install Debian's packages postgresql and pgbouncer")
        address = opened[0]
        await prepare(address)
        async with open_office(address, folder) as office, open_office(address, folder) as other:
            servers = await replicas.start(address, address, address)
            for number in range(3):
                await approve_one(office, servers, number)
            assert "Sylvania buys natural gas" in await asyncio.to_thread(servers[2].ask, "sylvania gas")
            assert servers[1].readiness()["knowledge"] == {"from": "database", "newest": 4}

            await other.catch_up()
            proposal = await other.propose(FACT, "again")
            decided = await asyncio.gather(*(one.approve(proposal) for one in [office, other] * 25))
            assert [one.proposal.state for one in decided if one] == [ProposalState.PUBLISHED]
            assert await count(office) == (4, 5)

            await other.catch_up()
            several = [await other.propose(fact, "at once") for fact in (FACT, "sylvania-ally", "ruritania-kingdom")]
            published = await asyncio.gather(
                *(one.approve(each) for one, each in zip([office, other, office], several, strict=True))
            )
            states = [one and (one.proposal.state, one.review.problem) for one in published]
            assert states == [(ProposalState.PUBLISHED, "")] * 3
            await office.catch_up()
            facts = office.reloader.current().snapshot.facts
            assert all("at once" in facts[each.fact].keywords for each in several), "none overwrote another"
            await wait_until_live(servers, office.revision)
            for server in servers:
                server.stop()


async def test_reports_conflict_with_an_earlier_change(database: Database, folder: Path) -> None:
    async with open_office(database.address, folder) as office, open_office(database.address, folder) as other:
        first, second = await office.propose(FACT, "one"), await office.propose(FACT, "two")
        assert await office.approve(first)
        decided = await other.approve(second)

        assert decided
        assert decided.proposal.state is ProposalState.CONFLICT
        assert await count(office) == (1, 2)


async def test_answers_while_database_is_unreachable(database: Database, folder: Path, replicas: Replicas) -> None:
    async with running_gate(database.port) as gate, open_office(database.address, folder) as office:
        far = database.address.replace(str(database.port), str(gate.port))
        near, cut = await replicas.start(database.address, far)
        before = cut.readiness()["revision"]
        with gate.shut():
            await approve_one(office, [near], 1)
            await asyncio.to_thread(wait_for_store, cut, "down")
            assert cut.readiness()["revision"] == before
            assert "Sylvania buys" in await asyncio.to_thread(cut.ask, "sylvania gas")
        await wait_until_live([near, cut], office.revision)


async def test_serves_folder_until_database_is_reachable(database: Database, folder: Path, replicas: Replicas) -> None:
    async with open_office(database.address, folder) as office:
        await approve_one(office, [], 1)
    database.stop()
    (server,) = await replicas.start(database.address)
    report = server.readiness()["knowledge"]
    assert (report["from"], report["newest"]) == ("folder", 0)
    assert "has not responded" in report["why"]
    assert "serving the knowledge in" in server.last_lines()

    database.start()
    await wait_until_live([server], office.revision)
    assert server.readiness()["knowledge"] == {"from": "database", "newest": 2}


async def test_replicas_follow_promoted_standby(database: Database, folder: Path, replicas: Replicas) -> None:
    programs = find_server()
    assert programs
    async with open_office(database.address, folder) as office:
        await approve_one(office, [], 1)
    with run_standby(database, programs, "-F") as standby:
        both = f"postgresql://postgres@127.0.0.1:{database.port},127.0.0.1:{standby.port}/postgres"
        address = f"{both}?target_session_attrs=read-write"
        servers = await replicas.start(address, address)
        async with open_office(database.address, folder) as office:
            await approve_one(office, servers, 2)
            last = await Revisions(office.store).find_head()
            async with open_office(standby.address, folder) as reading:
                while await Revisions(reading.store).find_head() != last:
                    await reading.catch_up()
        database.kill()
        assert "Sylvania buys" in await asyncio.to_thread(servers[0].ask, "sylvania gas")
        standby.promote()
        async with open_office(standby.address, folder) as office:
            await approve_one(office, servers, 3)
            for server in servers:
                wait_for_store(server, "up")
                server.stop()


async def test_restores_everything_from_a_dump(database: Database, folder: Path, replicas: Replicas) -> None:
    async with open_office(database.address, folder) as office:
        (server,) = await replicas.start(database.address)
        await approve_one(office, [server], 1)
        dumped = office.revision
        database.run("pg_dump", "-c", "-f", "dump.sql", database.address)
        await approve_one(office, [server], 2)
    database.run("psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", "dump.sql", database.address)
    await wait_until_live([server], dumped)
    async with open_office(database.address, folder) as office:
        await approve_one(office, [server], 3)
        assert office.follower.followed.head.seq == 3


async def test_moves_base_into_database_and_back(
    database: Database, folder: Path, replicas: Replicas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AZREL_DATABASE_URL", database.address)

    def azrel(*arguments: str | Path) -> str:
        command = [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    (server,) = await replicas.start(database.address)
    assert "azrel publish" in server.readiness()["knowledge"]["why"]
    azrel("publish", folder)
    async with open_office(database.address, folder) as office:
        await approve_one(office, [server], 1)
    azrel("export", tmp_path / "out")
    asked = azrel("ask", "--json", "--knowledge", tmp_path / "out", "sylvania gas")

    assert json.loads(asked)["revision"] == office.revision == server.readiness()["revision"]
