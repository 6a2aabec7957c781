"""PostgreSQL and PgBouncer for tests and benchmarks, from the binaries that Debian's packages install."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

_USER = "postgres"
_SECONDS_TO_START = 60.0


def find_server() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest version's; None where there is none."""
    found = [Path(given).parent] if (given := shutil.which("initdb")) else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    return found[-1] if found else None


def find_pooler() -> str | None:
    """Return the path of PgBouncer; None if it is not installed."""
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


class Server:
    """A PostgreSQL server on a free port of loopback, which can be stopped, started again, and made to hang."""

    def __init__(
        self,
        programs: Path,
        folder: Path,
        options: tuple[str, ...],
        primary: "Server | None" = None,
        more: tuple[str, str] | None = None,
    ) -> None:
        self._programs, self._folder, self._options, self.port = programs, folder, options, _free_port()
        self.address = f"postgresql://{_USER}@127.0.0.1:{self.port}/postgres"
        if primary is None:
            authentication, encoding = ("-U", _USER, "-A", "trust"), ("-E", "UTF8", "--no-locale")
            self.run("initdb", "-D", folder / "data", *authentication, *encoding, "--no-sync")
        else:
            self.run("pg_basebackup", "-d", primary.address, "-D", folder / "data", "-R", "-c", "fast", "--no-sync")
        self._hosts = "127.0.0.1"
        if more:
            self._hosts += f",{more[0]}"
            with (folder / "data/pg_hba.conf").open("a", encoding="utf-8") as rules:
                rules.write(f"host all all {more[1]} trust\n")

    def start(self) -> None:
        """Start it, and wait until it responds."""
        address = ("-c", f"listen_addresses={self._hosts}", "-c", "unix_socket_directories=", "-p", str(self.port))
        program = self._programs / "postgres"
        self._process = _run([program, "-D", self._folder / "data", *address, *self._options], self._folder)
        _wait(self.address, self._process)

    def stop(self) -> None:
        """Stop it, and disconnect its clients."""
        _stop(self._process)

    def kill(self) -> None:
        """Kill it without warning."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait()

    def promote(self) -> None:
        """Promote a standby to primary."""
        self.run("pg_ctl", "promote", "-D", self._folder / "data")

    def run(self, program: str, *arguments: Path | str) -> None:
        """Run one of PostgreSQL's programs as the server's user. Raises RuntimeError if it fails."""
        process = _run([self._programs / program, *arguments], self._folder)
        if process.wait() != 0:
            raise RuntimeError(f"{program} failed: {(self._folder / 'log').read_text('utf-8')[-2_000:]}")

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Suspend its processes for a while: connections stay open, and nothing responds."""
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        pids = [pid, *map(int, children)]
        for each in pids:
            os.kill(each, signal.SIGSTOP)
        try:
            yield
        finally:
            for each in reversed(pids):
                os.kill(each, signal.SIGCONT)


@contextmanager
def run_server(programs: Path, *options: str, more: tuple[str, str] | None = None) -> Iterator[Server]:
    """Run a server with an empty database; if asked, at one `more` address too, for a network."""
    with _owned_folder() as folder:
        server = Server(programs, folder, options, more=more)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def run_standby(primary: Server, programs: Path, *options: str) -> Iterator[Server]:
    """Run a server that follows another, and may be promoted."""
    with _owned_folder() as folder:
        server = Server(programs, folder, options, primary)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def run_pooler(program: str, address: str) -> Iterator[str]:
    """Run PgBouncer in transaction mode in front of a server; yield the pooler's address."""
    port, of_server = _free_port(), psycopg.conninfo.conninfo_to_dict(address)["port"]
    with _owned_folder() as folder:
        settings = folder / "pgbouncer.ini"
        settings.write_text(
            f"[databases]\n* = host=127.0.0.1 port={of_server} user={_USER}\n"
            f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = any\n"
            "pool_mode = transaction\ndefault_pool_size = 3\n",
            "utf-8",
        )
        process = _run([program, settings], folder)
        pooled = f"postgresql://{_USER}@127.0.0.1:{port}/postgres"
        try:
            _wait(pooled, process)
            yield pooled
        finally:
            _stop(process)


@contextmanager
def _owned_folder() -> Iterator[Path]:
    """Return a folder of the servers' user, since they refuse to run as root."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        if os.geteuid() == 0:
            shutil.chown(name, _USER)
        yield Path(name)


def _run(command: list[Path | str], folder: Path) -> subprocess.Popen[bytes]:
    user = _USER if os.geteuid() == 0 else None
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, user=user)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)  # asks both servers not to wait for their clients
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _SECONDS_TO_START
    while process.poll() is None and time.monotonic() < end:
        with suppress(psycopg.OperationalError), psycopg.connect(address, connect_timeout=2):
            return
        time.sleep(0.05)
    raise RuntimeError(f"{process.args!r} did not start")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
