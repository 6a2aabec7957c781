"""A real server with few files to open, and idle connections."""

import socket
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.server import ROOT, Server


def test_idle_connections_do_not_lock_commands_out(tmp_path: Path) -> None:
    server = Server(ROOT / "knowledge", tmp_path / "log", is_patient=True, files=64)
    server.wait_until_ready()
    with ExitStack() as idle:
        for number in range(48):
            connection = idle.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            connection.sendall(b"" if number % 2 else b"POST /slack/events HTTP/1.1\r\na: b\r\n")
            if number % 8 == 0:
                assert "Turkey" in server.ask("turkey")
        assert all("Turkey" in server.ask("turkey") for _ in range(10))

    assert server.stop() == 0
    assert "Traceback" not in server.log.read_text("utf-8")
