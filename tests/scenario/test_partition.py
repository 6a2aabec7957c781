"""A replica in a network namespace that loses its connection to the database for a while."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import time

import aiohttp
import orjson
import pytest

from bot.sandbox import sign
from tests.bases import texts, write_base
from tests.benchmarks.fleet import to_event, wait_for_store
from tests.benchmarks.replicas import Office, approve_one, open_office, prepare, wait_until_live
from tests.benchmarks.server import SECRET, Server
from tests.benchmarks.slack import Posts
from tests.namespaces import Namespace, NotPermitted, open_namespace
from tests.patience import PATIENCE
from tests.postgres import find_server, run_server

pytestmark = pytest.mark.slow
LEASE = 3.0


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.running.SECONDS", PATIENCE)


@pytest.fixture
def namespace() -> Iterator[Namespace]:
    with ExitStack() as stack:
        try:
            opened = stack.enter_context(open_namespace())
        except NotPermitted as why:
            pytest.skip(str(why))
        yield opened


@dataclass(frozen=True, slots=True)
class Machines:
    """A replica beside the database, one behind the network, and where proposals are approved."""

    near: Server
    cut: Server
    office: Office
    slack: Posts


@asynccontextmanager
async def machines(namespace: Namespace, scratch: Path) -> AsyncIterator[Machines]:
    programs = find_server()
    if programs is None:
        pytest.skip("no PostgreSQL here: install Debian's package postgresql")
    folder = write_base(scratch / "base", texts())
    with run_server(programs, "-F", more=(namespace.far, namespace.back)) as database:
        await prepare(database.address)
        far = database.address.replace("127.0.0.1", namespace.far)
        async with open_office(database.address, folder) as office, Posts(namespace.outside) as slack:

            def start(name: str, address: str, host: str, *prefix: str) -> Server:
                return Server(
                    folder,
                    scratch / f"{name}.log",
                    api_url=slack.api_url,
                    is_patient=True,
                    database=address,
                    lease=LEASE,
                    knowledge="database",
                    host=host,
                    prefix=prefix,
                )

            near = start("near", database.address, "127.0.0.1")
            cut = start("cut", far, namespace.inside, *namespace.prefix)
            servers = (near, cut)
            try:
                for server in servers:
                    await asyncio.to_thread(server.wait_until_ready)
                    await asyncio.to_thread(wait_for_store, server, "up")
                yield Machines(near, cut, office, slack)
            finally:
                for server in servers:
                    await asyncio.to_thread(server.stop)
    assert not any("Traceback" in server.log.read_text("utf-8") for server in servers)


async def deliver(server: Server, number: int, retry: int = 0) -> int:
    """Deliver a mention; return the status of the response."""
    body = orjson.dumps(to_event(number, 0))
    headers = {"content-type": "application/json", **sign(SECRET, int(time()), body)}
    if retry:
        headers["x-slack-retry-num"] = str(retry)
    async with aiohttp.ClientSession() as session, session.post(server.url, data=body, headers=headers) as response:
        return response.status


async def wait_until(is_so: Callable[[], Awaitable[object]]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await is_so():
            await asyncio.sleep(0.05)


async def wait_for_answer(slack: Posts, number: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while not slack.answered[f"{number}.5"]:
            await asyncio.sleep(0.05)


async def test_partitioned_replica_answers_from_memory_and_catches_up(namespace: Namespace, tmp_path: Path) -> None:
    async with machines(namespace, tmp_path) as at:
        await approve_one(at.office, [at.near, at.cut], 1)
        before = at.cut.readiness()["revision"]
        with namespace.cut():
            await approve_one(at.office, [at.near], 2)
            await asyncio.to_thread(wait_for_store, at.cut, "down")
            assert "Sylvania buys" in await asyncio.to_thread(at.cut.ask, "sylvania gas")
            assert at.cut.readiness()["revision"] == before

            assert await deliver(at.cut, 1) == 200
            await wait_for_answer(at.slack, 1)
            assert await deliver(at.cut, 2, retry=1) == 503, "another may have answered it"
            assert await deliver(at.near, 2, retry=2) == 200
            await wait_for_answer(at.slack, 2)

        await wait_until_live([at.near, at.cut], at.office.revision)
        await asyncio.to_thread(wait_for_store, at.cut, "up")
        await wait_until(lambda: at.office.store.find_reply("C1", "1.5"))
        await wait_until(lambda: is_taken(at.near, 1))
        await wait_until(lambda: is_taken(at.cut, 2))
        for number, server in ((3, at.near), (4, at.cut)):
            assert await deliver(server, number) == 200
            await wait_for_answer(at.slack, number)
        assert at.slack.answered == {f"{number}.5": 1 for number in (1, 2, 3, 4)}


async def is_taken(server: Server, number: int) -> bool:
    """Deliver an answered event again; return whether it is acknowledged."""
    return await deliver(server, number, retry=3) == 200
