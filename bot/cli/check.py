"""Every problem of a folder of knowledge."""

import argparse
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from bot.cli.common import folder_of, to_json, today, unreadable
from bot.domain.knowledge import Snapshot
from bot.domain.problems import Problem, Severity


def find_problems(folder: Path, day: date | None = None) -> tuple[Snapshot | None, list[Problem]]:
    """Load a folder as of a day or today: its snapshot, None if it cannot be served, and its problems by location."""
    from bot.loading import load_folder
    from bot.loading.review import review_snapshot
    from bot.loading.slips import review_files, warn_of_capitals, warn_of_unreached
    from bot.search import build, names_in_capitals, unreached_names

    try:
        result = load_folder(folder)
    except OSError as error:
        raise unreadable(folder, error) from None
    snapshot = result.snapshot
    if snapshot is None:
        return None, [*result.problems]
    day = day or today(snapshot)
    slips = review_files(result.documents, snapshot)
    located = {problem.location for problem in slips}
    index = build(snapshot)
    unreached = warn_of_unreached(unreached_names(index, day), result.documents, snapshot)
    names = [*unreached, *warn_of_capitals(names_in_capitals(index), result.documents, snapshot)]
    others = (problem for problem in names if problem.location not in located)
    return snapshot, sorted([*result.problems, *review_snapshot(snapshot, day), *slips, *others])


def check(options: argparse.Namespace) -> int:
    from bot.reply import counted

    folder = folder_of(options.folder or options.knowledge)
    problems = find_problems(folder, options.today)[1]
    in_changed = 0
    if options.changed or options.since:
        from bot.cli.changes import changed_files

        changed = changed_files(folder, options.since)
        problems.sort(key=lambda problem: problem.location.path not in changed)
        in_changed = sum(problem.location.path in changed for problem in problems)
    if options.json:
        print(to_json([to_problem_record(problem) for problem in problems]))
    else:
        for problem in problems:
            print(problem)
        for rule, count in Counter(problem.rule for problem in problems).most_common() if len(problems) > 1 else ():
            print(f"{count:>6} {rule}", file=sys.stderr)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if not options.json:
        warnings = len(problems) - errors
        whose = f", {in_changed} of them in changed files" if options.changed or options.since else ""
        print(f"{folder}: {counted(errors, 'error')}, {counted(warnings, 'warning')}{whose}", file=sys.stderr)
    return 1 if errors or (options.strict and problems) else 0


def to_problem_record(problem: Problem) -> dict[str, Any]:
    """Return a problem as plain values, for programs."""
    line, column = problem.location.line, problem.location.column
    return {
        "file": problem.shown_path,
        "line": line,
        "column": column,
        "message": problem.shown_message,
        "rule": problem.rule,
        "severity": problem.severity.value,
    }
