"""One base in the database, served by three processes: `python -m tests.benchmarks.replicas`.

Reviewers approve changes in a fourth process; a change is live when `/readyz` of all three reports its revision. Prints,
for the shipped base and larger ones, the seconds from approval to live while all three are asked questions, the memory
of a replica, how many commands a second one, two and three replicas answer (with Debian's package `wrk`), and the cost
of deploying a newer version under load; exits 1 at a failure: an approval that is not live everywhere, or a lost
request.
"""

import argparse
import asyncio
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

from bot.cli.database import DatabaseBase
from bot.cli.progress import Progress
from bot.domain.operations import Kind, Operation, encode_fields
from bot.domain.proposals import Proposal, ProposalState
from bot.domain.publishing import Edition
from bot.domain.revisions import Origin
from bot.loading import read_texts
from bot.loading.file_sets import RevisionFiles
from bot.loading.reload import Reloader
from bot.search import Index, build
from bot.services import Asker, EntryPoint, Follower
from bot.services.curating import Decided, Drafting, NotAllowed, People, Reviewing
from bot.store import Curation, Revisions, Store
from bot.store.addresses import to_engine
from bot.store.opening import migrate
from tests.benchmarks.figures import against, print_table
from tests.benchmarks.fleet import open_database
from tests.benchmarks.rolling import report
from tests.benchmarks.server import ROOT, Broken, Server, hold
from tests.benchmarks.timing import p99_of
from tests.benchmarks.wrk import Load, load
from tests.patience import PATIENCE

REPLICAS = 3
TEAM = "T1"
ADA, BEN = (Asker(EntryPoint.BUTTON, user, TEAM, name=name) for user, name in (("U1", "Ada"), ("U2", "Ben")))
SECONDS_TO_LIVE, MIB = 2.0, 160.0
CONNECTIONS, SECONDS_OF_LOAD = 8, 5.0
# The pause between questions to each replica while changes are approved.
SECONDS_BETWEEN_QUESTIONS = 0.02
QUESTIONS = ("turkey", "russia 1992-1995", "armenia weapons", "compare turkey russia", "timeline iran", "whales")


@dataclass(frozen=True, slots=True)
class Office:
    """The server on which proposals are made and approved: like the replicas, but in this process."""

    store: Store
    reloader: Reloader[Index]
    follower: Follower
    base: DatabaseBase
    reviewing: Reviewing

    async def publish(self, folder: Path) -> None:
        """Publish a folder, whatever the database holds."""
        files = {path: content for path, content in read_texts(folder).items() if content is not None}
        await Revisions(self.store).put(files, Edition("Ada", "", "", "Publish"), Origin.CLI, parent=None)
        await self.catch_up()

    async def catch_up(self) -> None:
        """Load the newest revision."""
        await self.base.catch_up()
        await asyncio.to_thread(self.reloader.poll)

    async def propose(self, fact: str, keyword: str) -> Proposal:
        """Propose a keyword for a fact; it waits for review."""
        current = self.base.find(fact)
        assert current
        words = [*current.fields.get("keywords", []), keyword]
        operation = Operation(Kind.EDIT, current.partner, fact, {**current.fields, "keywords": words}, current.hash)
        curation = Curation(self.store)
        before = encode_fields(current.fields)
        draft = await curation.create(
            TEAM, ADA.user, operation.encode(), partner=current.partner, fact=fact, author_name=ADA.name, before=before
        )
        proposal = await curation.move(draft, ProposalState.OPEN, ADA.user)
        assert proposal
        return proposal

    async def approve(self, proposal: Proposal) -> Decided | None:
        """Approve a proposal; return None if somebody else has."""
        try:
            return await self.reviewing.approve(BEN, proposal.id, proposal.version)
        except NotAllowed:
            return None

    @property
    def revision(self) -> str:
        """The revision that is served here."""
        return str(self.reloader.readiness()["revision"])


@asynccontextmanager
async def open_office(address: str, folder: Path) -> AsyncIterator[Office]:
    """Open an office over a database that is migrated, and publish a folder there if it holds nothing yet."""
    store = Store(address)
    await store.open()
    revisions, files = Revisions(store), RevisionFiles(folder)
    reloader: Reloader[Index] = Reloader(files, build)
    follower = Follower(files.take)
    base = DatabaseBase(reloader, follower, revisions)
    people = People(Curation(store), [ADA.user, BEN.user])
    drafting = Drafting(Curation(store), people, base, reloader.current, lambda: date(2026, 11, 23))
    office = Office(store, reloader, follower, base, Reviewing(Curation(store), people, drafting, base))
    try:
        await office.catch_up()
        if not follower.followed.head.seq:
            await office.publish(folder)
        yield office
    finally:
        await store.close()


def start_replica(address: str, folder: Path, log: Path) -> Server:
    """Start a process that serves what the database holds, and wait until it serves."""
    server = Server(folder, log, is_patient=True, database=address, knowledge="database", lease=3.0)
    server.wait_until_ready()
    return server


async def wait_until_live(servers: list[Server], revision: str) -> None:
    """Wait until all serve a revision. Raises Broken where one does not in time."""

    async def wait(server: Server) -> None:
        end = time.monotonic() + PATIENCE
        while (readiness := await asyncio.to_thread(server.readiness))["revision"] != revision:
            if time.monotonic() > end:
                raise Broken(f"a replica does not serve {revision}: {readiness}")
            await asyncio.sleep(0.01)

    await asyncio.gather(*map(wait, servers))


async def wait_until_changed(servers: list[Server], before: str) -> float:
    """Wait until none serves a revision any more, and return that time of the monotonic clock."""

    async def wait(server: Server) -> None:
        end = time.monotonic() + PATIENCE
        while (await asyncio.to_thread(server.readiness))["revision"] == before:
            if time.monotonic() > end:
                raise Broken(f"a replica still serves {before}")
            await asyncio.sleep(0.01)

    await asyncio.gather(*map(wait, servers))
    return time.monotonic()


async def approve_one(office: Office, servers: list[Server], number: int) -> float:
    """Approve a change of a fact, and return the seconds until all serve it."""
    facts = sorted(office.reloader.current().snapshot.facts)
    proposal = await office.propose(facts[number * 7 % len(facts)], f"word{number}")
    before, began = office.revision, time.monotonic()
    decided = await office.approve(proposal)
    if decided is None or decided.proposal.state is not ProposalState.PUBLISHED:
        raise Broken(f"a proposal was not published: {decided}")
    # The office follows as the replicas do, beside them: which revision it is is known once it has.
    _, live = await asyncio.gather(asyncio.to_thread(office.reloader.poll), wait_until_changed(servers, before))
    await wait_until_live(servers, office.revision)
    return live - began


async def measure(name: str, folder: Path, approvals: int, stack: ExitStack) -> list[str] | None:
    """Approve so many changes over a database of a kind; a row of figures, None where it is not installed."""
    scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    opened = open_database(name, scratch, stack)
    if opened is None:
        return None
    await prepare(opened[0])
    async with open_office(opened[0], folder) as office:
        servers = [start_replica(opened[0], folder, scratch / f"{number}.log") for number in range(REPLICAS)]
        try:
            for server in servers:  # what is left of an index to the first questions is made by then
                for question in QUESTIONS:
                    server.ask(question)
            seconds = []
            with Progress(f"approving on {name}") as progress, ask_meanwhile(servers) as asked:
                for number in range(approvals):
                    seconds.append(await approve_one(office, servers, number))
                    progress.show(number + 1, approvals)
            seconds.sort()
            memory = max(server.resident_mib() for server in servers)
            rates = [
                f"{await asyncio.to_thread(answer, servers[:most], scratch):,.0f}" for most in range(1, REPLICAS + 1)
            ]
        finally:
            for server in servers:
                server.stop()
    facts = len(office.reloader.current().snapshot.facts)
    figures = (statistics.median(seconds), p99_of(seconds), seconds[-1])
    return [
        name,
        f"{facts:,}",
        f"{len(asked):,}",
        *(against(figure, SECONDS_TO_LIVE) for figure in figures),
        against(memory, MIB),
        *rates,
    ]


@contextmanager
def ask_meanwhile(servers: list[Server]) -> Iterator[list[int]]:
    """Ask every server one question after another, and yield the list that grows by each that is answered.

    Raises Broken or OSError in the end where one was not.
    """
    stop, answered = threading.Event(), list[int]()

    def ask(server: Server) -> None:
        for number in count():
            if stop.wait(SECONDS_BETWEEN_QUESTIONS):
                return
            server.ask(QUESTIONS[number % len(QUESTIONS)])
            answered.append(server.port)

    with ThreadPoolExecutor(len(servers)) as threads:
        asking = [threads.submit(ask, server) for server in servers]
        try:
            yield answered
        finally:
            stop.set()
    for each in asking:
        each.result()


def answer(servers: list[Server], scratch: Path) -> float:
    """Send all servers commands at once, and return how many they answer in a second together; 0 without wrk."""
    if shutil.which("wrk") is None:
        return 0.0

    def send(server: Server) -> Load:
        folder = scratch / str(server.port)
        folder.mkdir(exist_ok=True)
        return load(server.url, folder, CONNECTIONS, SECONDS_OF_LOAD)

    with ThreadPoolExecutor(len(servers)) as threads:
        loads = [*threads.map(send, servers)]
    if failed := sum(each.failed for each in loads):
        raise Broken(f"{failed} commands were not answered")
    return sum(each.rate for each in loads)


async def prepare(address: str) -> None:
    """Make the tables."""
    engine = to_engine(address)
    await migrate(engine)
    await engine.dispose()


async def run_all(folder: Path, approvals: int, names: list[str]) -> None:
    """Measure over each available kind of database."""
    rows = []
    for name in names:
        with ExitStack() as stack:
            if row := await measure(name, folder, approvals, stack):
                rows.append(row)
                print(*row, sep=" | ", file=sys.stderr, flush=True)
    head = ["store", "facts", "answered meanwhile", "seconds to live: median", "p99", "most", "MiB of a replica"]
    head += [f"commands/s by {count}" for count in range(1, REPLICAS + 1)]
    print_table(f"{approvals} approvals, live on {REPLICAS} replicas", head, rows)
    await report([name for name in names if name != "SQLite"])


def main() -> int:
    """Measure; return 1 at a failure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--approvals", type=int, default=50, help="how many (default %(default)s)")
    parser.add_argument("--knowledge", type=Path, default=ROOT / "knowledge", metavar="DIR", help="the base")
    parser.add_argument("--store", action="append", help="SQLite, PostgreSQL or PgBouncer (default: each)")
    options = parser.parse_args()
    names = options.store or ["SQLite", "PostgreSQL", "PgBouncer"]
    return hold(run_all(options.knowledge, options.approvals, names))


if __name__ == "__main__":
    sys.exit(main())
