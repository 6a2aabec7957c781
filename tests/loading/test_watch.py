"""Polling delays neither the event loop nor the end of the process."""

import asyncio
import itertools
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.domain.knowledge import Snapshot
from bot.loading import reload
from bot.loading.reload import Reloader
from tests.bases import FACT, relation, texts, write_base
from tests.patience import PATIENCE

# A server whose loads never end: the first of them in the thread of its event loop's watch, or of the second process's.
_SCRIPT = """
import asyncio, sys, threading
from pathlib import Path
from bot.loading.reload import Reloader
begun = threading.Event()
def build(snapshot, before):
    begun.set()
    threading.Event().wait()
reloader = Reloader(Path(sys.argv[1]), build)
async def serve():
    watching = asyncio.create_task(reloader.watch(0.01))
    while not begun.is_set():
        await asyncio.sleep(0.01)
    watching.cancel()
if sys.argv[2] == "loop":
    asyncio.run(serve())
else:
    threading.Thread(target=asyncio.run, args=(reloader.watch(0.01),), daemon=True).start()
    begun.wait()
print("ended")
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path)
    return tmp_path


def write(root: Path, **changes: str | None) -> None:
    write_base(root, texts(**changes))


@pytest.mark.parametrize("where", ["loop", "thread"])
def test_process_ends_during_endless_load(root: Path, where: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(root), where],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )

    assert (ended.stdout, ended.stderr) == ("ended\n", "")


async def test_cancelling_neither_waits_for_nor_starts_a_load(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reload, "SETTLE_SECONDS", 0.0)
    begun, go_on, builds = threading.Event(), threading.Event(), list[str]()

    def build(snapshot: Snapshot, _: Snapshot | None) -> Snapshot:
        builds.append(snapshot.revision)
        if len(builds) > 1:
            begun.set()
            go_on.wait()
        return snapshot

    reloader = Reloader(root, build)
    reloader.start()
    served = reloader.current()
    watching = asyncio.create_task(reloader.watch(seconds=0.01))
    write(root, relations__zenda=relation(FACT))
    async with asyncio.timeout(PATIENCE):
        while not begun.is_set():
            await asyncio.sleep(0.01)
        watching.cancel()
        with pytest.raises(asyncio.CancelledError):
            await watching
    (polling,) = [thread for thread in threading.enumerate() if thread.name == "knowledge"]
    assert polling.daemon
    assert reloader.current() is served
    write(root, relations__zenda=relation(FACT.replace("castle", "keep")))
    go_on.set()
    await asyncio.to_thread(polling.join, PATIENCE)
    assert not polling.is_alive()
    assert len(builds) == 2


@pytest.mark.parametrize(("seconds_per_poll", "pauses"), [(0.001, [0.7, 0.7]), (0.02, [2.0, 2.0])])
async def test_polls_take_at_most_a_hundredth_of_a_core(
    root: Path, monkeypatch: pytest.MonkeyPatch, seconds_per_poll: float, pauses: list[float]
) -> None:
    reloader = Reloader(root, lambda snapshot, _: snapshot)
    waited: list[float] = []

    class Waits(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            if timeout is None or len(waited) == 2:
                return super().wait()
            waited.append(timeout)
            return False

    monkeypatch.setattr(reloader, "_poll_now", Waits())
    times = itertools.count(0.0, seconds_per_poll)
    monkeypatch.setattr("bot.loading.reload.time.thread_time", lambda: next(times))
    watching = asyncio.create_task(reloader.watch())
    async with asyncio.timeout(PATIENCE):
        while len(waited) < 2:
            await asyncio.sleep(0)
    watching.cancel()

    assert waited == pytest.approx(pauses)


async def test_polls_at_once_after_write(root: Path) -> None:
    reloader = Reloader(root, lambda snapshot, _: snapshot)
    reloader.start()
    before = reloader.current().revision
    watching = asyncio.create_task(reloader.watch(seconds=3_600))
    write(root, relations__zenda=relation(FACT))
    reloader.poll_soon()
    async with asyncio.timeout(PATIENCE):
        while reloader.current().revision == before:
            reloader.poll_soon()  # the file system may have reported the write late
            await asyncio.sleep(0.01)
    watching.cancel()
