"""Speed of slash commands, compared with a bare Bolt app: `python -m tests.benchmarks.serving`.

Runs `azrel serve` with one process and with two workers, and under uvicorn a bare Bolt app that acks a constant of the
replies' median size. With wrk (Debian's package) it sends each of them the same 200 signed questions of every kind, and
azrel also as many that are new each time, since it caches its last replies. Prints Markdown tables: requests a second
and times, by rounds in turn; start and memory; the same while the knowledge is edited; the time of a question in a
terminal, compared with the import of Slack's library; and the cost of each dependency. Budgets are beside their
figures, exceeded ones in bold; exits 1 if one is exceeded.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from bot.cli.progress import Progress
from bot.sandbox import sign
from tests.benchmarks.figures import against, print_table
from tests.benchmarks.process_costs import ask_in_terminal, print_costs
from tests.benchmarks.server import ROOT, SECRET, Broken, Server, free_port, to_command
from tests.benchmarks.wrk import Load, load, questions

CONNECTIONS = 16

# Two workers' requests a second, as a multiple of the peer's.
WORKERS, FASTER = 2, 1.5
# On one connection; and what edits may add to the 99th percentile.
MEDIAN_MS, ADDED_MS = 2.0, 50.0
# From start to ready, and for each worker.
READY_SECONDS, WORKER_MIB = 2.0, 160.0
SECONDS_BETWEEN_EDITS = 2.0


@dataclass(frozen=True, slots=True)
class Figures:
    """The sizes of replies, the loads of azrel and of the peer, and each azrel's seconds to ready and memory.

    `single` and `new_single` are on one connection, the others on many; `single` and `pairs` are of azrel and the peer
    in turn; `pairs` and `new_many` are of azrel with several workers; in those named new, each question is new.
    """

    sizes: list[int]
    single: list[tuple[Load, ...]]
    ours: list[Load]
    pairs: list[tuple[Load, ...]]
    new_single: list[Load]
    new_ours: list[Load]
    new_many: list[Load]
    starts: list[tuple[str, float, float]]

    def all_loads(self) -> Iterator[Load]:
        return chain(self.ours, self.new_single, self.new_ours, self.new_many, *self.single, *self.pairs)


def main() -> int:
    """Print the tables; 1 if a budget was exceeded."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0, help="of each load (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each in turn (default %(default)s)")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        print("serving: wrk is not installed: it is Debian's package of that name", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        kept = compare(Path(scratch), options.seconds, options.rounds)
        kept &= reload(Path(scratch), options.seconds * 2)
    kept &= ask_in_terminal()
    print_costs()
    return 0 if kept else 1


def compare(scratch: Path, seconds: float, rounds: int) -> bool:
    """Send the questions to azrel and the peer in turn, and return whether azrel keeps its budgets."""
    figures = measure(scratch, seconds, rounds)
    print_loads(figures)
    print_table(
        "Start and memory",
        ["", "s to ready", "MiB, largest worker"],
        [
            [name, against(seconds_to_ready, READY_SECONDS), against(resident, WORKER_MIB)]
            for name, seconds_to_ready, resident in figures.starts
        ],
    )
    ratios = [ours.rate / peers.rate for ours, peers in figures.pairs]
    ratio = statistics.median(ratios)
    median = statistics.median(found.median for found in figures.new_single)
    peers_rate = statistics.median(peers.rate for _, peers in figures.pairs)
    new_ratio = statistics.median(found.rate for found in figures.new_many) / peers_rate
    budget = f"≥ {FASTER}" if ratio >= FASTER else f"< {FASTER}"
    shown = ", ".join(f"{found:.2f}" for found in ratios)
    print(f"\n{WORKERS} workers answer {ratio:.2f} {budget} times as many as the peer ({shown})")
    print(f"where each question is new, they answer {new_ratio:.2f} times as many")
    print(f"the median of new questions on one connection is {against(median, MEDIAN_MS)} ms")
    return (
        ratio >= FASTER
        and median <= MEDIAN_MS
        and all(ready <= READY_SECONDS and resident <= WORKER_MIB for _, ready, resident in figures.starts)
        and not any(found.failed for found in figures.all_loads())
    )


def measure(scratch: Path, seconds: float, rounds: int) -> Figures:
    """Load azrel, with one process and with several workers, and the peer in turn."""
    with served(ROOT / "knowledge", scratch / "log") as one:
        sizes = [len(ask(one.url, question)) for question in questions()]
        with (
            served(ROOT / "knowledge", scratch / "workers.log", workers=WORKERS) as many,
            peer(round(statistics.median(sizes))) as other,
        ):
            in_turn = partial(load_in_rounds, scratch=scratch, seconds=seconds, rounds=rounds)
            single = in_turn([one.url, other], 1)
            ours = [found for (found,) in in_turn([one.url], CONNECTIONS)]
            pairs = in_turn([many.url, other], CONNECTIONS)
            new_single, new_ours, new_many = (
                [found for (found,) in in_turn([url], connections, are_new=True)]
                for url, connections in ((one.url, 1), (one.url, CONNECTIONS), (many.url, CONNECTIONS))
            )
            starts = [
                (name, server.seconds_to_ready, server.resident_mib())
                for name, server in (("azrel", one), (f"azrel, {WORKERS} workers", many))
            ]
    return Figures(sizes, single, ours, pairs, new_single, new_ours, new_many, starts)


def print_loads(figures: Figures) -> None:
    """Print the figures of each load as a table."""
    sizes = figures.sizes
    on_many = f"requests/s, {CONNECTIONS} connections"
    print_table(
        f"{len(sizes)} questions; replies of {statistics.median(sizes):,.0f} bytes (median), {max(sizes):,} (most)",
        ["", "requests/s, 1 connection", "median ms", "p99 ms", on_many, "p99 ms", "failed"],
        [
            row("azrel", [ours for ours, _ in figures.single], figures.ours),
            row(f"azrel, {WORKERS} workers", [], [ours for ours, _ in figures.pairs]),
            row("azrel, each question new", figures.new_single, figures.new_ours),
            row(f"azrel, {WORKERS} workers, each question new", [], figures.new_many),
            row("bare Bolt", [peers for _, peers in figures.single], [peers for _, peers in figures.pairs]),
        ],
    )


def row(name: str, single: Sequence[Load], many: Sequence[Load]) -> list[str]:
    """Return a server's figures, each the median of its rounds, as a row of the table."""

    def median(loads: Sequence[Load], figure: str) -> str:
        return against(statistics.median(getattr(found, figure) for found in loads)) if loads else ""

    figures = [median(single, "rate"), median(single, "median"), median(single, "p99")]
    figures += [median(many, "rate"), median(many, "p99")]
    return [name, *figures, str(sum(found.failed for found in (*single, *many)))]


def reload(scratch: Path, seconds: float) -> bool:
    """Send the questions to azrel while its knowledge is edited, and return whether all are answered soon."""
    folder = scratch / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    with served(folder, scratch / "log") as server:
        still = load(server.url, scratch, CONNECTIONS, seconds)
        stop, revisions = threading.Event(), set[str]()
        editing = threading.Thread(target=edit, args=(folder, server, stop, revisions))
        editing.start()
        edited = load(server.url, scratch, CONNECTIONS, seconds)
        stop.set()
        editing.join()
    print_table(
        f"While the knowledge is edited, {len(revisions)} revisions in {seconds:g} s",
        ["", "requests", "requests/s", "median ms", "p99 ms", "failed"],
        [
            [
                name,
                f"{found.requests:,}",
                against(found.rate),
                against(found.median),
                against(found.p99),
                str(found.failed),
            ]
            for name, found in (("as it is", still), ("edited", edited))
        ],
    )
    added = edited.p99 - still.p99
    print(f"\nedits add {against(added, ADDED_MS)} ms to the 99th percentile")
    return added <= ADDED_MS and not edited.failed and len(revisions) > 1


def edit(folder: Path, server: Server, stop: threading.Event, revisions: set[str]) -> None:
    """Edit a file repeatedly, and note the served revisions."""
    path = folder / "relations/turkey.yaml"
    content = path.read_text("utf-8")
    number = 0
    while not stop.wait(SECONDS_BETWEEN_EDITS):
        number += 1
        path.write_text(f"{content}\n# {number}\n", "utf-8")
        revisions.add(str(server.readiness()["revision"]))


def load_in_rounds(
    urls: list[str], connections: int, *, scratch: Path, seconds: float, rounds: int, are_new: bool = False
) -> list[tuple[Load, ...]]:
    """Load servers in turn, so many times."""
    found: list[tuple[Load, ...]] = []
    with Progress(f"{connections} connections") as progress:
        for number in range(rounds):
            found.append(tuple([load(url, scratch, connections, seconds, are_new=are_new) for url in urls]))
            progress.show(number + 1, rounds)
    return found


def ask(url: str, question: str) -> bytes:
    """Return the raw reply to a question."""
    body = to_command(question)
    with urllib.request.urlopen(urllib.request.Request(url, body, sign(SECRET, int(time.time()), body))) as response:
        return bytes(response.read())


@contextmanager
def served(folder: Path, log: Path, workers: int = 1) -> Iterator[Server]:
    """Run a server. Raises Broken if it fails meanwhile."""
    server = Server(folder, log, workers=workers)
    try:
        server.wait_until_ready()
        yield server
    finally:
        code = server.stop()
    if code or "Traceback" in log.read_text("utf-8"):
        raise Broken(f"the server failed, or stopped with {code}:\n{server.last_lines()}")


@contextmanager
def peer(size: int) -> Iterator[str]:
    """Run the bare Bolt app, which acks so many bytes, and yield its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/slack/events"
    process = subprocess.Popen([sys.executable, "-m", "tests.benchmarks.peer", str(port), str(size)], cwd=ROOT)
    try:
        for _ in range(500):
            try:
                ask(url, "ready?")
                break
            except OSError:
                time.sleep(0.02)
        yield url
    finally:
        process.terminate()
        process.wait(10)


if __name__ == "__main__":
    sys.exit(main())
