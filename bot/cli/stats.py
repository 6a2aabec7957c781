"""The knowledge at a glance."""

import argparse
import json

from bot.cli.check import find_problems
from bot.cli.common import folder_of, load, today


def stats(options: argparse.Namespace) -> int:
    from bot.reply import count_facts, to_statistics

    folder = folder_of(options.folder or options.knowledge)
    snapshot, problems = find_problems(folder)
    # A folder that cannot be served is refused with its reasons, as everywhere.
    snapshot = snapshot or load(folder)
    figures = count_facts(snapshot, today(snapshot), [problem.rule for problem in problems])
    print(json.dumps(figures, ensure_ascii=False, indent=2) if options.json else to_statistics(figures, snapshot.about))
    return 0
