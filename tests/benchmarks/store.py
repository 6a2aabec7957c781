"""Duration of an event's claim in each store: `python -m tests.benchmarks.store`.

Starts its own PostgreSQL and PgBouncer, which write to the disk as in production. Prints milliseconds and their
budget, and exits 1 if a median exceeds it.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Coroutine
from contextlib import ExitStack
from pathlib import Path

import uvloop

from bot.store import Event, to_address
from bot.store.addresses import to_engine
from bot.store.inbox import claim, mark_done, mark_posting
from bot.store.opening import migrate
from tests.benchmarks.figures import against, print_table
from tests.postgres import find_pooler, find_server, run_pooler, run_server

BUDGET_MS = 5.0
WARM_UP = 50
PAYLOAD = '{"text": "what did Baku think of the 2009 protocols?", "thread": "1763000000.000100"}'


async def measure(address: str, claims: int) -> list[list[float]]:
    """Return the milliseconds of each new claim, each repeated claim, each mark as posting, and each mark as done."""
    engine = to_engine(address)
    took: list[list[float]] = [[], [], [], []]
    await migrate(engine)
    for number in range(claims + WARM_UP):
        event, now = Event(f"Ev{number}", "T1", "C1", f"{number}.1", PAYLOAD), time.time()
        for times, step in (
            (took[0], claim(engine, event, "a", now)),
            (took[1], claim(engine, event, "b", now)),
            (took[2], mark_posting(engine, event.event_id, "a", now)),
            (took[3], mark_done(engine, event.event_id, "a")),
        ):
            began = time.perf_counter()
            await step
            if number >= WARM_UP:
                times.append(1_000 * (time.perf_counter() - began))
    await engine.dispose()
    return took


def _run(measuring: Coroutine[None, None, list[list[float]]]) -> list[list[float]]:
    """Run in the event loop that serves."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(measuring)


def to_row(name: str, took: list[list[float]]) -> list[str]:
    """Return a store's figures: the median of claims with its budget, their 99th percentile, and the other medians."""
    claims, *others = took
    slowest = statistics.quantiles(claims, n=100)[-1]
    return [name, against(statistics.median(claims), BUDGET_MS), against(slowest), *map(_median, others)]


def _median(times: list[float]) -> str:
    return against(statistics.median(times))


def main() -> int:
    """Measure each available store; return 1 if one is over its budget."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000, help="how many events are claimed (default %(default)s)")
    claims = parser.parse_args().claims
    took: dict[str, list[list[float]]] = {}
    with ExitStack() as servers:
        folder = servers.enter_context(tempfile.TemporaryDirectory())
        took["SQLite"] = _run(measure(to_address(Path(folder)), claims))
        if programs := find_server():
            address = servers.enter_context(run_server(programs)).address
            took["PostgreSQL"] = _run(measure(address, claims))
            if pooler := find_pooler():
                pooled = servers.enter_context(run_pooler(pooler, servers.enter_context(run_server(programs)).address))
                took["PostgreSQL behind PgBouncer"] = _run(measure(pooled, claims))
        else:
            print("no PostgreSQL here: install Debian's packages postgresql and pgbouncer")
    head = ["ms", "claim", "slowest of 100", "known already", "posting", "done"]
    print_table("An event in the inbox", head, [to_row(name, figures) for name, figures in took.items()])
    return int(any(statistics.median(figures[0]) > BUDGET_MS for figures in took.values()))


if __name__ == "__main__":
    sys.exit(main())
