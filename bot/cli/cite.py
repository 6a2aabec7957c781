"""A fact's sources, ready to paste into a paper."""

import argparse
import sys

from bot.cli.common import folder_of, load, to_line

_MOST_NEAR = 3


def cite(options: argparse.Namespace) -> int:
    """Print every citation of a fact in a style."""
    from bot.reply import cite as cite_fact
    from bot.search import near_ids

    snapshot = load(folder_of(options.knowledge))
    fact = snapshot.facts.get(options.fact)
    if fact is None:
        near = near_ids(options.fact, list(snapshot.facts))[:_MOST_NEAR]
        cure = f"the nearest are {', '.join(near)}" if near else "'azrel ask --json' and words of it show its id"
        print(f"azrel: there is no fact {options.fact!r}: {cure}", file=sys.stderr)
        return 1
    cited = cite_fact(fact, options.style)
    if options.json:
        print(to_line({"fact": fact.id, "style": options.style, "citations": list(cited)}))
    else:
        print("\n\n".join(cited))
    return 0
