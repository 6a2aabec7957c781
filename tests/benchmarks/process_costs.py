"""Measure a question in a terminal, and the cost of each dependency."""

import json
import os
import re
import statistics
import subprocess
import sys
import time
import tomllib

from tests.benchmarks.figures import against, print_table
from tests.benchmarks.server import ROOT

# `azrel ask`, as a multiple of the import of slack_bolt.
TERMINAL, TERMINAL_ROUNDS = 4.0, 15

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
