"""HTTP connections within bounds, before anything proves who sends: the size and time of a request, how many, how idle.

uvicorn bounds none of these: httptools takes heads of any size, and its time limit begins with a first response.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.slack.protocol import WholeResponses

MAX_HEAD = 64 * 1024
_PIECE = 4 * 1024
SECONDS_A_PART = 10.0
MAX_CONNECTIONS = 1_000
_TOO_LARGE = "HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class BoundedConnection(WholeResponses):
    """Closes a connection whose head is too large, or whose head or body takes too long.

    Where there are too many connections, the one that has waited longest for a whole request makes room: so idle ones
    lock nobody out. `note_refusal` is told of each request that is refused here, with a status and the reason.
    """

    def __init__(self, *arguments: Any, most: int, note_refusal: Callable[[int, str], None], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._most = most
        self._note_refusal = note_refusal
        self._head_size = 0
        self._reads_head = True
        self._deadline: asyncio.TimerHandle | None = None
        self._waits_since: float | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Give the first head its time, and make room."""
        super().connection_made(transport)
        self._begin_part()
        self._waits_since = self.loop.time()
        if len(self.connections) > self._most:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the deadline."""
        self._end_part()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read no more of a head than it may have."""
        if self._reads_head and self._deadline is None:
            self._begin_part()
        while data and not self.transport.is_closing():
            # In small pieces, for what follows a head in its piece, a body or the next head, counts for none.
            size = _PIECE if self._reads_head else len(data)
            part, data = data[:size], data[size:]
            if self._reads_head:
                self._head_size += len(part)
            super().data_received(part)
            if self._reads_head and self._head_size >= MAX_HEAD and not self.transport.is_closing():
                self._note_refusal(431, f"the head is larger than {MAX_HEAD} bytes")
                self.transport.write(_TOO_LARGE.encode())
                self.transport.close()

    def on_headers_complete(self) -> None:
        """Give the body its time."""
        self._reads_head, self._head_size = False, 0
        self._begin_part()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Wait for the next head, which has its time once it begins."""
        self._reads_head, self._head_size, self._waits_since = True, 0, None
        self._end_part()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Take the connection for idle."""
        self._waits_since = self.loop.time()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP."""
        self._note_refusal(400, "it is not HTTP")
        super().send_400_response(msg)

    def _begin_part(self) -> None:
        self._end_part()
        self._deadline = self.loop.call_later(SECONDS_A_PART, self._give_up)

    def _end_part(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        if self._head_size or not self._reads_head:  # else it is only idle
            self._note_refusal(408, f"no whole head or body within {SECONDS_A_PART:.0f} s")
        self.transport.close()

    def _make_room(self) -> None:
        waiting = [other for other in self.connections if isinstance(other, BoundedConnection) and other.is_waiting]
        oldest = min(waiting, key=lambda other: other._waits_since or 0.0)
        self._note_refusal(503, f"there are more than {self._most} connections")
        # Not by way of the parser: it may be the one that waits.
        oldest.connections.discard(oldest)
        oldest.transport.close()

    @property
    def is_waiting(self) -> bool:
        """Whether no whole request is under way on it."""
        return self._waits_since is not None


def connections_allowed() -> int:
    """How many connections the system lets this process have, with half of its open files left for all else."""
    try:
        import resource
    except ImportError:  # no such limit on Windows
        return MAX_CONNECTIONS
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MAX_CONNECTIONS if files == resource.RLIM_INFINITY else max(1, min(MAX_CONNECTIONS, files // 2))
