"""A newer version deployed under load, as an operator does it: three servers over one database, replaced one by one.

Slack's side sends commands and mentions, several at once, to a load balancer in front of them. The newer version is
another checkout: it has one more migration, and writes revisions in a format that the older one does not read.
"""

import asyncio
import itertools
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import orjson

from bot.domain.revisions import FORMAT
from bot.sandbox import sign
from bot.store.tables import REVISION
from tests.benchmarks.figures import against, print_table
from tests.benchmarks.fleet import open_database, to_event, wait_for_store
from tests.benchmarks.front import SECONDS_BETWEEN_CHECKS, Front
from tests.benchmarks.server import ROOT, SECRET, Broken, Server, to_command
from tests.benchmarks.slack import Posts
from tests.benchmarks.timing import p99_of
from tests.patience import PATIENCE

REPLICAS, SENDERS = 3, 6
# Longer than the load balancer takes to notice.
SECONDS_TO_DRAIN = 5 * SECONDS_BETWEEN_CHECKS
_NEWER_FORMAT, _NEWER_REVISION = FORMAT + 1, f"{int(REVISION) + 1:04}"
_MIGRATION = f'''"""Create a table that the version before does without."""

import sqlalchemy as sa
from alembic import op

revision = "{_NEWER_REVISION}"
down_revision = "{REVISION}"


def upgrade() -> None:
    """Create the table."""
    op.create_table("newer", sa.Column("id", sa.Integer, primary_key=True))
'''


def make_newer(folder: Path) -> Path:
    """Make a checkout of a newer version: it needs a table that this version lacks, and writes another format."""
    for name in ("bot", "tests/benchmarks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("tests/__init__.py", "tests/patience.py"):
        shutil.copy(ROOT / name, folder / name)
    for name, was, becomes in (
        ("bot/domain/revisions.py", f"FORMAT = {FORMAT}\n", f"FORMAT = {_NEWER_FORMAT}\n"),
        ("bot/store/tables/__init__.py", f'REVISION = "{REVISION}"\n', f'REVISION = "{_NEWER_REVISION}"\n'),
    ):
        path = folder / name
        text = path.read_text("utf-8")
        if was not in text:
            raise Broken(f"{name} has no line {was!r}")
        path.write_text(text.replace(was, becomes), "utf-8")
    (folder / f"bot/store/migrations/versions/m{_NEWER_REVISION}_newer.py").write_text(_MIGRATION, "utf-8")
    return folder


def run_azrel(checkout: Path, database: str, *arguments: str | Path) -> str:
    """Run azrel of a checkout, and return what it prints. Raises CalledProcessError where it fails."""
    command = [sys.executable, "-m", "bot", *arguments]
    environment = {**os.environ, "AZREL_DATABASE_URL": database}
    return subprocess.run(command, cwd=checkout, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


@dataclass(slots=True)
class Load:
    """The requests sent to a load balancer, commands and mentions in turn, with their durations."""

    front: Front
    slack: Posts
    commands: int = 0
    events: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def going(self, senders: int = SENDERS) -> AsyncIterator[None]:
        """Send requests concurrently until the end; then wait until each event has its answer."""
        numbers, stopping = itertools.count(1), asyncio.Event()
        async with aiohttp.ClientSession() as session:

            async def send() -> None:
                while not stopping.is_set():
                    number = next(numbers)
                    await (self._ask(session) if number % 2 else self._mention(session, number))

            sending = [asyncio.create_task(send()) for _ in range(senders)]
            try:
                yield
            finally:
                stopping.set()
                await asyncio.gather(*sending)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and not all(self.slack.answered[f"{number}.5"] for number in self.events):
            await asyncio.sleep(0.05)

    def check(self) -> None:
        """Raise Broken where a request failed, or an event has no answer, or two."""
        if faults := [*self.faults, *self.front.failed]:
            raise Broken(f"{len(faults)} requests failed: {faults[:5]}")
        lost = [number for number in self.events if not self.slack.answered[f"{number}.5"]]
        doubled = [number for number in self.events if self.slack.answered[f"{number}.5"] > 1]
        if lost or doubled:
            raise Broken(f"{len(lost)} events without an answer, {len(doubled)} with two")

    async def _ask(self, session: aiohttp.ClientSession) -> None:
        reply = await self._post(session, to_command("turkey"), "application/x-www-form-urlencoded")
        self.commands += 1
        if b"Turkey" not in reply:
            self.faults.append(f"a command was answered {reply[:200]!r}")

    async def _mention(self, session: aiohttp.ClientSession, number: int) -> None:
        self.events.append(number)
        await self._post(session, orjson.dumps(to_event(number, 0)), "application/json")

    async def _post(self, session: aiohttp.ClientSession, body: bytes, content_type: str) -> bytes:
        headers = {"content-type": content_type, **sign(SECRET, int(time.time()), body)}
        began = time.monotonic()
        async with session.post(self.front.url, data=body, headers=headers) as response:
            reply = await response.read()
            if response.status != 200:
                self.faults.append(f"status {response.status}")
        self.seconds.append(time.monotonic() - began)
        return reply


class Deploy:
    """The servers behind a load balancer, which are started, drained and stopped one at a time."""

    def __init__(self, database: str, folder: Path, logs: Path, slack: Posts) -> None:
        self.servers: list[Server] = []
        self._database, self._folder, self._logs, self._slack = database, folder, logs, slack
        self._started = 0

    async def start(self, checkout: Path = ROOT, **settings: str) -> Server:
        """Start one more, and wait until it serves."""
        self._started += 1
        server = Server(
            self._folder,
            self._logs / f"replica{self._started}.log",
            api_url=self._slack.api_url,
            is_patient=True,
            database=self._database,
            knowledge="database",
            checkout=checkout,
            settings={"AZREL_DRAIN_SECONDS": str(SECONDS_TO_DRAIN), **settings},
        )
        self.servers.append(server)
        await asyncio.to_thread(server.wait_until_ready)
        await asyncio.to_thread(wait_for_store, server, "up")
        return server

    async def replace(self, front: Front, checkout: Path = ROOT, **settings: str) -> None:
        """Start one more of a checkout, and stop the oldest once requests reach the new."""
        server = await self.start(checkout, **settings)
        front.ports.append(server.port)
        await front.wait_until_ready(server.port)
        oldest = self.servers.pop(0)
        if code := await asyncio.to_thread(oldest.stop):
            raise Broken(f"a server stopped with {code}:\n{oldest.last_lines()}")
        front.ports.remove(oldest.port)

    def stop(self) -> None:
        """Stop all servers."""
        for server in self.servers:
            if server.process.poll() is None:
                server.stop()


@asynccontextmanager
async def deployed(database: str, folder: Path, logs: Path) -> AsyncIterator[tuple[Deploy, Front, Load]]:
    """Serve what a database holds from three servers behind a load balancer."""
    async with Posts() as slack:
        deploy = Deploy(database, folder, logs, slack)
        try:
            for _ in range(REPLICAS):
                await deploy.start()
            async with Front([server.port for server in deploy.servers]) as front:
                yield deploy, front, Load(front, slack)
        finally:
            await asyncio.to_thread(deploy.stop)


async def deploy_newer(database: str, folder: Path, scratch: Path) -> tuple[Load, float]:
    """Deploy a newer version under load over a database that is empty; return the load, and the seconds it took.

    Raises Broken where a request is lost, or an older server serves what it cannot read, or does not say so.
    """
    newer = await asyncio.to_thread(make_newer, scratch / "newer")
    await asyncio.to_thread(run_azrel, ROOT, database, "migrate")
    await asyncio.to_thread(run_azrel, ROOT, database, "publish", folder)
    async with deployed(database, folder, scratch) as (deploy, front, load):
        old = deploy.servers[0].readiness()["revision"]
        async with load.going():
            began = time.monotonic()
            await asyncio.to_thread(run_azrel, newer, database, "migrate")
            await deploy.replace(front, newer)
            await asyncio.to_thread(_publish_newer, newer, database, folder, scratch)
            *others, first = deploy.servers
            await _wait_for(first, lambda ready: ready["revision"] != old)
            for server in others:
                readiness = await _wait_for(server, lambda ready: "why" in ready["knowledge"])
                if readiness["revision"] != old or "run a newer version" not in readiness["knowledge"]["why"]:
                    raise Broken(f"an older server does not keep what it serves, or does not say why: {readiness}")
            for _ in others:
                await deploy.replace(front, newer)
            took = time.monotonic() - began
        load.check()
        served = {server.readiness()["revision"] for server in deploy.servers}
        if old in served or len(served) != 1:
            raise Broken(f"the newer servers serve {served}")
    return load, took


def _publish_newer(newer: Path, database: str, folder: Path, scratch: Path) -> None:
    """Publish a change by the newer version, in its format."""
    shutil.copytree(folder, edited := scratch / "edited", ignore=shutil.ignore_patterns(".azrel.json"))
    path = edited / "knowledge.yaml"
    path.write_text(f"{path.read_text('utf-8')}# edited\n", "utf-8")
    run_azrel(newer, database, "publish", "--force", edited)


async def _wait_for(server: Server, is_so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    end = time.monotonic() + PATIENCE
    while not is_so(readiness := await asyncio.to_thread(server.readiness)):
        if time.monotonic() > end:
            raise Broken(f"a server does not come to it: {readiness}")
        await asyncio.sleep(0.05)
    return readiness


async def report(names: list[str]) -> None:
    """Deploy a newer version over each available kind of database, and print the cost."""
    rows = []
    for name in names:
        with ExitStack() as stack:
            scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            opened = open_database(name, scratch, stack)
            if opened is None:
                continue
            folder = shutil.copytree(ROOT / "knowledge", scratch / "knowledge")
            load, took = await deploy_newer(opened[0], folder, scratch)
        times = sorted(1_000 * seconds for seconds in load.seconds)
        figures = (statistics.median(times), p99_of(times), times[-1], took)
        rows.append([name, f"{load.commands:,}", f"{len(load.events):,}", "0", *map(against, figures)])
    head = ["store", "commands", "events", "lost or doubled", "ms: median", "p99", "most", "s to deploy"]
    print_table(f"A newer version deployed on {REPLICAS} replicas, {SENDERS} requests at once", head, rows)
