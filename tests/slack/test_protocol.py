import asyncio
from collections.abc import Callable
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from bot.slack.protocol import Joining, WholeResponses

HEAD = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n"


class Sent(asyncio.Transport):
    """A transport that keeps what is sent, piece by piece."""

    def __init__(self) -> None:
        super().__init__({"peername": ("127.0.0.1", 5), "sockname": ("127.0.0.1", 80)})
        self.pieces: list[str] = []
        self.told: list[str] = []

    def write(self, data: Any) -> None:
        self.pieces.append(data.decode())

    def close(self) -> None:
        self.told.append("close")

    def is_closing(self) -> bool:
        return "close" in self.told

    def pause_reading(self) -> None:
        self.told.append("pause")

    def resume_reading(self) -> None:
        self.told.append("resume")


async def app(scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Any]) -> None:
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
    await send({"type": "http.response.body", "body": b"hello"})


def connect() -> tuple[Sent, WholeResponses]:
    """A new connection: what is sent over it, and who sends."""
    sent = Sent()
    config = uvicorn.Config(app, log_config=None, server_header=False, date_header=False)
    protocol = WholeResponses(config, ServerState(), {})
    protocol.connection_made(sent)
    return sent, protocol


async def exchange(*requests: str) -> list[str]:
    """What is sent for requests that arrive one after the other."""
    sent, protocol = connect()
    for request in requests:
        protocol.data_received(request.encode())
        for _ in range(5):
            await asyncio.sleep(0)
    protocol.connection_lost(None)
    return sent.pieces


@pytest.mark.parametrize(
    ("requests", "pieces"),
    [
        (["GET / HTTP/1.1\r\n\r\n"], [f"{HEAD}hello"]),
        (["GET / HTTP/1.1\r\n\r\n"] * 2, [f"{HEAD}hello"] * 2),
        (["GET / HTTP/1.1\r\n\r\n" * 2], [f"{HEAD}hello"] * 2),
        (["POST / HTTP/1.1\r\ncontent-length: 4\r\n\r\n", "body"], [f"{HEAD}hello"]),
        # But that what goes before the head is sent with it, where the body did not wait.
        (
            ["POST / HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: 4\r\n\r\nbody"],
            [f"HTTP/1.1 100 Continue\r\n\r\n{HEAD}", "hello"],
        ),
        # What has no second piece is sent all the same.
        (["HEAD / HTTP/1.1\r\n\r\n"], [HEAD]),
        (
            ["POST / HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: 4\r\n\r\n", "body"],
            ["HTTP/1.1 100 Continue\r\n\r\n", f"{HEAD}hello"],
        ),
        (
            ["GET / HTTP/1.1\r\nconnection: close\r\n\r\n"],
            [HEAD.replace("\r\n\r\n", "\r\nconnection: close\r\n\r\nhello")],
        ),
    ],
)
async def test_a_response_is_sent_in_one_piece(requests: list[str], pieces: list[str]) -> None:
    assert await exchange(*requests) == pieces


async def test_what_is_held_is_sent_before_the_connection_is_closed() -> None:
    (refusal,) = await exchange("GET nowhere\r\n\r\n")

    assert refusal.startswith("HTTP/1.1 400 Bad Request")
    assert refusal.endswith("Invalid HTTP request received.")


async def test_what_is_held_is_sent_to_a_client_that_has_no_more_to_say() -> None:
    sent, protocol = connect()
    protocol.data_received(b"HEAD / HTTP/1.1\r\n\r\n")
    await asyncio.sleep(0)
    assert sent.pieces == []
    protocol.eof_received()

    assert sent.pieces == [HEAD]
    protocol.connection_lost(None)


async def test_what_is_written_once_a_connection_closes_is_dropped() -> None:
    sent = Sent()
    joining = Joining(sent, asyncio.get_running_loop())
    joining.write(b"held")
    sent.close()
    await asyncio.sleep(0)
    joining.write(b"late")

    assert sent.pieces == []


async def test_a_connection_is_told_what_it_would_be_told_by_itself() -> None:
    sent = Sent()
    joining = Joining(sent, asyncio.get_running_loop())
    joining.write(b"")
    joining.pause_reading()
    joining.resume_reading()

    assert (joining.get_extra_info("peername"), joining.get_extra_info("cipher", "none")) == (("127.0.0.1", 5), "none")
    assert not joining.is_closing()

    joining.close()

    assert joining.is_closing()
    assert (sent.told, sent.pieces) == (["pause", "resume", "close"], [])
