"""Figures beside their budgets, in Markdown tables."""

import sys
from collections.abc import Iterable, Sequence


def against(value: float, budget: float | None = None) -> str:
    """Return a figure beside its budget, if it has one."""
    figure = f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
    if budget is None:
        return figure
    return f"{figure} ≤ {budget:g}" if value <= budget else f"**{figure} > {budget:g}**"


def print_table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table: the first column is text, the others are figures."""
    print(f"\n{title}\n")
    print(f"| {' | '.join(head)} |\n|---|{'---:|' * (len(head) - 1)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    sys.stdout.flush()
