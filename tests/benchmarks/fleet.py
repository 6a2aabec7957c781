"""Several processes with one store, under failures: `python -m tests.benchmarks.fleet`.

Three servers on SQLite, on PostgreSQL, and on PostgreSQL behind PgBouncer: each event is delivered three times, to any
of them, and has one answer; a process is killed while it posts, and another answers; all are restarted one by one under
load; PostgreSQL stops, starts again, and hangs, while commands are answered and events do not wait. Prints the result
of each; exits 1 at the first failure.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path

import aiohttp
import orjson

from bot.sandbox import sign
from bot.slack.replies import MOST_ANSWERS_AT_ONCE
from bot.store import to_address
from bot.store.addresses import to_engine
from bot.store.opening import migrate
from tests.benchmarks.figures import print_table
from tests.benchmarks.server import ROOT, SECRET, Broken, Server, hold
from tests.benchmarks.slack import Posts
from tests.patience import PATIENCE
from tests.postgres import Server as Database
from tests.postgres import find_pooler, find_server, run_pooler, run_server

EVENTS, TIMES, AT_ONCE = 10_000, 3, 60
PROCESSES = 3
# Slack waits minutes before it delivers a refused event again; here it is a fraction of a second.
SECONDS_TO_RETRY = 0.5


class Fleet:
    """Servers with one store, and the fake Slack. `deliver` sends each event as Slack does, and again if refused."""

    def __init__(self, folder: Path, database: str, slack: Posts, lease: float) -> None:
        self.slack = slack
        self._folder, self._database, self._lease = folder, database, lease
        self._started = 0
        self.servers = [self.start() for _ in range(PROCESSES)]

    def start(self) -> Server:
        """Start one more server, and wait until it serves and has the store."""
        self._started += 1
        server = Server(
            ROOT / "knowledge",
            self._folder / f"{self._started}.log",
            api_url=self.slack.api_url,
            is_patient=True,
            database=self._database,
            lease=self._lease,
        )
        server.wait_until_ready()
        wait_for_store(server, "up")
        return server

    async def deliver(self, numbers: Iterable[int], times: int = TIMES) -> None:
        """Deliver events so many times each, in any order, to any server; wait until all have an answer."""
        chance = random.Random(7)
        deliveries = [(number, again) for number in numbers for again in range(times)]
        chance.shuffle(deliveries)
        free = asyncio.Semaphore(AT_ONCE)
        async with aiohttp.ClientSession() as session:

            async def send(number: int, again: int) -> None:
                retry = again
                async with free:
                    while not await self._post(session, chance.choice(self.servers), number, again, retry):
                        retry += 1
                        await asyncio.sleep(SECONDS_TO_RETRY)

            await asyncio.gather(*(send(*delivery) for delivery in deliveries))

    async def _post(self, session: aiohttp.ClientSession, server: Server, number: int, again: int, retry: int) -> bool:
        """Deliver an event once; return whether it was accepted."""
        body = orjson.dumps(to_event(number, again))
        headers = {"content-type": "application/json", **sign(SECRET, int(time.time()), body)}
        if retry:
            headers["x-slack-retry-num"] = str(retry)
        try:
            async with session.post(server.url, data=body, headers=headers) as response:
                return response.status == 200
        except aiohttp.ClientError:
            return False

    async def wait_until_answered(self, numbers: Iterable[int]) -> None:
        """Wait until each event has an answer. Raises Broken if one has none, or two without a mark."""
        threads = [f"{number}.5" for number in numbers]
        end, last = time.monotonic() + PATIENCE, -1
        while time.monotonic() < end and not all(self.slack.answered[thread] for thread in threads):
            answered = sum(map(bool, map(self.slack.answered.get, threads)))
            if answered > last:
                end, last = time.monotonic() + PATIENCE, answered
            await asyncio.sleep(0.05)
        lost = [thread for thread in threads if not self.slack.answered[thread]]
        doubled = [thread for thread in threads if self.slack.answered[thread] - self.slack.marked[thread] > 1]
        if lost or doubled:
            raise Broken(f"{len(lost)} events without an answer, {len(doubled)} with two")

    def stop(self) -> None:
        """Stop all servers."""
        for server in self.servers:
            server.stop()


def to_event(number: int, again: int) -> dict[str, object]:
    """Return the payload of a mention; deliveries of one message have different event ids, as Slack's may."""
    event = {"type": "app_mention", "user": "U1", "text": "<@U0> turkey", "ts": f"{number}.5", "channel": "C1"}
    return {"type": "event_callback", "team_id": "T1", "event_id": f"Ev{number}-{again % 2}", "event": event}


def wait_for_store(server: Server, state: str) -> None:
    """Wait until a server says that its store is up, or down."""
    end = time.monotonic() + PATIENCE
    while server.readiness()["store"]["state"] != state:
        if time.monotonic() > end:
            raise Broken(f"the store is not {state}: {server.readiness()['store']}")
        time.sleep(0.02)


@asynccontextmanager
async def running(folder: Path, database: str, lease: float) -> AsyncIterator[Fleet]:
    """Run a fleet over a database."""
    async with Posts() as slack:
        fleet = await asyncio.to_thread(Fleet, folder, database, slack, lease)
        try:
            yield fleet
        finally:
            slack.open.set()
            await asyncio.to_thread(fleet.stop)


async def deliver_thrice(fleet: Fleet, events: int) -> str:
    """Deliver each event three times: one answer each."""
    began = time.monotonic()
    await fleet.deliver(range(events))
    await fleet.wait_until_answered(range(events))
    return f"{events:,} events, {events * TIMES / (time.monotonic() - began):,.0f} deliveries a second"


async def kill_while_posting(fleet: Fleet, events: int) -> str:
    """Kill a process some of whose answers Slack has not confirmed: others answer all, and mark those."""
    numbers = range(100_000, 100_000 + events)
    fleet.slack.open.clear()
    victim, others = fleet.servers[0], fleet.servers[1:]
    fleet.servers = [victim]
    await fleet.deliver(numbers, times=1)
    end = time.monotonic() + PATIENCE
    posting = min(events, MOST_ANSWERS_AT_ONCE)
    while len(fleet.slack.waiting) < posting and time.monotonic() < end:
        await asyncio.sleep(0.02)
    began = time.monotonic()
    await asyncio.to_thread(victim.kill)
    fleet.slack.open.set()
    fleet.servers = others
    await fleet.wait_until_answered(numbers)
    took = time.monotonic() - began
    marked = sum(fleet.slack.marked[f"{number}.5"] for number in numbers)
    if marked != posting:
        raise Broken(f"{marked} answers after a kill are marked, and {posting} may have been posted before")
    fleet.servers.append(await asyncio.to_thread(fleet.start))
    return f"{events} messages taken over, {marked} of them marked, after {took:.1f} s"


async def restart_under_load(fleet: Fleet, events: int) -> str:
    """Restart all processes, one by one, while events come: none is lost."""
    numbers = range(200_000, 200_000 + events)
    delivering = asyncio.create_task(fleet.deliver(numbers, times=1))
    for _ in range(PROCESSES):
        oldest = fleet.servers.pop(0)
        fleet.servers.append(await asyncio.to_thread(fleet.start))
        await asyncio.to_thread(oldest.stop)
    await delivering
    await fleet.wait_until_answered(numbers)
    return f"{events:,} events, none lost"


async def lose_database(fleet: Fleet, database: Database, events: int) -> str:
    """Stop the database, start it again, and let it hang: commands are answered, and each event once."""
    first, waits = 300_000, []
    for fault in ("stopped", "hanging"):
        with ExitStack() as stack:
            if fault == "stopped":
                await asyncio.to_thread(database.stop)
                stack.callback(database.start)
            else:
                stack.enter_context(database.hanging())
            for server in fleet.servers:
                began = time.monotonic()
                if "Turkey" not in await asyncio.to_thread(server.ask, "turkey"):
                    raise Broken("a command was not answered")
                waits.append(time.monotonic() - began)
            numbers = range(first, first + events)
            delivering = asyncio.create_task(fleet.deliver(numbers, times=1))
            await delivering
            await fleet.wait_until_answered(numbers)
        for server in fleet.servers:
            await asyncio.to_thread(wait_for_store, server, "up")
        numbers = range(first + events, first + 2 * events)
        await fleet.deliver(numbers)
        await fleet.wait_until_answered(range(first, first + 2 * events))
        first += 2 * events
    return f"{4 * events} events, each once; a command took {max(waits) * 1_000:.0f} ms at most"


async def trying(fleet: Fleet, database: Database | None, events: int) -> AsyncIterator[tuple[str, str]]:
    """Put a fleet through each failure; yield its name and the outcome."""
    yield "delivered three times", await deliver_thrice(fleet, events)
    yield "killed while posting", await kill_while_posting(fleet, max(3, events // 100))
    yield "restarted one by one", await restart_under_load(fleet, max(3, events // 10))
    if database is not None:
        yield "database stopped, then hanging", await lose_database(fleet, database, max(3, events // 100))


async def run_all(events: int, lease: float) -> None:
    """Run all failures on each available store."""
    rows: list[list[str]] = []
    for name in ("SQLite", "PostgreSQL", "PgBouncer"):
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            opened = open_database(name, folder, stack)
            if opened is None:
                print(f"{name} is not installed here")
                continue
            address, database = opened
            engine = to_engine(address)
            await migrate(engine)
            await engine.dispose()
            async with running(folder, address, lease) as fleet:
                async for befell, came in trying(fleet, database, events):
                    rows.append([name, befell, came])
                    print(*rows[-1], sep=": ", file=sys.stderr, flush=True)
    print_table("Three processes over one store", ["store", "what befell them", "what came of it"], rows)


def open_database(name: str, folder: Path, stack: ExitStack) -> tuple[str, Database | None] | None:
    """Return the address of an empty database, and its server; None where the program is not installed."""
    if name == "SQLite":
        return to_address(folder / "state"), None
    programs, pooler = find_server(), find_pooler()
    if programs is None or (name == "PgBouncer" and pooler is None):
        return None
    database = stack.enter_context(run_server(programs))
    if name == "PostgreSQL":
        return database.address, database
    assert pooler
    return stack.enter_context(run_pooler(pooler, database.address)), database


def main() -> int:
    """Run the fleet under failures; return 1 if it failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=EVENTS, help="how many events (default %(default)s)")
    parser.add_argument("--lease", type=float, default=0.0, help="claim for so many seconds (default: as azrel does)")
    options = parser.parse_args()
    return hold(run_all(options.events, options.lease))


if __name__ == "__main__":
    sys.exit(main())
