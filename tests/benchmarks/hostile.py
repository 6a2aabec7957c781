"""A running server under hostile requests: `python -m tests.benchmarks.hostile --requests 100000`.

Sends over real connections what Slack sends, but randomly mutated, forged, replayed, deeply nested, to other paths,
with floods of headers or bodies of 10 MiB; endless heads, idle connections, and pipelined requests whose sender
disconnects at once; and valid commands in between. Prints how each kind was answered and the server's memory; exits 1
at a failure: an internal error, a reply to an unsigned request, a secret or a user's words in the log, or memory that
grows.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter, deque
from contextlib import suppress
from itertools import cycle
from pathlib import Path

from tests.benchmarks.figures import print_table
from tests.benchmarks.server import ROOT, SECRET, TOKEN, Broken, Server, hold
from tests.benchmarks.slack import Posts
from tests.scenario.hostile import CANARY, Hostile, Wild

CONNECTIONS = 8
HUGE = 10 * 1024 * 1024
SECONDS_A_REQUEST = 20
GROWTH_MIB = 40
# The server's memory is measured after each so many requests, and compared with the first measurement.
ROUND = 5_000
# Raw connections are tried once in so many requests; of those that say nothing so many stay open.
RAW_EVERY = 200
IDLE = 100


def main() -> int:
    """Send the requests; return 1 if the server failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=10_000, help="how many (default %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="which (default %(default)s)")
    options = parser.parse_args()
    return hold(attack(options.requests, options.seed))


async def attack(requests: int, seed: int) -> None:
    """Send so many requests over several connections at once."""
    with tempfile.TemporaryDirectory() as scratch:
        async with Posts() as slack:
            server = Server(ROOT / "knowledge", Path(scratch) / "log", api_url=slack.api_url)
            try:
                await asyncio.to_thread(server.wait_until_ready)
                answered, memory = await send_all(server, requests, seed)
            finally:
                code = await asyncio.to_thread(server.stop)
        check_log(server, code)
    kinds = sorted({kind for kind, _ in answered})
    statuses = sorted({status for _, status in answered})
    print_table(
        f"{requests:,} requests, answered with status (0: the connection was closed)",
        ["", *map(str, statuses)],
        [[kind, *(f"{answered[kind, status]:,}" for status in statuses)] for kind in kinds],
    )
    print(f"\nmemory, MiB, after each {ROUND:,}: {', '.join(f'{mib:.0f}' for mib in memory)}; stopped with {code}")
    if memory[-1] > memory[0] + GROWTH_MIB:
        raise Broken("memory grows")


async def send_all(server: Server, requests: int, seed: int) -> tuple[Counter[tuple[str, int]], list[float]]:
    """Send the requests; return how many of each kind got which status, and the memory meanwhile."""
    hostile = Hostile(random.Random(seed), SECRET, time.time)
    answered: Counter[tuple[str, int]] = Counter()
    memory: list[float] = []
    left = requests
    raw = RawConnections(server.port)

    async def send_some() -> None:
        nonlocal left
        connection = Connection(server.port)
        while left > 0:
            left -= 1
            is_measured = left % ROUND == 0
            wild = hostile.make(largest=HUGE)
            status, body = await connection.send(wild)
            answered[wild.kind, status] += 1
            if left % RAW_EVERY == 0:
                answered[await raw.attack(), 0] += 1
            if status >= 500:
                raise Broken(f"status {status} for {wild.kind}")
            if not wild.is_signed and (CANARY.encode() in body or b'"response_type"' in body):
                raise Broken(f"a reply to an unsigned request: {wild.kind}")
            if is_measured:
                memory.append(server.resident_mib())
                await asyncio.to_thread(server.ask, "turkey")
        connection.close()

    await asyncio.gather(*(send_some() for _ in range(CONNECTIONS)))
    raw.close()
    return answered, memory


class RawConnections:
    """Connections on which no whole request is sent."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._kinds = cycle((self._say_nothing, self._send_endless_head, self._leave_at_once))
        self._idle: deque[asyncio.StreamWriter] = deque()

    async def attack(self) -> str:
        """Attack in the next way, and return its name."""
        attack = next(self._kinds)
        with suppress(ConnectionError):
            async with asyncio.timeout(SECONDS_A_REQUEST):
                await attack()
        return attack.__name__.strip("_").replace("_", " ")

    async def _say_nothing(self) -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._idle.append(writer)
        if len(self._idle) > IDLE:
            self._idle.popleft().close()

    async def _send_endless_head(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        writer.write(b"POST /slack/events HTTP/1.1\r\n")
        for _ in range(100):
            writer.write(b"a: b\r\n" * 1_000)
            await writer.drain()
        if not (await reader.read(100)).startswith(b"HTTP/1.1 431"):
            raise Broken("a head without end was not refused")
        writer.close()

    async def _leave_at_once(self) -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", self._port)
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" * 50)
        writer.transport.abort()

    def close(self) -> None:
        """Close the idle connections."""
        for writer in self._idle:
            writer.close()


class Connection:
    """A connection that is opened again whenever the server closes it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, wild: Wild) -> tuple[int, bytes]:
        """Send a request as it is; return the status, 0 if the connection was closed instead, and the body."""
        head = f"{wild.method} {wild.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(wild.body)}\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in wild.headers)
        try:
            async with asyncio.timeout(SECONDS_A_REQUEST):
                if self._streams is None:
                    self._streams = await asyncio.open_connection("127.0.0.1", self._port)
                reader, writer = self._streams
                writer.write(head.encode("utf-8", "surrogatepass") + b"\r\n" + wild.body)
                status, headers = await self._read_head(reader)
                body = b"" if wild.method == "HEAD" else await reader.readexactly(int(headers.get("content-length", 0)))
                if headers.get("connection") == "close" or status == 413:
                    self.close()
                return status, body
        except (ConnectionError, asyncio.IncompleteReadError):
            self.close()
            return 0, b""
        except TimeoutError:
            raise Broken(f"no response in {SECONDS_A_REQUEST} s: {wild.kind}") from None

    async def _read_head(self, reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
        return int(lines[0].split(" ")[1]), headers

    def close(self) -> None:
        """Close it."""
        if self._streams:
            self._streams[1].close()
        self._streams = None


def check_log(server: Server, code: int) -> None:
    """Raise Broken if the log contains a failure, a secret or a user's words."""
    log = server.log.read_text("utf-8")
    for what in ("Traceback", '"error"', SECRET, TOKEN, CANARY):
        if what in log:
            line = next(line for line in log.splitlines() if what in line)
            raise Broken(f"{what!r} in the log: {line[:2_000]}")
    if code:
        raise Broken(f"the server stopped with {code}")


if __name__ == "__main__":
    sys.exit(main())
