"""Speed of slash commands, beside a bare Bolt app: `python -m tests.benchmarks.serving`.

Runs `azrel serve` with one process and with two workers, and a bare Bolt app that acks a constant of the median size
under uvicorn, and sends all of them the same 200 signed questions of every kind with wrk (Debian's package), and azrel
also as many that are new each time, since it keeps its last replies. Prints Markdown tables: requests a second and
times, by rounds in turn; start and memory; the same while the knowledge is
edited; how long a question in a terminal takes, beside the import of Slack's library; and the cost of each dependency.
Budgets stand beside their figures, exceeded ones in bold; exits 1 if there is one.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, zip_longest
from pathlib import Path

import yaml

from bot.cli.progress import Progress
from bot.sandbox import sign
from bot.slack.reply_cache import MAX_CACHED
from tests.benchmarks.figures import against, print_table
from tests.benchmarks.server import ROOT, SECRET, Broken, Server, free_port, to_command

QUESTIONS = ROOT / "tests/quality/questions.yaml"
FORMS = """
timeline turkey; compare turkey russia; compare turkey iran energy; topics; partners; sources; source globalsecurity-2018;
about; map; help; turkey page 2; azerbaijan; latest
"""
MOST_QUESTIONS = 200
# So many spellings of each question exceed the reply caches of two workers.
SPELLINGS = 4 * MAX_CACHED // MOST_QUESTIONS + 1
CONNECTIONS = 16

# Two workers' requests a second, as a multiple of the peer's.
WORKERS, FASTER = 2, 1.5
# On one connection; and what edits may add to the 99th percentile.
MEDIAN_MS, ADDED_MS = 2.0, 50.0
# From start to ready, and for each worker.
READY_SECONDS, WORKER_MIB = 2.0, 160.0
# `azrel ask`, as a multiple of the import of slack_bolt.
TERMINAL, TERMINAL_ROUNDS = 4.0, 15
SECONDS_BETWEEN_EDITS = 2.0

_COUNT = re.compile(r"(\d+) requests in")
_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_PERCENTILE = re.compile(r"(50|99)%\s+([\d.]+)(us|ms|s)\b")
_FAILED = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)")
_MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1_000.0}

# A wrk script that sends the signed requests in turn.
SCRIPT = """
local requests = {}
for line in io.lines("%s") do
  local body, time, signature = line:match("^(%%S+) (%%S+) (%%S+)$")
  requests[#requests + 1] = wrk.format("POST", "/slack/events", {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["X-Slack-Request-Timestamp"] = time,
    ["X-Slack-Signature"] = signature,
  }, body)
end
local turn = 0
function request()
  turn = turn %% #requests + 1
  return requests[turn]
end
"""


@dataclass(frozen=True, slots=True)
class Load:
    """The result of a load: how many requests, their rate a second, times in milliseconds, and how many failed."""

    requests: int
    rate: float
    median: float
    p99: float
    failed: int


def main() -> int:
    """Print the tables; 1 if a budget was exceeded."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0, help="of each load (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each in turn (default %(default)s)")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        print("serving: wrk is not installed: it is Debian's package of that name", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        kept = compare(Path(scratch), options.seconds, options.rounds)
        kept &= reload(Path(scratch), options.seconds * 2)
    kept &= ask_in_terminal()
    print_costs()
    return 0 if kept else 1


def questions() -> list[str]:
    """Return two hundred questions: the forms, and judged questions of each style in turn."""
    styles: dict[str, list[str]] = {}
    for judged in yaml.load(QUESTIONS.read_text("utf-8"), yaml.CSafeLoader):
        styles.setdefault(judged["style"], []).append(judged["ask"])
    forms = [form.strip() for form in FORMS.split(";")]
    in_turn = [ask for ask in chain.from_iterable(zip_longest(*styles.values())) if ask]
    return list(dict.fromkeys([*forms, *in_turn]))[:MOST_QUESTIONS]


def compare(scratch: Path, seconds: float, rounds: int) -> bool:
    """Send the questions to azrel and the peer in turn, and return whether azrel keeps its budgets."""
    with served(ROOT / "knowledge", scratch / "log") as one:
        sizes = [len(ask(one.url, question)) for question in questions()]
        with (
            served(ROOT / "knowledge", scratch / "workers.log", workers=WORKERS) as many,
            peer(round(statistics.median(sizes))) as other,
        ):
            in_turn = partial(load_in_rounds, scratch=scratch, seconds=seconds, rounds=rounds)
            single = in_turn([one.url, other], 1)
            ours = [found for (found,) in in_turn([one.url], CONNECTIONS)]
            pairs = in_turn([many.url, other], CONNECTIONS)
            new_single, new_ours, new_many = (
                [found for (found,) in in_turn([url], connections, are_new=True)]
                for url, connections in ((one.url, 1), (one.url, CONNECTIONS), (many.url, CONNECTIONS))
            )
            mebibytes = [one.resident_mib(), many.resident_mib()]
    print_table(
        f"{len(sizes)} questions; replies of {statistics.median(sizes):,.0f} bytes (median), {max(sizes):,} (most)",
        [
            "",
            "requests/s, 1 connection",
            "median ms",
            "p99 ms",
            f"requests/s, {CONNECTIONS} connections",
            "p99 ms",
            "failed",
        ],
        [
            row("azrel", [found for found, _ in single], ours),
            row(f"azrel, {WORKERS} workers", [], [found for found, _ in pairs]),
            row("azrel, each question new", new_single, new_ours),
            row(f"azrel, {WORKERS} workers, each question new", [], new_many),
            row("bare Bolt", [found for _, found in single], [found for _, found in pairs]),
        ],
    )
    print_table(
        "Start and memory",
        ["", "s to ready", "MiB, largest worker"],
        [
            [name, against(server.seconds_to_ready, READY_SECONDS), against(resident, WORKER_MIB)]
            for name, server, resident in zip(
                ("azrel", f"azrel, {WORKERS} workers"), (one, many), mebibytes, strict=True
            )
        ],
    )
    ratios = [found.rate / peers.rate for found, peers in pairs]
    ratio, median = statistics.median(ratios), statistics.median(found.median for found in new_single)
    new_ratio = statistics.median(found.rate for found in new_many) / statistics.median(it.rate for _, it in pairs)
    budget = f"≥ {FASTER}" if ratio >= FASTER else f"< {FASTER}"
    shown = ", ".join(f"{found:.2f}" for found in ratios)
    print(f"\n{WORKERS} workers answer {ratio:.2f} {budget} times as many as the peer ({shown})")
    print(f"where each question is new, they answer {new_ratio:.2f} times as many")
    print(f"the median of new questions on one connection is {against(median, MEDIAN_MS)} ms")
    return (
        ratio >= FASTER
        and median <= MEDIAN_MS
        and max(one.seconds_to_ready, many.seconds_to_ready) <= READY_SECONDS
        and max(mebibytes) <= WORKER_MIB
        and not any(found.failed for found in chain(ours, new_single, new_ours, new_many, *single, *pairs))
    )


def row(name: str, single: Sequence[Load], many: Sequence[Load]) -> list[str]:
    """Return a server's figures, each the median of its rounds, as a row of the table."""

    def median(loads: Sequence[Load], figure: str) -> str:
        return against(statistics.median(getattr(found, figure) for found in loads)) if loads else ""

    figures = [median(single, "rate"), median(single, "median"), median(single, "p99")]
    figures += [median(many, "rate"), median(many, "p99")]
    return [name, *figures, str(sum(found.failed for found in (*single, *many)))]


def reload(scratch: Path, seconds: float) -> bool:
    """Send the questions to azrel while its knowledge is edited, and return whether all are answered soon."""
    folder = scratch / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    with served(folder, scratch / "log") as server:
        still = load(server.url, scratch, CONNECTIONS, seconds)
        stop, revisions = threading.Event(), set[str]()
        editing = threading.Thread(target=edit, args=(folder, server, stop, revisions))
        editing.start()
        edited = load(server.url, scratch, CONNECTIONS, seconds)
        stop.set()
        editing.join()
    print_table(
        f"While the knowledge is edited, {len(revisions)} revisions in {seconds:g} s",
        ["", "requests", "requests/s", "median ms", "p99 ms", "failed"],
        [
            [
                name,
                f"{found.requests:,}",
                against(found.rate),
                against(found.median),
                against(found.p99),
                str(found.failed),
            ]
            for name, found in (("as it is", still), ("edited", edited))
        ],
    )
    added = edited.p99 - still.p99
    print(f"\nedits add {against(added, ADDED_MS)} ms to the 99th percentile")
    return added <= ADDED_MS and not edited.failed and len(revisions) > 1


def edit(folder: Path, server: Server, stop: threading.Event, revisions: set[str]) -> None:
    """Edit a file repeatedly, and note the served revisions."""
    path = folder / "relations/turkey.yaml"
    content = path.read_text("utf-8")
    number = 0
    while not stop.wait(SECONDS_BETWEEN_EDITS):
        number += 1
        path.write_text(f"{content}\n# {number}\n", "utf-8")
        revisions.add(str(server.readiness()["revision"]))


def load_in_rounds(
    urls: list[str], connections: int, *, scratch: Path, seconds: float, rounds: int, are_new: bool = False
) -> list[tuple[Load, ...]]:
    """Load servers in turn, so many times."""
    found: list[tuple[Load, ...]] = []
    with Progress(f"{connections} connections") as progress:
        for number in range(rounds):
            found.append(tuple([load(url, scratch, connections, seconds, are_new=are_new) for url in urls]))
            progress.show(number + 1, rounds)
    return found


def load(url: str, scratch: Path, connections: int, seconds: float, *, are_new: bool = False) -> Load:
    """Send the questions to a server for so long over so many connections; all of them new to it, if so wished."""
    requests, script = scratch / "requests", scratch / "requests.lua"
    now = int(time.time())
    with requests.open("w") as lines:
        asked = [f"{question}{'?' * more}" for more in range(SPELLINGS if are_new else 1) for question in questions()]
        for body in map(to_command, asked):
            signed = sign(SECRET, now, body)
            lines.write(f"{body.decode()} {now} {signed['x-slack-signature']}\n")
    script.write_text(SCRIPT % requests, "utf-8")
    command = [
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{seconds:g}s",
        "--latency",
        "--timeout",
        "5s",
        "-s",
        str(script),
        url,
    ]
    report = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    times = {share: float(value) * _MILLISECONDS[unit] for share, value, unit in _PERCENTILE.findall(report)}
    failed = sum(sum(map(int, re.findall(r"\d+", " ".join(found)))) for found in _FAILED.findall(report))
    return Load(int(_COUNT.findall(report)[0]), float(_RATE.findall(report)[0]), times["50"], times["99"], failed)


def ask(url: str, question: str) -> bytes:
    """Return the raw reply to a question."""
    body = to_command(question)
    with urllib.request.urlopen(urllib.request.Request(url, body, sign(SECRET, int(time.time()), body))) as response:
        return bytes(response.read())


@contextmanager
def served(folder: Path, log: Path, workers: int = 1) -> Iterator[Server]:
    """Run a server. Raises Broken if it fails meanwhile."""
    server = Server(folder, log, workers=workers)
    try:
        server.wait_until_ready()
        yield server
    finally:
        code = server.stop()
    if code or "Traceback" in log.read_text("utf-8"):
        raise Broken(f"the server failed, or stopped with {code}:\n{server.last_lines()}")


@contextmanager
def peer(size: int) -> Iterator[str]:
    """Run the bare Bolt app, which acks so many bytes, and yield its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/slack/events"
    process = subprocess.Popen([sys.executable, "-m", "tests.benchmarks.peer", str(port), str(size)], cwd=ROOT)
    try:
        for _ in range(500):
            try:
                ask(url, "ready?")
                break
            except OSError:
                time.sleep(0.02)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def ask_in_terminal() -> bool:
    """Time `azrel ask` as a process in turn with the import of slack_bolt, and return whether it keeps its budget.

    Both find their modules compiled, as they do from the second time on.
    """
    commands = (["-m", "bot", "ask", "turkey"], ["-c", "import slack_bolt"])
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(-1, TERMINAL_ROUNDS):
        for command, taken in zip(commands, times, strict=True):
            start = time.perf_counter()
            subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
            if turn >= 0:
                taken.append(time.perf_counter() - start)
    ours, theirs = map(statistics.median, times)
    shown = f"{against(ours * 1_000)} ms, import slack_bolt {against(theirs * 1_000)} ms"
    print(f"\nazrel ask takes {shown}: {against(ours / theirs, TERMINAL)} times as long")
    return ours / theirs <= TERMINAL


def print_costs() -> None:
    """Print what each dependency costs on disk, to import and in memory, measured in a process each."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    rows = []
    for requirement in project["dependencies"]:
        name = re.split(r"[\[><=;~ ]", requirement)[0]
        module = MODULES.get(name, name.lower().replace("-", "_"))
        found = [json.loads(subprocess.check_output([sys.executable, "-c", COST, name, module])) for _ in range(3)]
        seconds, mebibytes = (statistics.median(one[key] for one in found) for key in ("ms", "resident"))
        rows.append([name, found[0]["version"], against(found[0]["disk"]), against(seconds), against(mebibytes)])
    print_table(
        "Dependencies, each with what it imports", ["", "version", "MiB on disk", "ms to import", "MiB resident"], rows
    )


MODULES = {"PyStemmer": "Stemmer", "PyYAML": "yaml", "slack-bolt": "slack_bolt.async_app"}
COST = """
import json, sys, time
from importlib import import_module, metadata

def resident():
    return int(open("/proc/self/status").read().partition("VmRSS:")[2].split()[0]) / 1024

name, module = sys.argv[1:]
before, start = resident(), time.perf_counter()
import_module(module)
ms, grown = (time.perf_counter() - start) * 1_000, resident() - before
disk = sum(path.locate().stat().st_size for path in metadata.files(name) or () if path.locate().exists()) / 2**20
print(json.dumps({"version": metadata.version(name), "disk": disk, "ms": ms, "resident": grown}))
"""


if __name__ == "__main__":
    sys.exit(main())
