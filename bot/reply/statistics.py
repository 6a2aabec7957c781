"""Snapshot → the base at a glance: how many facts of which kind, as values and as lines of a terminal."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from bot.domain.dates import Point
from bot.domain.knowledge import Fact, Snapshot

UNDATED = "undated"
EVENT = "event"


def count_facts(snapshot: Snapshot, today: date) -> dict[str, Any]:
    """Count the base: totals, then facts by partner, topic, status, decade and source, the most first.

    A fact counts for each of its partners, topics and sources, and for the decade in which its valid time begins.
    `oldest_verification` is the day on which the fact longest unchecked was last checked; None without facts.
    """
    facts = snapshot.facts.values()
    return {
        "facts": len(facts),
        "partners": len(snapshot.partners) - 1,
        "sources": len(snapshot.sources),
        "quoted": sum(fact.is_quoted for fact in facts),
        "oldest_verification": min((fact.verified.isoformat() for fact in facts), default=None),
        "by_partner": _tally(partner for fact in facts for partner in fact.partners or (fact.home,)),
        "by_topic": _tally(topic for fact in facts for topic in fact.topics),
        "by_status": _tally(fact.status(today) or EVENT for fact in facts),
        "by_decade": dict(sorted(_tally(map(_decade_of, facts)).items())),
        "by_source": _tally(source for fact in facts for source in {cited.source.id for cited in fact.citations}),
    }


def to_statistics(figures: Mapping[str, Any]) -> str:
    """Put the figures of `count_facts` in lines of a terminal."""
    head = (
        f"{figures['facts']} facts about {figures['partners']} partners from {figures['sources']} sources; "
        f"{figures['quoted']} quoted; oldest verification {figures['oldest_verification'] or 'none'}"
    )
    lines = [head]
    for heading in ("partner", "topic", "status", "decade", "source"):
        counts = figures[f"by_{heading}"]
        width = max(map(len, counts), default=0)
        lines += ["", f"Facts by {heading}", *(f"  {name:<{width}}  {count:>5}" for name, count in counts.items())]
    return "\n".join(lines)


def _tally(names: Iterable[str]) -> dict[str, int]:
    counts = Counter(map(str, names))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _decade_of(fact: Fact) -> str:
    point: Point | None = (fact.when.start or fact.when.end) if fact.when else None
    return f"{point.first.year // 10 * 10}s" if point else UNDATED
