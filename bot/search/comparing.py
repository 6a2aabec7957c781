"""Partners side by side: for each topic how much is known of each, and the fact that says most."""

from collections import Counter
from dataclasses import replace
from datetime import date

from bot.domain.answers import Answer, FactMatch, Outcome, Query, Shortfall
from bot.domain.responses import Cell, Comparison, Row
from bot.search.index import Index
from bot.search.ranking import rank_facts

MOST_PARTNERS = 3


def compare(text: str, query: Query, index: Index, today: date) -> Comparison:
    """Compare the partners that a question names, the first three, on its topics or on all that they have facts on."""
    compared = query.partners[:MOST_PARTNERS]
    found = [rank_facts(_about(query, place), index, today) for place in range(len(compared))]
    facts = [tuple(match for match in ranking.facts if not match.is_companion) for ranking in found]
    counts = [Counter(topic for match in matches for topic in match.fact.topics) for matches in facts]
    asked = [match.topic.id for match in query.topics]
    topics = [topic for topic in asked if any(count[topic] for count in counts)] or _in_order(counts)
    shown: list[set[str]] = [set() for _ in compared]
    rows = []
    for topic in topics:
        cells = tuple(
            Cell(match.partner, counts[place][topic], _best(facts[place], topic, shown[place]))
            for place, match in enumerate(compared)
        )
        rows.append(Row(index.snapshot.topics[topic], cells))
    shortfall = None if rows else next((ranking.shortfall for ranking in found), Shortfall.NO_FACTS)
    return Comparison(
        text=text,
        again=f"compare {query.rephrased}",
        answer=Answer(
            outcome=Outcome.ANSWER if rows else Outcome.NONE,
            query=replace(query, partners=compared),
            snapshot=index.snapshot,
            today=today,
            shortfall=shortfall,
        ),
        partners=tuple(match.partner for match in compared),
        rows=tuple(rows),
        left=tuple(match.partner.name for match in query.partners[MOST_PARTNERS:]),
    )


def _about(query: Query, place: int) -> Query:
    """The question with one of its partners alone, whoever's word it asks for."""
    return replace(query, partners=(query.partners[place],), voices=())


def _in_order(counts: list[Counter[str]]) -> list[str]:
    totals: Counter[str] = sum(counts, Counter())
    return sorted(totals, key=lambda topic: (-sum(topic in count for count in counts), -totals[topic], topic))


def _best(matches: tuple[FactMatch, ...], topic: str, shown: set[str]) -> FactMatch | None:
    for match in matches:
        if topic in match.fact.topics and match.fact.id not in shown:
            shown.add(match.fact.id)
            return match
    return None
