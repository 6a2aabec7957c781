"""A running server under load: `python -m tests.benchmarks.load`, and with `--soak 10` for ten minutes more.

A thousand slash commands within a second, 200 at once; 20,000 events out of order, some of them repeated; a start, a
stop while requests are running, and a start after a kill; and optionally a soak test: commands, events, and edits of
the knowledge, for so many minutes. Prints the figures; exits 1 at the first failure.
"""

import argparse
import asyncio
import json
import random
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from bot.sandbox import check_message, sign
from tests.benchmarks.figures import against, print_table
from tests.benchmarks.server import ROOT, SECRET, Broken, Server, hold, to_command
from tests.benchmarks.slack import Posts
from tests.benchmarks.timing import p99_of
from tests.benchmarks.wrk import questions
from tests.patience import PATIENCE

COMMANDS, AT_ONCE, ACK_MS = 1_000, 200, 3_000.0
EVENTS, AGAIN = 20_000, 0.3
UNDER_WAY = 20
SECONDS_TO_READY, SECONDS_TO_STOP = 2.0, 5.0
SECONDS_BETWEEN_EDITS = 5.0
GROWTH = 1.05
# After this part of a soak test, the caches (events seen, questions of threads) are full.
WARM = 0.3


def main() -> int:
    """Put the server under load; return 1 if it failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=EVENTS, help="how many events (default %(default)s)")
    parser.add_argument("--soak", type=float, default=0.0, metavar="MINUTES", help="soak for so long (default not)")
    options = parser.parse_args()
    return hold(run_all(options.events, options.soak))


async def run_all(events: int, minutes: float) -> None:
    """Run one load after the other, each on a new server."""
    async with served() as (server, slack):
        await command(server)
        await deliver(server, slack, events)
    await stop_and_start()
    if minutes:
        async with served() as (server, slack):
            await soak(server, slack, 60 * minutes)


@asynccontextmanager
async def served() -> AsyncIterator[tuple[Server, Posts]]:
    """Run a server over a copy of the shipped knowledge, and the Slack that it posts to. Raises Broken if it fails."""
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(ROOT / "knowledge", Path(scratch) / "knowledge")
        async with Posts() as slack:
            server = Server(Path(scratch) / "knowledge", Path(scratch) / "log", api_url=slack.api_url)
            try:
                await asyncio.to_thread(server.wait_until_ready)
                yield server, slack
            finally:
                code = await asyncio.to_thread(server.stop)
        log = server.log.read_text("utf-8")
        if code or "Traceback" in log or '"ERROR"' in log:
            raise Broken(f"the server failed, or stopped with {code}:\n{server.last_lines()}")


async def post(session: aiohttp.ClientSession, server: Server, body: bytes, content_type: str) -> tuple[bytes, float]:
    """Send a signed request, and return the response and the milliseconds it took."""
    headers = {"Content-Type": content_type, **sign(SECRET, int(time.time()), body)}
    start = time.perf_counter()
    async with session.post(server.url, data=body, headers=headers) as response:
        answer = await response.read()
        if response.status != 200:
            raise Broken(f"status {response.status}: {answer[:200]!r}")
        return answer, (time.perf_counter() - start) * 1_000


async def command(server: Server) -> None:
    """Send a thousand slash commands within a second."""
    asked = questions()
    gate = asyncio.Semaphore(AT_ONCE)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE)) as session:

        async def ask(number: int) -> tuple[bytes, float]:
            await asyncio.sleep(number / COMMANDS)
            async with gate:
                body = to_command(asked[number % len(asked)])
                return await post(session, server, body, "application/x-www-form-urlencoded")

        answers = await asyncio.gather(*(ask(number) for number in range(COMMANDS)))
    if any(check_message(json.loads(answer)) for answer, _ in answers):
        raise Broken("an invalid message")
    times = sorted(elapsed for _, elapsed in answers)
    print_table(
        f"{COMMANDS:,} commands within one second, {AT_ONCE} at once",
        ["", "answered", "median ms", "p99 ms", "most ms"],
        [
            [
                "azrel",
                f"{len(answers):,}",
                against(statistics.median(times)),
                against(p99_of(times)),
                against(times[-1], ACK_MS),
            ]
        ],
    )
    if times[-1] > ACK_MS:
        raise Broken("a command was not acknowledged in time")


async def deliver(server: Server, slack: Posts, events: int) -> None:
    """Deliver so many mentions in random order, some of them again, and check that each is answered once."""
    chance = random.Random("events")
    numbers = list(range(events))
    numbers += chance.sample(numbers, round(AGAIN * events))
    chance.shuffle(numbers)
    asked = questions()
    start = time.perf_counter()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE)) as session:
        left = iter(numbers)

        async def send() -> None:
            for number in left:
                await mention(session, server, number, asked[number % len(asked)])

        await asyncio.gather(*(send() for _ in range(AT_ONCE)))
    acknowledged = time.perf_counter() - start
    for _ in range(600):
        if slack.answered.total() >= events:
            break
        await asyncio.sleep(0.5)
    answered = time.perf_counter() - start
    await asyncio.sleep(1.0)  # for one that should not come
    often = sum(count - 1 for count in slack.answered.values())
    print_table(
        f"{len(numbers):,} deliveries of {events:,} events",
        ["", "answered", "not", "more than once", "s to acknowledge all", "s to answer all"],
        [
            [
                "azrel",
                f"{len(slack.answered):,}",
                str(events - len(slack.answered)),
                str(often),
                against(acknowledged),
                against(answered),
            ]
        ],
    )
    if len(slack.answered) != events or often:
        raise Broken("an event was not answered, or more than once")


async def mention(session: aiohttp.ClientSession, server: Server, number: int, question: str) -> None:
    """Deliver a mention in a thread of its own."""
    event = {"type": "app_mention", "user": "U1", "text": question, "ts": f"{number}.5", "channel": "C1"}
    envelope = {"type": "event_callback", "team_id": "T1", "event_id": f"Ev{number}", "event": event}
    await post(session, server, json.dumps(envelope).encode(), "application/json")


async def stop_and_start() -> None:
    """Stop a server under load, which must finish what is under way, and restart one that was killed."""
    with tempfile.TemporaryDirectory() as scratch:
        finished, code, stopped = await stop_under_way(Path(scratch) / "log")
        ready = await start_after_kill(Path(scratch) / "log")
    print_table(
        f"Stopped with {UNDER_WAY} requests under way; killed and started again",
        ["", "finished", "exit code", "s to stop", "s to serve again"],
        [["azrel", str(finished), str(code), against(stopped, SECONDS_TO_STOP), against(ready, SECONDS_TO_READY)]],
    )
    if finished != UNDER_WAY or code or stopped > SECONDS_TO_STOP or ready > SECONDS_TO_READY:
        raise Broken("the server did not stop or start as it should")


async def stop_under_way(log: Path, *, is_patient: bool = False) -> tuple[int, int, float]:
    """Stop a server to which half of each request was sent; return how many were answered, the exit code and seconds."""
    server = Server(ROOT / "knowledge", log, is_patient=is_patient)
    await asyncio.to_thread(server.wait_until_ready)
    body = to_command("turkey")
    head = f"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in sign(SECRET, int(time.time()), body).items())
    under_way = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(UNDER_WAY)]
    for _, writer in under_way:
        writer.write(f"{head}\r\n".encode() + body[:5])
        await writer.drain()
    await asyncio.to_thread(server.wait_until_read)
    start = time.perf_counter()
    server.process.send_signal(signal.SIGTERM)
    await asyncio.to_thread(server.wait_until_stopping)
    for _, writer in under_way:
        writer.write(body[5:])
        await writer.drain()
    answers = await asyncio.gather(*(reader.read() for reader, _ in under_way))
    code = await asyncio.to_thread(server.process.wait, PATIENCE)
    stopped = time.perf_counter() - start
    for _, writer in under_way:
        writer.close()
    return sum(answer.startswith(b"HTTP/1.1 200") for answer in answers), code, stopped


async def start_after_kill(log: Path) -> float:
    """Kill a server, and return the seconds until another answers."""
    server = Server(ROOT / "knowledge", log)
    await asyncio.to_thread(server.wait_until_ready)
    server.process.kill()
    await asyncio.to_thread(server.process.wait, PATIENCE)
    start = time.perf_counter()
    server = Server(ROOT / "knowledge", log)
    await asyncio.to_thread(server.wait_until_ready)
    await asyncio.to_thread(server.ask, "turkey")
    ready = time.perf_counter() - start
    await asyncio.to_thread(server.stop)
    return ready


async def soak(server: Server, slack: Posts, seconds: float) -> None:
    """Send commands, events and edits for so long; neither memory nor tasks nor descriptors may leak."""
    end, number, edits, asked = time.monotonic() + seconds, 0, 0, questions()
    memory: list[tuple[float, float]] = []
    path = server.folder / "relations/turkey.yaml"
    content = path.read_text("utf-8")
    files, tasks = server.open_files(), await asyncio.to_thread(server.tasks)
    begun, next_edit = time.monotonic(), time.monotonic() + SECONDS_BETWEEN_EDITS
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE)) as session:
        while time.monotonic() < end:
            for _ in range(20):
                number += 1
                question = asked[number % len(asked)]
                await post(session, server, to_command(question), "application/x-www-form-urlencoded")
                if number % 5 == 0:
                    await mention(session, server, number, question)
            if time.monotonic() > next_edit:
                edits += 1
                path.write_text(f"{content}\n# {edits}\n", "utf-8")
                next_edit += SECONDS_BETWEEN_EDITS
                memory.append((time.monotonic() - begun, server.resident_mib()))
    await asyncio.sleep(3.0)
    tasks_left = await asyncio.to_thread(server.tasks)
    warm = [mib for elapsed, mib in memory if elapsed > WARM * seconds]
    first, last = statistics.mean(warm[: len(warm) // 4]), statistics.mean(warm[-len(warm) // 4 :])
    print_table(
        f"A soak of {seconds / 60:g} minutes: {number:,} commands, {number // 5:,} events, {edits} edits",
        ["", "at first", "warm", "at the end", "most"],
        [
            ["memory, MiB", *map(against, (memory[0][1], first, last, max(mib for _, mib in memory)))],
            ["open descriptors", str(files), "", str(server.open_files()), ""],
            ["tasks", str(tasks), "", str(tasks_left), ""],
        ],
    )
    if last > GROWTH * first:
        raise Broken(f"memory grows by {100 * (last / first - 1):.1f} %")
    if server.open_files() > files + AT_ONCE // 10:
        raise Broken("descriptors are lost")
    if tasks_left > tasks:
        raise Broken("tasks are lost")
    if len(slack.answered) != number // 5 or slack.answered.total() != number // 5:
        raise Broken("an event was not answered, or more than once")


if __name__ == "__main__":
    sys.exit(main())
