"""Limits on connections: sizes, times and numbers, without a real clock."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from bot.web import connections
from bot.web.connections import MAX_HEAD, BoundedConnection, connections_allowed

HEAD = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n"


class Sent(asyncio.Transport):
    """A transport that records writes."""

    def __init__(self) -> None:
        super().__init__({"peername": ("127.0.0.1", 5), "sockname": ("127.0.0.1", 80)})
        self.text = ""
        self._is_closing = False

    def write(self, data: Any) -> None:
        self.text += data.decode()

    def close(self) -> None:
        self._is_closing = True

    def is_closing(self) -> bool:
        return self._is_closing

    def pause_reading(self) -> None:
        pass

    def resume_reading(self) -> None:
        pass


class App:
    """An app that says hello, and the requests refused before they reached it."""

    def __init__(self) -> None:
        self.state = self.refusals = self
        self.refused: list[int] = []

    def note(self, status: int, reason: str) -> None:
        self.refused.append(status)

    async def __call__(self, scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Any]) -> None:
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
        await send({"type": "http.response.body", "body": b"hello"})


class Clock:
    """An event loop's timers and time, moved by hand."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.now = 0.0
        self.timers: list[tuple[float, asyncio.TimerHandle, Callable[[], None]]] = []

    def time(self) -> float:
        return self.now

    def call_later(self, seconds: float, call: Callable[..., None], *arguments: Any) -> asyncio.TimerHandle:
        when = self.now + seconds
        handle = asyncio.TimerHandle(when, call, arguments, self.loop)
        self.timers.append((when, handle, lambda: call(*arguments)))
        return handle

    def __getattr__(self, name: str) -> Any:
        return getattr(self.loop, name)

    def move(self, seconds: float) -> None:
        self.now += seconds
        due = [timer for timer in self.timers if timer[0] <= self.now]
        self.timers = [timer for timer in self.timers if timer[0] > self.now]
        for _, handle, call in due:
            if not handle.cancelled():
                call()


class Server:
    """Connections to one server, and what it refused."""

    def __init__(self) -> None:
        self.clock = Clock(asyncio.get_running_loop())
        self.app = App()
        self.refused = self.app.refused
        self.state = ServerState()
        self.config = uvicorn.Config(
            self.app, log_config=None, server_header=False, date_header=False, proxy_headers=False
        )
        self.config.load()

    def connect(self) -> tuple[Sent, BoundedConnection]:
        sent = Sent()
        connection = BoundedConnection(self.config, self.state, {}, self.clock)  # type: ignore[arg-type]
        connection.connection_made(sent)
        return sent, connection


async def turn() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


@pytest.mark.parametrize("piece", [1_000, MAX_HEAD - 1, 10 * MAX_HEAD])
@pytest.mark.parametrize("line", ["a: b\r\n", f"x: {'y' * 5_000}\r\n", "z"])
async def test_refuses_endless_head(piece: int, line: str) -> None:
    server = Server()
    sent, connection = server.connect()
    head = "POST / HTTP/1.1\r\n" + line * (40 * MAX_HEAD // len(line))
    for start in range(0, len(head), piece):
        if not sent.is_closing():
            connection.data_received(head[start : start + piece].encode())

    assert server.refused in ([431], [400]), "the parser refuses some itself"
    assert sent.is_closing()
    assert sent.text.startswith("HTTP/1.1 4")
    connection.connection_lost(None)


@pytest.mark.parametrize("requests", [1, 2, 3])
async def test_counts_neither_bodies_nor_several_heads_as_one_head(requests: int) -> None:
    server = Server()
    sent, connection = server.connect()
    body = "x" * (3 * MAX_HEAD)
    filler = f"x: {'y' * (MAX_HEAD // 2)}\r\n"
    request = f"POST / HTTP/1.1\r\n{filler}content-length: {len(body)}\r\n\r\n{body}"
    for _ in range(requests):
        connection.data_received(request.encode())
        await turn()
    connection.data_received(b"GET / HTTP/1.1\r\n\r\n" * 10)
    await turn()

    assert server.refused == []
    assert not sent.is_closing()
    assert sent.text.startswith(HEAD)
    connection.connection_lost(None)


async def test_refuses_large_head_pipelined_behind_a_request() -> None:
    server = Server()
    sent, connection = server.connect()
    connection.data_received(b"GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n" + b"a: b\r\n" * 12_000 + b"\r\n")
    await turn()

    assert server.refused == [431]
    assert sent.is_closing()
    connection.connection_lost(None)


@pytest.mark.parametrize(
    ("pieces", "statuses"),
    [
        ([], []),
        (["GET / HT"], [408]),
        (["POST / HTTP/1.1\r\ncontent-length: 9\r\n\r\n", "bo"], [408]),
    ],
)
async def test_closes_connection_on_timeout(pieces: list[str], statuses: list[int]) -> None:
    server = Server()
    sent, connection = server.connect()
    for piece in pieces:
        connection.data_received(piece.encode())
    server.clock.move(9.9)
    assert not sent.is_closing()
    server.clock.move(0.2)

    assert sent.is_closing()
    assert server.refused == statuses
    connection.connection_lost(None)


async def test_waits_for_slow_answer() -> None:
    server = Server()
    sent, connection = server.connect()
    connection.data_received(b"POST / HTTP/1.1\r\ncontent-length: 4\r\n\r\nbody")
    server.clock.move(3_600.0)
    assert not sent.is_closing()
    await turn()
    connection.data_received(b"GET / HT")
    server.clock.move(10.1)
    assert sent.is_closing(), "a later head has its time too"
    connection.connection_lost(None)


async def test_closes_longest_idle_connection_for_a_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "connections_allowed", lambda: 3)
    server = Server()
    idle = []
    for _ in range(3):
        idle.append(server.connect())
        server.clock.move(1.0)
    busy_sent, busy = idle[0]
    busy.data_received(b"POST / HTTP/1.1\r\ncontent-length: 4\r\n\r\nbody")
    new_sent, new = server.connect()

    assert [sent.is_closing() for sent, _ in idle] == [False, True, False], "the oldest that waits"
    assert not new_sent.is_closing()
    assert server.refused == [503]
    await turn()
    new.data_received(b"GET / HTTP/1.1\r\n\r\n")
    await turn()
    assert new_sent.text == f"{HEAD}hello"
    assert busy_sent.text == f"{HEAD}hello"
    for _, connection in [*idle, (new_sent, new)]:
        connection.connection_lost(None)


async def test_closes_new_connection_while_all_are_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "connections_allowed", lambda: 1)
    server = Server()
    _, busy = server.connect()
    busy.data_received(b"GET / HTTP/1.1\r\n\r\n")
    sent, connection = server.connect()

    assert sent.is_closing()
    await turn()
    busy.connection_lost(None)
    connection.connection_lost(None)


@pytest.mark.parametrize(("files", "most"), [(64, 32), (1_024, 512), (1_000_000, 1_000), (1, 1), (-1, 1_000)])
def test_allows_half_of_the_open_files(monkeypatch: pytest.MonkeyPatch, files: int, most: int) -> None:
    import resource

    monkeypatch.setattr(resource, "getrlimit", lambda _: (files, files))
    assert connections.MAX_CONNECTIONS == 1_000
    assert connections_allowed() == most
