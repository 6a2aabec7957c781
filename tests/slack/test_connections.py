"""Connections within bounds: heads, times and numbers, without a real clock."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from bot.slack import connections
from bot.slack.connections import MAX_HEAD, BoundedConnection, connections_allowed
from tests.slack.test_protocol import HEAD, Sent, app


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

    def __init__(self, most: int = 100) -> None:
        self.clock = Clock(asyncio.get_running_loop())
        self.refused: list[int] = []
        self.state = ServerState()
        self.most = most

    def connect(self) -> tuple[Sent, BoundedConnection]:
        sent = Sent()
        config = uvicorn.Config(app, log_config=None, server_header=False, date_header=False)
        connection = BoundedConnection(
            config,
            self.state,
            {},
            self.clock,
            most=self.most,
            note_refusal=lambda status, _: self.refused.append(status),
        )
        connection.connection_made(sent)
        return sent, connection


async def turn() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


@pytest.mark.parametrize("piece", [1_000, MAX_HEAD - 1, 10 * MAX_HEAD])
@pytest.mark.parametrize("line", ["a: b\r\n", f"x: {'y' * 5_000}\r\n", "z"])
async def test_a_head_without_end_is_refused(piece: int, line: str) -> None:
    server = Server()
    sent, connection = server.connect()
    head = "POST / HTTP/1.1\r\n" + line * (40 * MAX_HEAD // len(line))
    for start in range(0, len(head), piece):
        if not sent.is_closing():
            connection.data_received(head[start : start + piece].encode())

    assert server.refused in ([431], [400]), "the parser refuses some itself"
    assert sent.is_closing()
    assert "".join(sent.pieces).startswith("HTTP/1.1 4")
    connection.connection_lost(None)


@pytest.mark.parametrize("requests", [1, 2, 3])
async def test_bodies_and_many_heads_are_no_large_head(requests: int) -> None:
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
    assert "".join(sent.pieces).startswith(HEAD)
    connection.connection_lost(None)


async def test_a_large_head_right_behind_a_request_is_refused_too() -> None:
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
async def test_a_part_that_takes_too_long_closes_its_connection(pieces: list[str], statuses: list[int]) -> None:
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


async def test_a_slow_answer_is_waited_for() -> None:
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


async def test_idle_connections_make_room_for_new_ones() -> None:
    server = Server(most=3)
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
    assert new_sent.pieces == [f"{HEAD}hello"]
    assert busy_sent.pieces == [f"{HEAD}hello"]
    for _, connection in [*idle, (new_sent, new)]:
        connection.connection_lost(None)


async def test_where_all_are_busy_the_new_one_goes() -> None:
    server = Server(most=1)
    _, busy = server.connect()
    busy.data_received(b"GET / HTTP/1.1\r\n\r\n")
    sent, connection = server.connect()

    assert sent.is_closing()
    await turn()
    busy.connection_lost(None)
    connection.connection_lost(None)


@pytest.mark.parametrize(("files", "most"), [(64, 32), (1_024, 512), (1_000_000, 1_000), (1, 1), (-1, 1_000)])
def test_half_of_the_files_are_for_connections(monkeypatch: pytest.MonkeyPatch, files: int, most: int) -> None:
    import resource

    monkeypatch.setattr(resource, "getrlimit", lambda _: (files, files))
    assert connections.MAX_CONNECTIONS == 1_000
    assert connections_allowed() == most
