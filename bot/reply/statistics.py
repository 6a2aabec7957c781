"""Snapshot → the base's figures: counts of facts, as values and as lines of a terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from bot.domain.dates import Point
from bot.domain.knowledge import About, Fact, Snapshot
from bot.domain.text import capitalised
from bot.reply.english import counted

UNDATED = "undated"
EVENT = "event"

# The decade whose years are counted singly; and the facts that a partner needs not to be thin.
_BY_YEAR = "2020s"
_FEW = 4


def count_facts(snapshot: Snapshot, today: date, warnings: Iterable[str] = ()) -> dict[str, Any]:
    """Count the base: totals, then facts by partner, topic, status, time and source, the most first.

    A fact counts for each of its partners, topics and sources, and for the decade in which its valid time begins.
    `oldest_verification` is the earliest day of verification of any fact; None without facts. `quotations` are the
    excerpts, `verified` those that were found in their sources' texts. `thin_partners` are those with few facts, with
    their number. `attributed_by_decade` counts attributed facts, and `by_warning` the rules of the `warnings` that a
    check gave.
    """
    facts = snapshot.facts.values()
    by_decade = dict(sorted(_tally(map(_decade_of, facts)).items()))
    about = Counter(partner for fact in facts for partner in fact.partners)
    few = {id_: about[id_] for id_ in snapshot.partners if id_ != snapshot.about.subject and about[id_] < _FEW}
    return {
        "facts": len(facts),
        "partners": snapshot.partner_count,
        "sources": len(snapshot.sources),
        "quoted": sum(fact.is_quoted for fact in facts),
        "quotations": sum(1 for _ in snapshot.quotations),
        "verified": sum(citation.is_verified for citation in snapshot.citations),
        "oldest_verification": min((fact.verified.isoformat() for fact in facts), default=None),
        "by_partner": _tally(partner for fact in facts for partner in fact.partners or (fact.home,)),
        "by_topic": _tally(topic for fact in facts for topic in fact.topics),
        "by_status": _tally(fact.status(today) or EVENT for fact in facts),
        "by_decade": by_decade,
        "by_year": dict(sorted(_tally(_year_of(fact) for fact in facts if _decade_of(fact) == _BY_YEAR).items())),
        "attributed_by_decade": dict(sorted(_tally(_decade_of(fact) for fact in facts if fact.attributed_to).items())),
        "thin_partners": dict(sorted(few.items(), key=lambda item: (item[1], item[0]))),
        "by_source": _tally(source for fact in facts for source in {cited.source.id for cited in fact.citations}),
        "by_warning": _tally(warnings),
    }


def to_statistics(figures: Mapping[str, Any], about: About) -> str:
    """Write the figures of `count_facts` as lines of a terminal, with the base's own nouns."""
    head = (
        f"{counted(figures['facts'], about.fact)} about {counted(figures['partners'], about.partner)} "
        f"from {counted(figures['sources'], 'source')}; "
        f"{figures['quoted']} quoted{_share(figures['quoted'], figures['facts'])}; "
        f"oldest verification {figures['oldest_verification'] or 'none'}"
    )
    verified, quotations = figures["verified"], figures["quotations"]
    lines = [
        head,
        f"{verified} of {quotations} quotations verified in their sources' texts{_share(verified, quotations)}",
    ]
    for key, heading in _headings(about):
        counts = figures[key]
        width = max(map(len, counts), default=0)
        table = (f"  {name:<{width}}  {count:>5}" for name, count in counts.items())
        lines += ["", heading, *(table if counts else ["  none"])]
    return "\n".join(lines)


def _headings(about: About) -> Iterator[tuple[str, str]]:
    """Return the heading of each table of figures, by its key."""
    facts = capitalised(about.fact.plural)
    yield "by_partner", f"{facts} by {about.partner.singular}"
    yield "by_topic", f"{facts} by topic"
    yield "by_status", f"{facts} by status"
    yield "by_decade", f"{facts} by decade"
    yield "by_year", f"{facts} by year of the {_BY_YEAR}"
    yield "attributed_by_decade", "One side's word by decade"
    yield "by_source", f"{facts} by source"
    yield "thin_partners", f"{capitalised(about.partner.plural)} with fewer than {_FEW} {about.fact.plural}"
    yield "by_warning", "Warnings by kind"


def _share(part: int, whole: int) -> str:
    return f" ({part / whole:.0%})" if whole else ""


def _tally(names: Iterable[str]) -> dict[str, int]:
    counts = Counter(map(str, names))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _year_of(fact: Fact) -> str:
    point: Point | None = (fact.when.start or fact.when.end) if fact.when else None
    return str(point.first.year) if point else UNDATED


def _decade_of(fact: Fact) -> str:
    year = _year_of(fact)
    return year if year == UNDATED else f"{int(year) // 10 * 10}s"
