"""`azrel serve` with the second process that it begins where there is a core for one."""

import asyncio
import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.serving import has_second_core, start_reloader, start_second
from tests.benchmarks.server import ROOT, Server
from tests.patience import PATIENCE

pytestmark = pytest.mark.skipif(not has_second_core(), reason="there is one core, and so one process")


@pytest.fixture
def is_patient() -> bool:
    """Whether a second process that is starved for a while is waited for."""
    return True


@pytest.fixture
def server(tmp_path: Path, is_patient: bool) -> Iterator[Server]:
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    server = Server(tmp_path / "knowledge", tmp_path / "log", is_patient=is_patient)
    server.wait_until_ready()
    yield server
    if server.process.poll() is None:
        server.stop()


async def ask(server: Server, question: str, times: int) -> list[str]:
    return await asyncio.gather(*(asyncio.to_thread(server.ask, question) for _ in range(times)))


async def test_what_is_ready_is_what_every_command_gets(server: Server) -> None:
    path = server.folder / "relations/turkey.yaml"
    before, content = server.readiness()["revision"], path.read_text("utf-8")
    for edit in ("first", "second"):
        swap = path.with_name(".turkey.yaml.swp")
        swap.write_text(content.replace("summary: >-\n", f"summary: >-\n  The {edit} edit.\n", 1), "utf-8")
        swap.rename(path)
        end = time.monotonic() + PATIENCE
        while (revision := server.readiness()["revision"]) == before and time.monotonic() < end:
            await ask(server, "turkey", 4)
        before = revision

        assert all(f"The {edit} edit." in reply for reply in await ask(server, "turkey", 60))
    assert len(server.processes()) == 2
    assert server.stop() == 0
    log = server.log.read_text("utf-8")
    assert (log.count("serving revision"), "Traceback" in log) == (3, False), "one process tells of what is served"


async def test_commands_are_answered_while_the_second_process_is_killed(server: Server) -> None:
    _, second = server.processes()
    asking = [asyncio.create_task(asyncio.to_thread(server.ask, "turkey")) for _ in range(60)]
    await asyncio.wait(asking, return_when=asyncio.FIRST_COMPLETED)
    os.kill(second, signal.SIGKILL)

    await assert_answered_by_one(server, await asyncio.gather(*asking), "the second process has ended")


@pytest.mark.parametrize("is_patient", [False])
async def test_commands_are_answered_though_the_second_process_is_stuck(server: Server) -> None:
    # It is stopped before it has been asked anything: a busy machine would make it look stuck too early.
    _, second = server.processes()
    os.kill(second, signal.SIGSTOP)

    await assert_answered_by_one(server, await ask(server, "turkey", 60), "the second process is stuck")


async def assert_answered_by_one(server: Server, replies: list[str], told: str) -> None:
    """Ask on until the second process is given up; every reply was right, and the cause was told once."""
    end = time.monotonic() + PATIENCE
    while len(server.processes()) == 2 and time.monotonic() < end:
        replies += await ask(server, "turkey", 20)

    assert all("Turkey" in reply for reply in replies)
    assert len(server.processes()) == 1
    assert server.stop() == 0
    assert server.log.read_text("utf-8").count(told) == 1


async def test_what_is_told_to_stop_stops_with_the_first(server: Server) -> None:
    _, second = server.processes()
    end = time.monotonic() + PATIENCE
    while not ignores(second, signal.SIGTERM) and time.monotonic() < end:
        await asyncio.sleep(0.01)  # it has just begun
    os.kill(second, signal.SIGTERM)

    assert all("Turkey" in reply for reply in await ask(server, "turkey", 20))
    assert len(server.processes()) == 2
    assert server.stop() == 0
    assert not is_running(second)
    assert "ERROR" not in server.log.read_text("utf-8")


def test_the_second_process_ends_with_a_first_that_is_killed(server: Server) -> None:
    _, second = server.processes()
    server.process.kill()
    server.process.wait()
    end = time.monotonic() + PATIENCE
    while is_running(second) and time.monotonic() < end:
        time.sleep(0.02)

    assert not is_running(second)


def ignores(process: int, number: signal.Signals) -> bool:
    """Whether a signal to a process is without effect."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    (mask,) = [line.split()[1] for line in status.splitlines() if line.startswith("SigIgn:")]
    return bool(int(mask, 16) >> (number - 1) & 1)


def is_running(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/stat").read_text("utf-8")
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def test_where_no_process_can_begin_one_answers_all(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)

    assert start_second(start_reloader(ROOT / "knowledge")) is None
    assert "no second process could begin" in caplog.text


@pytest.mark.parametrize(
    ("quota", "found"), [("max 100000\n", True), ("100000 100000\n", False), ("250000 100000\n", True), (None, True)]
)
def test_a_quota_of_less_than_two_cores_is_seen(
    monkeypatch: pytest.MonkeyPatch, quota: str | None, found: bool
) -> None:
    def read(path: Path, *_: str) -> str:
        if quota is None:
            raise FileNotFoundError(path)
        return quota

    monkeypatch.setattr(Path, "read_text", read)

    assert has_second_core() is found
