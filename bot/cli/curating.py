"""What curators ask of their knowledge."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bot.cli.common import Failure, folder_of, load, today, unreadable
from bot.domain.knowledge import Snapshot
from bot.domain.problems import Problem, Severity


def _check(folder: Path, day: date | None = None) -> tuple[Snapshot | None, list[Problem]]:
    """What a folder holds, None if it cannot be served, and every problem, as of a day or today."""
    from bot.loading import load_folder, review_files, review_snapshot

    try:
        result = load_folder(folder)
    except OSError as error:
        raise unreadable(folder, error) from None
    snapshot = result.snapshot
    if snapshot is None:
        return None, [*result.problems]
    reviewed = review_snapshot(snapshot, day or today(snapshot))
    return snapshot, sorted([*result.problems, *reviewed, *review_files(result.documents, snapshot)])


def check(options: argparse.Namespace) -> int:
    from bot.reply import counted

    folder = folder_of(options.folder)
    problems = _check(folder, options.today)[1]
    if options.json:
        print(json.dumps([_to_problem_record(problem) for problem in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            print(problem)
        for rule, count in Counter(problem.rule for problem in problems).most_common() if len(problems) > 1 else ():
            print(f"{count:>6} {rule}", file=sys.stderr)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if not options.json:
        warnings = len(problems) - errors
        print(f"{folder}: {counted(errors, 'error')}, {counted(warnings, 'warning')}", file=sys.stderr)
    return 1 if errors or (options.strict and problems) else 0


def _to_problem_record(problem: Problem) -> dict[str, Any]:
    line, column = problem.location.line, problem.location.column
    return {
        "file": problem.shown_path,
        "line": line,
        "column": column,
        "message": problem.shown_message,
        "rule": problem.rule,
        "severity": problem.severity.value,
    }


def stats(options: argparse.Namespace) -> int:
    from bot.reply import count_facts, to_statistics

    folder = folder_of(options.folder)
    snapshot, problems = _check(folder)
    # A folder that cannot be served is refused with its reasons, as everywhere.
    snapshot = snapshot or load(folder)
    figures = count_facts(snapshot, today(snapshot), [problem.rule for problem in problems])
    print(json.dumps(figures, ensure_ascii=False, indent=2) if options.json else to_statistics(figures))
    return 0


def _text_of(source: str, texts: Mapping[str, str], snapshot: Snapshot, folder: Path) -> str:
    if source not in snapshot.sources:
        raise Failure(f"there is no source {source!r}: 'azrel ask sources' lists them")
    if source not in texts:
        raise Failure(f"there is no text to verify against: save it as {folder / source}.txt")
    return texts[source]


def verify(options: argparse.Namespace) -> int:
    from bot.loading import read_source_texts, verify_excerpts, write_lock

    folder = folder_of(options.knowledge)
    snapshot = load(folder)
    if not options.texts.is_dir():
        raise Failure(f"{options.texts} is not a folder: give the folder that holds the sources' texts")
    try:
        texts = read_source_texts(options.texts, snapshot)
        if options.source:
            texts = {options.source: _text_of(options.source, texts, snapshot, options.texts)}
        verification = verify_excerpts(snapshot, texts)
        if options.write:
            write_lock(folder, verification.hashes)
    except (OSError, ValueError) as error:
        raise Failure(f"cannot verify: {error}") from None
    for problem in verification.problems:
        print(problem)
    for quotation in verification.quotations:
        print(f"{quotation.source}: {quotation.excerpts} excerpts found, {quotation.share:.0%} of the text quoted")
    return 1 if verification.problems else 0
