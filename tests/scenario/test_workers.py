"""`azrel serve --workers 2` as real processes, and hangs that could keep a server from stopping."""

import asyncio
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.sandbox import FakeSlack, sign
from bot.settings import SETTINGS
from tests.bases import texts, write_base
from tests.benchmarks.server import NOWHERE, ROOT, SECRET, TOKEN, Server, free_port, to_command
from tests.patience import PATIENCE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")


ORIGIN = "https://azrel.example"


def start(scratch: Path) -> Server:
    """Start a server over the small base, and wait until both workers serve."""
    folder = write_base(scratch / "knowledge", texts())
    server = Server(folder, scratch / "log", is_patient=True, workers=2, public_url=ORIGIN)
    server.wait_until_ready()
    wait_until(lambda: started(server) == 2)
    return server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield a server for all tests, which must stop without a failure in its log or a file left behind."""
    scratch = tmp_path_factory.mktemp("workers")
    (scratch / "tmp").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AZREL_METRICS", "on")
        patch.setenv("TMPDIR", str(scratch / "tmp"))
        server = start(scratch)
    yield server
    processes = server.processes()
    assert server.stop() == 0
    wait_until(lambda: not any(map(is_running, processes)))
    log = server.log.read_text("utf-8")
    assert (log.count("Finished server process"), "Traceback" in log) == (2, False)
    assert [*(scratch / "tmp").iterdir()] == []


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so() and time.monotonic() < end:
        time.sleep(0.02)
    assert is_so()


def started(server: Server) -> int:
    """Return how many workers have begun to serve so far."""
    return server.log.read_text("utf-8").count("Application startup complete")


def is_running(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


async def ask(server: Server, times: int) -> list[str]:
    return await asyncio.gather(*(asyncio.to_thread(server.ask, "sylvania") for _ in range(times)))


async def test_two_workers_answer(server: Server) -> None:
    assert len(server.workers()) == 2
    assert all("Sylvania" in reply for reply in await ask(server, 60))


def test_no_environment_of_workers_holds_secrets(server: Server) -> None:
    secrets = [setting.name.encode() for setting in SETTINGS if setting.is_secret]
    for pid in server.processes()[1:]:
        environment = Path(f"/proc/{pid}/environ").read_bytes()
        assert b"AZREL_KNOWLEDGE_DIR" in environment
        assert not any(secret in environment for secret in secrets)


async def test_each_worker_serves_an_edit(server: Server) -> None:
    path = server.folder / "relations/sylvania.yaml"
    swap = path.with_name(".sylvania.yaml.swp")
    swap.write_text(path.read_text("utf-8").replace("summary: ", "summary: The edit. ", 1), "utf-8")
    served = server.log.read_text("utf-8").count("serving revision")
    swap.rename(path)
    wait_until(lambda: server.log.read_text("utf-8").count("serving revision") == served + 2)

    assert all("The edit." in reply for reply in await ask(server, 60))


def measure(server: Server, name: str, label: str) -> dict[str, float]:
    """Return a metric's values by a label, as one of the workers reports it."""
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/metrics", timeout=PATIENCE) as response:
        families = [*text_string_to_metric_families(response.read().decode())]
    samples = [sample for family in families for sample in family.samples if sample.name == name]
    return {sample.labels.get(label, ""): sample.value for sample in samples}


async def test_any_worker_reports_the_answers_of_all(server: Server) -> None:
    before = measure(server, "azrel_answer_seconds_count", "surface")
    await ask(server, 60)
    after = [measure(server, "azrel_answer_seconds_count", "surface") for _ in range(10)]

    assert before.keys() == {"command", "mention", "message", "button", "shortcut", "form", "step", "home"}
    assert all(counts == {**before, "command": before["command"] + 60} for counts in after)


def test_each_worker_measures_itself(server: Server) -> None:
    memory = measure(server, "azrel_memory_bytes", "pid")

    assert memory.keys() == {str(pid) for pid in server.workers()}
    assert all(2**24 < size < 2**29 for size in memory.values())
    wait_until(lambda: measure(server, "azrel_store_up", "") == {"": 1})
    assert measure(server, "azrel_inbox_age_seconds", "") == {"": 0}


def picture(server: Server) -> str:
    """Return the address of the picture in the reply to a question."""
    blocks = server.reply("timeline sylvania")["blocks"]
    (url,) = (block["image_url"] for block in blocks if block["type"] == "image")
    return str(url).removeprefix(ORIGIN)


def draw(server: Server, path: str) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{path}", timeout=PATIENCE) as response:
        return int(response.status)


async def test_each_worker_draws_what_another_answered_across_an_edit(server: Server) -> None:
    path = server.folder / "relations/sylvania.yaml"
    addresses = {picture(server)}
    path.write_text(path.read_text("utf-8").replace("summary: ", "summary: One more edit. ", 1), "utf-8")

    def both_are_told() -> bool:
        addresses.add(picture(server))
        return len(addresses) == 2

    wait_until(both_are_told)
    fetches = [asyncio.to_thread(draw, server, address) for address in [*addresses] * 8]

    assert set(await asyncio.gather(*fetches)) == {200}


async def test_dead_worker_is_restarted_once_knowledge_is_sound(server: Server) -> None:
    first, second = server.workers()
    path = server.folder / "relations/sylvania.yaml"
    content = path.read_bytes()
    path.write_bytes(content + b"\nnote: [\n")
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: "cannot be served" in server.log.read_text("utf-8"))

    assert all("Sylvania" in reply for reply in await ask(server, 20))

    path.write_bytes(content)
    wait_until(lambda: started(server) == 3)
    assert second in server.workers()
    assert all("Sylvania" in reply for reply in await ask(server, 20))
    wait_until(lambda: measure(server, "azrel_memory_bytes", "pid").keys() == {str(pid) for pid in server.workers()})
    assert measure(server, "azrel_refused_edits", "") == {"": 1}
    wait_until(lambda: measure(server, "azrel_edit_refused", "") == {"": 0})


def test_workers_end_with_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    server = start(tmp_path)
    workers = server.workers()
    server.process.kill()
    server.process.wait()

    wait_until(lambda: not any(map(is_running, workers)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_base(tmp_path / "knowledge", texts())


def serve(folder: Path, *options: str, prelude: str = "", **settings: str) -> "subprocess.Popen[str]":
    """Start `azrel serve` over a folder of knowledge, after some code."""
    given = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": NOWHERE}
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"{prelude}\nfrom bot.cli import main; main()",
            "serve",
            "--host",
            "127.0.0.1",
            *options,
        ],
        cwd=ROOT,
        env={**os.environ, **given, "AZREL_KNOWLEDGE_DIR": str(folder), **settings},
        stderr=subprocess.PIPE,
        text=True,
    )


def test_problems_of_knowledge_are_reported_once(folder: Path) -> None:
    (folder / "relations/sylvania.yaml").write_text("oops: [")
    server = serve(folder, "--port", "0", "--workers", "2")
    _, log = server.communicate(timeout=PATIENCE)

    assert server.returncode == 2
    assert log.count("refused the knowledge: relations/sylvania.yaml") == 1
    assert log.count(f"azrel: the knowledge in {folder} cannot be served") == 1
    assert "Traceback" not in log


async def test_refused_token_is_reported_once(folder: Path) -> None:
    async with FakeSlack("xoxb-other") as slack:
        server = serve(folder, "--port", "0", "--workers", "2", SLACK_API_URL=slack.api_url)
        _, log = await asyncio.to_thread(server.communicate, timeout=PATIENCE)

    assert server.returncode == 2
    assert log.count("azrel: Slack refuses SLACK_BOT_TOKEN (invalid_auth)") == 1
    assert TOKEN not in log
    assert "Traceback" not in log


def test_port_in_use_is_reported(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        server = serve(folder, "--port", str(taken.getsockname()[1]), "--workers", "2")
        _, log = server.communicate(timeout=PATIENCE)

    assert server.returncode == 2
    assert log.startswith("azrel: ")
    assert "already in use" in log


def test_socket_mode_takes_no_workers(folder: Path) -> None:
    server = serve(folder, "--socket", "--workers", "2")
    _, log = server.communicate(timeout=PATIENCE)

    assert (server.returncode, log) == (2, "azrel: --workers is for HTTP: over Socket Mode one process answers\n")


HANGING = {
    # A stopped worker receives no signal.
    "worker": "import bot.cli.workers as workers; workers.SECONDS_TO_STOP = 0.1",
    # A thread that nothing can cancel, as of a DNS lookup.
    "thread": """
import asyncio, time
from bot.slack.identity import TokenCheck
TokenCheck.keep_checking = lambda self: asyncio.to_thread(time.sleep, 1e6)
""",
}


@pytest.mark.parametrize(("what", "workers"), [("worker", 2), ("thread", 1)])
def test_stops_while_a_worker_hangs(what: str, workers: int, folder: Path) -> None:
    server = serve(folder, "--port", "0", "--workers", str(workers), prelude=HANGING[what])
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
    assert server.stderr
    starts = (line for line in server.stderr if "Application startup complete" in line)
    for _ in range(workers):
        next(starts)
    processes = [int(pid) for pid in children.read_text().split()]
    if what == "worker":
        os.kill(processes[-1], signal.SIGSTOP)
    server.send_signal(signal.SIGINT)
    server.communicate(timeout=PATIENCE)

    assert server.returncode == 0
    wait_until(lambda: not any(map(is_running, processes)))


def answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            return bool(connection.recv(1))
    except OSError:
        return False


def test_stops_though_nobody_reads_the_log(folder: Path) -> None:
    port = free_port()
    server = serve(folder, "--port", str(port), AZREL_LOG_LEVEL="debug")
    assert server.stderr
    fcntl.fcntl(server.stderr, fcntl.F_SETPIPE_SZ, 4096)
    wait_until(lambda: answers(port))
    body = to_command("sylvania")
    for _ in range(50):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/slack/events", body, sign(SECRET, int(time.time()), body)
        )
        urllib.request.urlopen(request, timeout=PATIENCE).close()
    server.terminate()

    assert server.wait(PATIENCE) == 0
    server.stderr.close()
