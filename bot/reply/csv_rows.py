"""Answer → CSV (RFC 4180), a row for each citation of each fact, for spreadsheets.

A cell that begins like a formula (`=`, `+`, `-`, `@`, also in full width, or a control character) gets an apostrophe
before it, since spreadsheets run formulas: see "CSV injection" by OWASP.
"""

import csv
from collections.abc import Iterable, Iterator

from bot.domain.answers import Answer, FactMatch

COLUMNS = (
    *("outcome", "not_found", "fact", "statement", "when", "status", "verified", "partners", "topics", "attributed_to"),
    *("source", "title", "publisher", "url", "as_of", "locator", "excerpt", "is_quotation_verified"),
)
_BEGINS_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


class _Lines(list[str]):
    """The lines that the CSV writer writes."""

    write = list.append


def to_csv(answer: Answer) -> str:
    """Return all facts of an answer as CSV with a header; only the header for an answer without facts."""
    lines = _Lines()
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    ahead = (answer.outcome.value, "; ".join(answer.passed_over))
    for match in answer.facts:
        writer.writerows(map(_to_safe, [(*ahead, *row) for row in _rows_of(match)]))
    return "".join(lines)


def _rows_of(match: FactMatch) -> Iterator[tuple[str, ...]]:
    fact = match.fact
    shared = (
        fact.id,
        fact.statement,
        fact.when.text if fact.when else "",
        match.status.value if match.status else "",
        fact.verified.isoformat(),
        *["; ".join(ids) for ids in (fact.partners, fact.topics, fact.attributed_to)],
    )
    for citation in fact.citations:
        source = citation.source
        yield (
            *shared,
            *(source.id, source.title, source.publisher, source.url or "", source.as_of.text),
            *(citation.locator or "", citation.excerpt or "", "yes" if citation.is_verified else "no"),
        )


def _to_safe(cells: Iterable[str]) -> list[str]:
    return [f"'{cell}" if cell.startswith(_BEGINS_FORMULA) else cell for cell in cells]
