"""HTTP connections with limits on size, time and number, which hold before any signature is checked.

uvicorn limits none of these: httptools accepts request heads of any size, and uvicorn's timeout for an idle connection
starts only after its first response.
"""

import asyncio
from collections.abc import Sequence
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

MAX_HEAD = 64 * 1024
_CHUNK = 4 * 1024
SECONDS_A_REQUEST = 10.0
MAX_CONNECTIONS = 1_000
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class BoundedConnection(HttpToolsProtocol):
    """Closes a connection whose request has too large a head, or takes too long to arrive.

    With more connections than allowed, it closes the one that has been without a complete request for longest, so that
    idle connections cannot lock others out. Requests refused here are counted in `state.refusals` of the served app.
    """

    _head_size: int | None = 0  # None while a body is read
    _deadline: asyncio.TimerHandle | None = None
    _idle_since: float | None = None  # None while a complete request is answered
    _pending: Sequence[RequestResponseCycle] = ()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the first request's timeout, and close another connection if there are too many."""
        super().connection_made(transport)
        self._start_timeout()
        self._idle_since = self.loop.time()
        if len(self.connections) > (allowed := connections_allowed()):
            self._note(503, f"there are more than {allowed} connections")
            others = cast(set[BoundedConnection], self.connections)
            idle = {other: other._idle_since for other in others if other._idle_since is not None}
            oldest = min(idle, key=lambda other: idle[other])
            # Not `shutdown`, which lets a request under way finish: this connection may have sent half of one.
            others.discard(oldest)
            oldest.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the timeout, and notify all pipelined requests that the client has gone.

        uvicorn notifies only the newest; a response to an earlier one would be written to a closed transport and fail.
        """
        self._stop_timeout()
        for cycle in self._pending:
            cycle.disconnected = True
            cycle.message_event.set()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse data, but no more of a head than MAX_HEAD."""
        if self._head_size is not None and self._deadline is None:
            self._start_timeout()
        while data and not self.transport.is_closing():
            # In small chunks, since data after a head in the same chunk, a body or the next head, is not counted.
            size = len(data) if self._head_size is None else _CHUNK
            chunk, data = data[:size], data[size:]
            if self._head_size is not None:
                self._head_size += len(chunk)
            super().data_received(chunk)
            if (self._head_size or 0) >= MAX_HEAD and not self.transport.is_closing():
                self._note(431, f"the head is larger than {MAX_HEAD} bytes")
                self.transport.write(_TOO_LARGE)
                self.transport.close()

    def on_headers_complete(self) -> None:
        """Count what follows as body."""
        self._head_size = None
        super().on_headers_complete()
        self._pending = [*(cycle for cycle in self._pending if not cycle.response_complete), self.cycle]

    def on_message_complete(self) -> None:
        """Wait for the next head, whose timeout starts with its first byte."""
        self._head_size, self._idle_since = 0, None
        self._stop_timeout()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Count the connection as idle."""
        self._idle_since = self.loop.time()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse data that is not HTTP."""
        self._note(400, "it is not HTTP")
        super().send_400_response(msg)

    def _note(self, status: int, reason: str) -> None:
        cast(Any, self.app).state.refusals.note(status, reason)

    def _start_timeout(self) -> None:
        self._deadline = self.loop.call_later(SECONDS_A_REQUEST, self._time_out)

    def _stop_timeout(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None

    def _time_out(self) -> None:
        if self._head_size != 0:  # otherwise the connection is merely idle
            self._note(408, f"no whole request within {SECONDS_A_REQUEST:.0f} s")
        self.transport.close()


def connections_allowed() -> int:
    """Return how many connections a process may hold: half of its limit on open files, MAX_CONNECTIONS at most."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return MAX_CONNECTIONS
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MAX_CONNECTIONS if files == resource.RLIM_INFINITY else max(1, min(MAX_CONNECTIONS, files // 2))
