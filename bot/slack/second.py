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
from typing import NamedTuple, Protocol, cast

log = logging.getLogger(__name__)

# So many are sent ahead at the most, for this process has other work between two looks at what came back.
_AHEAD = 8
# Where it declined, it is left alone for so many seconds: it will soon have followed the folder.
_PAUSE = 0.1
# Looked at so often, in seconds, it must have come further each time. Slack waits for three.
_PATIENCE = 1.0
# Of what is sent either way: its number, and how many bytes follow.
_HEAD = Struct(">II")
# What it declines, or fails to answer, is answered here.
_DECLINED = b""


class Replies(Protocol):
    """What answers here."""

    def reply(self, text: str) -> bytes:
        """The reply to a text."""

    def revision(self) -> str:
        """The revision that it is of."""


class _Asked(NamedTuple):
    text: str
    here: Replies
    future: "asyncio.Future[bytes]"


class SecondProcess(asyncio.Protocol):
    """The second process, as the first sees it: a socket to it, and what ends it, if need be by force."""

    def __init__(self, ours: socket.socket, end: Callable[[], None]) -> None:
        self._socket = ours
        self._end = end
        self._transport: asyncio.WriteTransport | None = None
        self._waiting: deque[_Asked] = deque()
        self._sent: dict[int, _Asked] = {}
        self._numbers = count()
        self._received = bytearray()
        self._is_scheduled = False
        self._paused_until = 0.0

    async def connect(self) -> None:
        """Begin to share with it; before, and once it has ended, all is answered here."""
        await asyncio.get_running_loop().create_unix_connection(lambda: self, sock=self._socket)

    async def answer(self, text: str, here: Replies) -> bytes:
        """The reply to a text, from whichever process comes to it first."""
        future: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Asked(text, here, future))
        self._schedule()
        return await future

    def close(self) -> None:
        """Part from it, and answer here whatever is left."""
        transport, self._transport = self._transport, None
        if transport:
            transport.close()
            self._end()
            self._waiting.extendleft(reversed(self._sent.values()))
            self._sent.clear()
            self._schedule()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Know where to send."""
        self._transport = cast(asyncio.WriteTransport, transport)
        self._check_progress(None)

    def data_received(self, data: bytes) -> None:
        """Pass on what is whole, and send what waits."""
        self._received += data
        while self._transport and len(self._received) >= _HEAD.size:
            number, size = _HEAD.unpack_from(self._received)
            end = _HEAD.size + size
            if len(self._received) < end:
                break
            body = bytes(self._received[_HEAD.size : end])
            del self._received[:end]
            asked = self._sent.pop(number)
            if body == _DECLINED:
                self._paused_until = asyncio.get_running_loop().time() + _PAUSE
                self._waiting.appendleft(asked)
            elif not asked.future.done():
                asked.future.set_result(body)
        self._send()
        self._schedule()

    def connection_lost(self, exc: Exception | None) -> None:
        """Do without it."""
        if self._transport:
            log.error("the second process has ended: commands are answered without it")
            self.close()

    def _check_progress(self, oldest_before: int | None) -> None:
        oldest = next(iter(self._sent), None)
        if self._transport and oldest is not None and oldest == oldest_before:
            log.error("the second process is stuck: commands are answered without it")
            self.close()
        elif self._transport:
            asyncio.get_running_loop().call_later(_PATIENCE, self._check_progress, oldest)

    def _schedule(self) -> None:
        # Not at once: all that has come by now is then in sight.
        if self._waiting and not self._is_scheduled:
            self._is_scheduled = True
            asyncio.get_running_loop().call_soon(self._work)

    def _work(self) -> None:
        """Answer one, and let the loop see to the rest of its work before the next.

        Whatever fails is told to who asked, for it is another's request that the log would name here.
        """
        self._is_scheduled = False
        if not self._waiting:
            return
        asked = self._waiting.popleft()
        self._send()
        if not asked.future.done():
            try:
                asked.future.set_result(asked.here.reply(asked.text))
            except Exception as error:
                asked.future.set_exception(error)
        self._schedule()

    def _send(self) -> None:
        """Send until twice as much is sent as waits here: this process has the connections to see to as well."""
        if not self._waiting or asyncio.get_running_loop().time() < self._paused_until:
            return
        while self._transport and len(self._sent) < min(_AHEAD, 2 * len(self._waiting)):
            number, asked = next(self._numbers) & 0xFFFFFFFF, self._waiting.popleft()
            self._sent[number] = asked
            content = f"{asked.here.revision()}\n{asked.text}".encode("utf-8", "surrogatepass")
            self._transport.write(_HEAD.pack(number, len(content)) + content)


def answer_for_first(theirs: socket.socket, reply: Callable[[str, str], bytes | None]) -> None:
    """In the second process, answer what comes through its socket until that is closed.

    `reply` answers a text of a revision; None where that is not the one known here.
    """
    with suppress(ConnectionError), theirs.makefile("rb") as stream:
        while len(head := stream.read(_HEAD.size)) == _HEAD.size:
            number, size = _HEAD.unpack(head)
            revision, _, text = stream.read(size).decode("utf-8", "surrogatepass").partition("\n")
            try:
                body = reply(text, revision) or _DECLINED
            except Exception:
                body = _DECLINED  # the first process meets the same failure, and can tell whose command it was
            theirs.sendall(_HEAD.pack(number, len(body)) + body)
