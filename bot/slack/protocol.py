"""HTTP as uvicorn speaks it, but with each response in one piece."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class WholeResponses(HttpToolsProtocol):
    """Sends the head of a response together with its body, which uvicorn hands on one after the other.

    Apart they are two system calls and two packets, and wake whoever waits for them twice.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Speak through a transport that joins what is written."""
        self._joining = Joining(transport, self.loop)
        super().connection_made(self._joining)

    def eof_received(self) -> None:
        """Send what is held, for the loop now closes the connection."""
        self._joining.send_held()


class Joining(asyncio.Transport):
    """A transport that holds what is written until more is, though no longer than until the loop comes round."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._transport, self._loop = transport, loop
        self._held = b""

    def write(self, data: Any) -> None:
        """Hold the first of two pieces, and send it with the second."""
        if self.is_closing():
            # Nobody is there to read it: uvicorn tells only the newest of pipelined requests that the client has gone.
            self._held = b""
        elif self._held:
            held, self._held = self._held, b""
            self._transport.write(held + data)
        elif data:
            self._held = data
            self._loop.call_soon(self.send_held)

    def send_held(self) -> None:
        """Send what is held, unless nobody is there any more."""
        held, self._held = self._held, b""
        if held and not self.is_closing():
            self._transport.write(held)

    def close(self) -> None:
        """Send what is held, and close."""
        self.send_held()
        self._transport.close()

    def is_closing(self) -> bool:
        """Whether it is closed or about to be."""
        return self._transport.is_closing()

    def pause_reading(self) -> None:
        """Take in no more for now."""
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        """Take in more again."""
        self._transport.resume_reading()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """What is known of the connection."""
        return self._transport.get_extra_info(name, default)
