"""Several worker processes over one port, supervised by uvicorn, which restarts a worker that dies or hangs."""

import math
import multiprocessing
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterable
from multiprocessing.process import BaseProcess
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess
from uvicorn.supervisors.multiprocess import Process

from bot.cli.draining import Draining, DrainingServer

# A worker takes four seconds at most, once drained, to finish requests and tasks; one that takes longer is killed.
SECONDS_TO_STOP = 4.5


class WorkerConfig(uvicorn.Config):
    """Configure workers; each calls `prepare` first. All arguments are pickled, to be passed to the workers."""

    def __init__(
        self, *arguments: Any, prepare: Callable[[uvicorn.Config], None], draining: Draining, **options: Any
    ) -> None:
        self._prepare = prepare
        self.draining = draining
        super().__init__(*arguments, **options)

    def configure_logging(self) -> None:
        """Prepare a worker; uvicorn calls this first in each, and once in the supervisor."""
        super().configure_logging()
        if supervisor := multiprocessing.parent_process():
            self._prepare(self)
            threading.Thread(target=_stop_after, args=(supervisor,), daemon=True).start()


def _stop_after(supervisor: BaseProcess) -> None:
    """Stop this worker if its supervisor is killed, so that it does not keep the port from the next server."""
    supervisor.join()
    signal.raise_signal(signal.SIGTERM)


class _Worker(Process):
    def __init__(self, config: WorkerConfig, listening: list[socket.socket]) -> None:
        super().__init__(config, listening)
        self._draining = config.draining

    def target(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve; called in the worker."""
        self._server = DrainingServer(self.config, self._draining)
        super().target(sockets)


class _Stopped(Exception):
    """The server is to stop, with an exit code."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class _Supervisor(Multiprocess):
    """Starts one worker, and the others once it serves, so that a failure to start is reported once."""

    def __init__(self, config: WorkerConfig, listening: socket.socket, forget: Callable[[int], None]) -> None:
        super().__init__(config, [listening])
        self._worker_config = config
        self._forget = forget
        self._pids: set[int] = set()

    def init_processes(self) -> None:
        """Start the workers. Raises _Stopped if the first cannot start."""
        first = self._start_worker()
        if not first.wait_until_ready(math.inf):
            raise _Stopped(max(1, first.exitcode or 1))
        for _ in range(1, self.processes_num):
            self._start_worker()

    def keep_subprocess_alive(self) -> None:
        """Restart dead workers, and drop their gauges."""
        super().keep_subprocess_alive()
        pids = _pids_of(self.processes)
        for pid in self._pids - pids:
            self._forget(pid)
        self._pids = pids

    def _start_worker(self) -> Process:
        worker = _Worker(self._worker_config, self.sockets)
        worker.start()
        self.processes.append(worker)
        self._pids |= _pids_of([worker])
        return worker


def _pids_of(workers: Iterable[Process]) -> set[int]:
    return {worker.pid for worker in workers if worker.pid is not None}


def run_workers(config: WorkerConfig, forget: Callable[[int], None]) -> int:
    """Serve with `config.workers` processes until a signal comes; return the exit code.

    `forget` is called with the process id of each worker that died while others go on.
    Raises OSError if the port, which is bound here for all workers, is in use.
    """
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.create_server((config.host, config.port), family=family) as listening:
        supervisor = _Supervisor(config, listening, forget)
        try:
            # While it waits for a worker, uvicorn would note a signal without acting on it.
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, _stop)
            supervisor.run()
        except _Stopped as stopped:
            return stopped.status
        finally:
            listening.close()
            _stop_workers(config.draining.seconds + SECONDS_TO_STOP)
    return 1  # a worker that was restarted could not serve, and uvicorn gave up


def _stop(*_: object) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    raise _Stopped(0)


def _stop_workers(seconds: float) -> None:
    """Signal all workers to stop, and kill those that take too long."""
    workers = multiprocessing.active_children()
    for worker in workers:
        worker.terminate()
    deadline = time.monotonic() + seconds
    for worker in workers:
        worker.join(max(0.0, deadline - time.monotonic()))
    for worker in workers:
        worker.kill()
        worker.join()
