"""Pipelined requests of a client that disconnects early are no failure."""

import asyncio
import logging
import socket
import struct
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import uvicorn

from bot.web import BoundedConnection
from bot.web.refusals import Refusals
from tests.patience import PATIENCE

if sys.platform == "win32":
    pytest.skip("the event loop is another one on Windows", allow_module_level=True)

import uvloop

REQUEST = b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\n\r\nbody"
LAST = REQUEST.replace(b"host: x", b"host: x\r\nconnection: close")


def reset(client: socket.socket) -> None:
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()


def half_close(client: socket.socket) -> None:
    client.shutdown(socket.SHUT_WR)


def stay(client: socket.socket) -> None:
    """Leave it to the server to close the connection."""


class Exchange:
    """A server whose app answers the first requests at once, and the others once their connection is lost."""

    def __init__(self, answered: int) -> None:
        self.state = SimpleNamespace(refusals=Refusals())
        self.answered = answered
        self.statuses: list[int] = []
        self.asked = 0
        self.began = asyncio.Event()
        self.lost = asyncio.Event()

    async def __call__(self, scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Any]) -> None:
        self.asked += 1
        await receive()
        if self.asked > self.answered:
            self.began.set()
            await self.lost.wait()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
        await send({"type": "http.response.body", "body": b"hello"})

    def protocol(self, *arguments: Any, **options: Any) -> BoundedConnection:
        lost = self.lost

        class Watched(BoundedConnection):
            def connection_lost(self, exc: Exception | None) -> None:
                super().connection_lost(exc)
                lost.set()

        return Watched(*arguments, **options)

    async def run(self, sent: bytes, leave: Callable[[socket.socket], None]) -> bytes:
        """Send, leave once the app is at it, and ask again on another connection; the response to that."""
        listening = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(
            self,
            http=self.protocol,  # type: ignore[arg-type]
            ws="none",
            log_config=None,
            proxy_headers=False,
            lifespan="off",
        )
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve([listening]))
        client = socket.create_connection(listening.getsockname(), timeout=PATIENCE)
        with client:
            await asyncio.to_thread(client.sendall, sent)
            async with asyncio.timeout(PATIENCE):
                await self.began.wait()
                leave(client)
                await self.lost.wait()
                while server.server_state.tasks:
                    await asyncio.sleep(0)
        reader, writer = await asyncio.open_connection(*listening.getsockname())
        writer.write(LAST)
        async with asyncio.timeout(PATIENCE):
            response = await reader.read()
            writer.close()
            server.should_exit = True
            await serving
        return response


@pytest.mark.parametrize("leave", [reset, socket.socket.close, half_close], ids=["reset", "close", "half-close"])
@pytest.mark.parametrize("answered", [0, 1, 2])
@pytest.mark.parametrize(
    "sent",
    [REQUEST * 3, REQUEST * 50, REQUEST * 3 + REQUEST[:-2], LAST.replace(b"close", b"keep-alive") * 3],
    ids=["few", "many", "half a request", "kept alive"],
)
def test_client_that_leaves_early_is_no_failure(
    sent: bytes, answered: int, leave: Callable[[socket.socket], None], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        response = runner.run(Exchange(answered).run(sent, leave))

    assert response.startswith(b"HTTP/1.1 200 OK")
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []
    assert [record.getMessage() for record in caplog.records if record.levelno > logging.INFO] == []


def test_junk_after_requests_closes_connection_without_failure(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        response = runner.run(Exchange(0).run(REQUEST * 2 + b"JUNK\r\n\r\n", stay))

    assert response.startswith(b"HTTP/1.1 200 OK")
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []
    warnings = [record.getMessage() for record in caplog.records if record.levelno > logging.INFO]
    assert warnings == ["Invalid HTTP request received.", "refused a request with 400: it is not HTTP"]
