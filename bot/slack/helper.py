"""A second process that answers commands beside this one, where there is a second core for it.

What waits is shared out: a command that comes alone is answered here, and so are all of them once the other process has
ended or is stuck. It follows the same folder, and declines what it would answer from another revision than this one.
"""

import asyncio
import logging
import socket
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from struct import Struct
from typing import Protocol, cast

log = logging.getLogger(__name__)

# So many are sent ahead at the most, for this process has other work between two looks at what came back.
_AHEAD = 8
# Where it declined, it is left alone for so many seconds: it will soon have followed the folder.
_PAUSE = 0.1
# Where it has not come further in so many seconds, it is stuck. Slack waits for three.
_PATIENCE = 1.0
# Of what is sent either way: its number, and how many bytes follow.
_HEAD = Struct(">II")


class Replies(Protocol):
    """What answers here."""

    def reply(self, text: str) -> bytes:
        """The reply to a text."""

    def revision(self) -> str:
        """The revision that it is of."""


_Waiting = tuple[str, Replies, "asyncio.Future[bytes]"]


class Helper(asyncio.Protocol):
    """This process's end of what joins the two, a socket. `end` ends the other process, if need be by force."""

    def __init__(self, other: socket.socket, end: Callable[[], None]) -> None:
        self._socket = other
        self._end = end
        self._waiting: deque[_Waiting] = deque()
        self._sent: dict[int, _Waiting] = {}
        self._numbers = count()
        self._received = bytearray()
        self._is_due = False
        self._paused_until = 0.0
        self._other: asyncio.WriteTransport | None = None

    async def connect(self) -> None:
        """Begin to share with the other process; before, and once that has ended, all is answered here."""
        await asyncio.get_running_loop().create_unix_connection(lambda: self, sock=self._socket)

    async def answer(self, text: str, here: Replies) -> bytes:
        """The reply to a text, from whichever process comes to it first."""
        future: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._waiting.append((text, here, future))
        self._be_due()
        return await future

    def close(self) -> None:
        """Part from the other process, and answer here whatever is left."""
        other, self._other = self._other, None
        if other:
            other.close()
            self._end()
            self._waiting.extendleft(reversed(self._sent.values()))
            self._sent.clear()
            self._be_due()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Know where to send."""
        self._other = cast(asyncio.WriteTransport, transport)
        self._look(None)

    def data_received(self, data: bytes) -> None:
        """Pass on what is whole, and send what waits."""
        self._received += data
        while self._other and len(self._received) >= _HEAD.size:
            number, size = _HEAD.unpack_from(self._received)
            end = _HEAD.size + size
            if len(self._received) < end:
                break
            body = bytes(self._received[_HEAD.size : end])
            del self._received[:end]
            waiting = self._sent.pop(number)
            if not body:
                self._paused_until = asyncio.get_running_loop().time() + _PAUSE
                self._waiting.appendleft(waiting)
            elif not waiting[-1].done():
                waiting[-1].set_result(body)
        self._send()
        self._be_due()

    def connection_lost(self, exc: Exception | None) -> None:
        """Do without the other process, which has ended."""
        if self._other:
            log.error("the second process has ended: commands are answered without it")
            self.close()

    def _look(self, before: int | None) -> None:
        """Look whether what was answered before is still what is answered, and do without who is stuck."""
        oldest = next(iter(self._sent), None)
        if self._other and oldest is not None and oldest == before:
            log.error("the second process is stuck: commands are answered without it")
            self.close()
        elif self._other:
            asyncio.get_running_loop().call_later(_PATIENCE, self._look, oldest)

    def _be_due(self) -> None:
        # Not at once: all that has come by now is then in sight.
        if self._waiting and not self._is_due:
            self._is_due = True
            asyncio.get_running_loop().call_soon(self._work)

    def _work(self) -> None:
        """Answer one, and let the loop see to the rest of its work before the next."""
        self._is_due = False
        if not self._waiting:
            return
        text, here, future = self._waiting.popleft()
        self._send()
        if not future.done():
            try:
                future.set_result(here.reply(text))
            except Exception as error:
                future.set_exception(error)  # told where the command came from
        self._be_due()

    def _send(self) -> None:
        """Send two thirds of what waits: this process has the connections to see to as well."""
        if not self._waiting or asyncio.get_running_loop().time() < self._paused_until:
            return
        while self._other and len(self._sent) < min(_AHEAD, 2 * len(self._waiting)):
            number, waiting = next(self._numbers) & 0xFFFFFFFF, self._waiting.popleft()
            self._sent[number] = waiting
            text, here, _ = waiting
            content = f"{here.revision()}\n{text}".encode("utf-8", "surrogatepass")
            self._other.write(_HEAD.pack(number, len(content)) + content)


def help_out(asked: socket.socket, reply: Callable[[str, str], bytes | None]) -> None:
    """Answer, in the second process, what comes through a socket until it is closed.

    `reply` answers a text of a revision; None where that is not the one known here.
    """
    with suppress(ConnectionError), asked.makefile("rb") as stream:
        while len(head := stream.read(_HEAD.size)) == _HEAD.size:
            number, size = _HEAD.unpack(head)
            revision, _, text = stream.read(size).decode("utf-8", "surrogatepass").partition("\n")
            try:
                body = reply(text, revision) or b""
            except Exception:
                body = b""  # the other process meets the same failure, and can tell whose command it was
            asked.sendall(_HEAD.pack(number, len(body)) + body)
