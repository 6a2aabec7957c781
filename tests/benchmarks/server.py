"""`azrel serve` as a process on loopback, and signed requests to it."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from bot.sandbox import check_message, sign
from tests.benchmarks.timing import resident_mib
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]
SECRET = "0123456789abcdef0123456789abcdef"
TOKEN = "xoxb-benchmark"
NOWHERE = "http://127.0.0.1:9/api/"


class Broken(Exception):
    """The server did not behave as it must; the message says how."""


class Server:
    """A running server of a folder of knowledge; call `stop` in the end. Its standard error goes to the file `log`.

    `is_patient` removes its time limits, for tests on a busy machine. `files` limits how many files it may open. Without
    a `database` it has its own store beside the log; `lease` sets for how many seconds it claims messages. With
    `knowledge` "database" it serves the base in the database. `checkout` is the folder of its code; `settings` are added
    to its environment. It listens at `host`; `prefix` goes before its command.
    """

    def __init__(
        self,
        folder: Path,
        log: Path,
        *,
        api_url: str = NOWHERE,
        is_patient: bool = False,
        files: int | None = None,
        workers: int = 1,
        public_url: str = "",
        database: str = "",
        lease: float = 0.0,
        knowledge: str = "folder",
        checkout: Path = ROOT,
        settings: Mapping[str, str] | None = None,
        host: str = "127.0.0.1",
        prefix: Sequence[str] = (),
    ) -> None:
        self.host = host
        self.port = free_port()
        self.folder = folder
        self.log = log
        self._tasks = log.with_suffix(".tasks")
        environment = {
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": api_url,
            "AZREL_KNOWLEDGE_DIR": str(folder),
            "AZREL_KNOWLEDGE": knowledge,
            "AZREL_PUBLIC_URL": public_url,
            "AZREL_DATABASE_URL": database,
            "AZREL_STATE_DIR": str(log.with_suffix(".state")),
            "AZREL_TASKS": str(self._tasks),
            "AZREL_LEASE": str(lease) if lease else "",
            "AZREL_PATIENT": "1" if is_patient else "",
            **(settings or {}),
        }
        self.seconds_to_ready = 0.0
        self._started = time.monotonic()
        with log.open("wb") as stream:
            self.process = subprocess.Popen(
                [
                    *prefix,
                    *(("sh", "-c", f'ulimit -n {files}; exec "$@"', "sh") if files else ()),
                    sys.executable,
                    "-m",
                    "tests.benchmarks.watched",
                    "serve",
                    "--host",
                    host,
                    "--port",
                    str(self.port),
                    "--workers",
                    str(workers),
                ],
                cwd=checkout,
                env={**os.environ, **environment},
                stderr=stream,
            )

    @property
    def url(self) -> str:
        """Return the address for Slack's requests."""
        return f"http://{self.host}:{self.port}/slack/events"

    def readiness(self) -> dict[str, Any]:
        """Return the body of `/readyz`. Raises URLError or ConnectionError while nobody listens."""
        with urllib.request.urlopen(f"http://{self.host}:{self.port}/readyz", timeout=PATIENCE) as response:
            return dict(json.load(response))

    def wait_until_ready(self) -> None:
        """Wait until it serves. Raises Broken if it does not in time."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            try:
                self.readiness()
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.01)
            else:
                self.seconds_to_ready = time.monotonic() - self._started
                return
        raise Broken(f"the server did not start:\n{self.last_lines()}")

    def wait_until_read(self) -> None:
        """Wait until it has read whatever was sent to it before."""
        wait_until_read(self.port)

    def wait_until_stopping(self) -> None:
        """Wait until it is stopping, and takes no new connections. Raises Broken if it does not."""
        wait_until_stopping(self.port)

    def ask(self, question: str) -> str:
        """Return the text of the reply to a signed slash command."""
        return str(self.reply(question)["text"])

    def reply(self, question: str) -> dict[str, Any]:
        """Return the reply to a signed slash command. Raises Broken if Slack would refuse it."""
        body = to_command(question)
        request = urllib.request.Request(self.url, body, sign(SECRET, int(time.time()), body))
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            message = dict(json.load(response))
        if check_message(message):
            raise Broken(f"an invalid message: {check_message(message)}")
        return message

    def processes(self) -> list[int]:
        """Return the ids of its processes, its own first."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("utf-8")
        return [self.process.pid, *map(int, children.split())]

    def workers(self) -> list[int]:
        """Return the ids of its worker processes."""
        return [pid for pid in self.processes()[1:] if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def resident_mib(self) -> float:
        """Return its resident memory; with workers, that of the largest."""
        return max(resident_mib(pid) for pid in self.workers() or [self.process.pid])

    def open_files(self) -> int:
        """Return how many file descriptors it holds."""
        return sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in self.processes())

    def tasks(self) -> int:
        """Return how many asyncio tasks it has; not with workers."""
        self._tasks.unlink(missing_ok=True)
        self.process.send_signal(signal.SIGUSR1)
        end = time.monotonic() + PATIENCE
        while not self._tasks.exists():
            if time.monotonic() > end:
                raise Broken("the server does not report the number of its tasks")
            time.sleep(0.01)
        return int(self._tasks.read_text("utf-8"))

    def last_lines(self) -> str:
        """Return the end of its log."""
        return self.log.read_text("utf-8")[-2_000:]

    def kill(self) -> None:
        """Kill it without warning."""
        self.process.kill()
        self.process.wait(timeout=PATIENCE)

    def stop(self) -> int:
        """Signal it to stop, and return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=PATIENCE)


def hold(rehearsal: Coroutine[Any, Any, None]) -> int:
    """Run a rehearsal and return the exit code: 1 if it raises Broken, which is printed."""
    try:
        asyncio.run(rehearsal)
    except Broken as broken:
        print(f"failed: {broken}")
        return 1
    return 0


def wait_until_read(port: int) -> None:
    """Wait until the server at a port has read whatever was sent to it before: it accepts connections in order."""
    for _ in range(3):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=PATIENCE) as response:
            response.read()


def wait_until_stopping(port: int) -> None:
    """Wait until a port refuses connections. Raises Broken if it does not in time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
        except ConnectionError:
            return
        time.sleep(0.01)
    raise Broken("the server does not stop")


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def to_command(question: str) -> bytes:
    """Return the body of a slash command."""
    return f"command=%2Fazrel&text={quote_plus(question)}&team_id=T1&user_id=U1&channel_id=C1".encode()
