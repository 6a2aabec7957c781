"""Quality and speed of azrel's search, compared with others and at scale: `python -m tests.benchmarks.matching`.

Prints Markdown tables: the judged questions that azrel and other ways of searching answer right; the time and memory of
a server's start; and azrel's speed on made-up bases of many sizes. A figure with a budget is shown with it, in bold if
it exceeds it.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.domain.knowledge import Fact
from bot.loading import load_folder
from bot.search import build_whole
from tests.benchmarks.figures import against, print_table
from tests.benchmarks.judging import Unable, Verdict, judge_azrel, judge_rival, look_at, read_questions
from tests.benchmarks.made_up_bases import BaseGenerator
from tests.benchmarks.made_up_questions import QUERIES_A_KIND, QuestionGenerator
from tests.benchmarks.rivals import rivals
from tests.benchmarks.server import ROOT, Broken, Server
from tests.benchmarks.timing import p99_of, resident_mib, time_calls

QUESTIONS = ROOT / "tests/quality/questions.yaml"
SIZES = (300, 1_000, 3_000, 10_000, 100_000)

# Budgets in milliseconds a question, for the shipped base and for a large one.
SHIPPED_MEDIAN, SHIPPED_P99 = 0.5, 5.0
LARGE, LARGE_MEDIAN, LARGE_P99 = 10_000, 1.0, 8.0
LOAD_MS_A_FACT = 0.8
SECONDS_TO_READY, RESIDENT_MIB = 2.0, 160.0

STARTS = 3


def main() -> int:
    """Print the tables that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--questions",
        nargs="*",
        metavar="FILE",
        type=Path,
        default=[QUESTIONS],
        help="the judged questions (default tests/quality/questions.yaml); with none, no table of them",
    )
    parser.add_argument(
        "--sizes",
        nargs="*",
        metavar="FACTS",
        type=int,
        default=SIZES,
        help=f"how many facts to make up (default {' '.join(map(str, SIZES))}); with none, no tables of them",
    )
    parser.add_argument("--measure", nargs="+", metavar="DIR", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return 0
    try:
        if options.questions:
            compare(options.questions)
        if options.sizes:
            scale(options.sizes)
    except (Broken, Unable) as problem:
        print(f"matching: {problem}", file=sys.stderr)
        return 1
    return 0


def compare(paths: Iterable[Path]) -> None:
    """Print the judged questions that azrel and the others answer right, and the cost of a server's start."""
    questions = read_questions(paths)
    loaded = load_folder(ROOT / "knowledge").snapshot
    if loaded is None:
        raise Unable("the shipped knowledge has problems: see azrel check")
    best: dict[str, Verdict] = {}
    for rival in rivals(loaded):
        verdict = judge_rival(rival, questions)
        if rival.name not in best or verdict.right > best[rival.name].right:
            best[rival.name] = verdict
    azrel = judge_azrel(build_whole(loaded), questions)
    texts = [question.ask for question in questions]
    times = {verdict.name: time_calls(verdict.ask, texts) for verdict in (azrel, *best.values())}
    answerable = sum(bool(question.facts) for question in questions)
    print_table(
        f"{len(questions):,} judged questions on the shipped base: {len(loaded.facts):,} facts, "
        f"{len(loaded.partners):,} partners",
        ["", "right", "answerable", "unanswerable", "wrong partners", "median ms", "p99 ms"],
        [
            [
                verdict.name,
                share(verdict.right, len(questions)),
                share(verdict.answered, answerable),
                share(verdict.silent, len(questions) - answerable),
                "–" if verdict.wrong_partners is None else str(verdict.wrong_partners),
                against(statistics.median(times[verdict.name]), SHIPPED_MEDIAN if verdict is azrel else None),
                against(p99_of(times[verdict.name]), SHIPPED_P99 if verdict is azrel else None),
            ]
            for verdict in (azrel, *best.values())
        ],
    )
    print("\nOf what was tried for each of the others, what was right most often on these very questions:\n")
    for verdict in best.values():
        print(f"- {verdict.name}: {verdict.way}")
    seconds, memory = start_server()
    print_table(
        f"`azrel serve` on the shipped base, the median of {STARTS} starts",
        ["", "start to ready, s", "resident MiB"],
        [["azrel", against(seconds, SECONDS_TO_READY), against(memory, RESIDENT_MIB)]],
    )


def share(count: int, total: int) -> str:
    """Return a count with its share of the total."""
    return f"{count} of {total} ({count / total:.1%})" if total else "–"


def start_server() -> tuple[float, float]:
    """Return the seconds from the start of `azrel serve` until it is ready, and its memory then, in MiB."""
    starts = []
    for _ in range(STARTS):
        with tempfile.TemporaryDirectory() as scratch:
            start = time.perf_counter()
            server = Server(ROOT / "knowledge", Path(scratch) / "log")
            try:
                server.wait_until_ready()
                starts.append((time.perf_counter() - start, server.resident_mib()))
            finally:
                server.stop()
    seconds, memory = zip(*starts, strict=True)
    return statistics.median(seconds), statistics.median(memory)


def scale(sizes: Iterable[int]) -> None:
    """Print azrel's speed on made-up bases, each measured in a process of its own."""
    rows, kinds, heads = [], dict[str, list[str]](), []
    for size in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folders = BaseGenerator(size).write(Path(scratch))
            command = [sys.executable, "-m", "tests.benchmarks.matching", "--measure", *map(str, folders)]
            figures = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
        times = [elapsed for found in figures["times"].values() for elapsed in found]
        p99_budget = LARGE_P99 if size == LARGE else None
        rows.append(
            [
                f"{figures['facts']:,}",
                f"{figures['partners']:,}",
                against(figures["load_ms"] / figures["facts"], LOAD_MS_A_FACT),
                against(figures["build_ms"]),
                against(figures["resident_mib"]),
                against(statistics.median(times), LARGE_MEDIAN if size == LARGE else None),
                against(p99_of(times), p99_budget),
            ]
        )
        heads.append(f"{size:,} facts")
        for kind, found in figures["times"].items():
            kinds.setdefault(kind, []).append(
                f"{against(statistics.median(found))}; {against(p99_of(found), p99_budget)}"
            )
    print_table(
        f"Made-up bases, {QUERIES_A_KIND * len(kinds):,} questions of {len(kinds)} kinds",
        ["facts", "partners", "load, ms a fact", "build, ms", "resident MiB", "median ms", "p99 ms"],
        rows,
    )
    print_table("Median; p99, ms, by kind of question", ["", *heads], ([kind, *row] for kind, row in kinds.items()))


def measure(folders: Sequence[Path]) -> dict[str, Any]:
    """Load and index the base in each folder, ask questions of it, and print the times."""
    load_ms, facts = 0.0, dict[str, Fact]()
    for folder in folders:
        start = time.perf_counter()
        result = load_folder(folder)
        load_ms += (time.perf_counter() - start) * 1_000
        assert result.snapshot, "\n".join(map(str, result.problems[:10]))
        facts |= result.snapshot.facts
        snapshot = result.snapshot
    snapshot = replace(snapshot, facts=dict(sorted(facts.items())))
    start = time.perf_counter()
    index = build_whole(snapshot)
    build_ms = (time.perf_counter() - start) * 1_000
    memory = resident_mib()

    def ask(question: str) -> None:
        look_at(question, index)

    questions = QuestionGenerator(snapshot).ask()
    for asked in questions.values():
        for question in asked:
            ask(question)
    return {
        "facts": len(snapshot.facts),
        "partners": len(snapshot.partners),
        "load_ms": load_ms,
        "build_ms": build_ms,
        "resident_mib": memory,
        "times": {kind: time_calls(ask, asked) for kind, asked in questions.items()},
    }


if __name__ == "__main__":
    sys.exit(main())
