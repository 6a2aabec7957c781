"""Partners side by side: for each topic how much is known of each, and the fact that says most."""

from collections import Counter
from datetime import date

from bot.domain.answers import Answer, FactMatch, Outcome, PartnerMatch, Query, Role, Suggestion
from bot.domain.responses import Cell, Comparison, Form, Row
from bot.search.index import Index
from bot.search.ranking import rank_facts

MOST_PARTNERS = 3


def compare(text: str, query: Query, index: Index, today: date) -> Comparison:
    """Compare the partners that a question names, the first three, on its topics or on all that they have facts on."""
    compared = query.partners[:MOST_PARTNERS]
    found = [rank_facts(_about(query, match), index, today) for match in compared]
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
    names = [match.partner.name for match in compared]
    asked_again = _known(query)._replace(partners=compared)
    return Comparison(
        text=text,
        again=f"{Form.COMPARE} {asked_again.rephrased}",
        answer=Answer(
            outcome=Outcome.ANSWER if rows else Outcome.NONE,
            query=asked_again,
            snapshot=index.snapshot,
            today=today,
            shortfall=None if rows else next(ranking.shortfall for ranking in found),
            passed_over=_in_all([ranking.passed_over for ranking in found]),
            by_topic=_in_all([ranking.by_topic for ranking in found]),
            suggestions=() if rows else _ways_on(names, query, index),
        ),
        partners=tuple(match.partner for match in compared),
        rows=tuple(rows),
        left=tuple(match.partner.name for match in query.partners[MOST_PARTNERS:]),
        unknown=", ".join([*(match.country.name for match in query.countries), *query.unknown]),
    )


def _known(query: Query) -> Query:
    """The question without what the base does not know, which is told beside the comparison."""
    roles = (Role.COUNTRY, Role.UNKNOWN)
    return query._replace(
        countries=(),
        terms=tuple(term for term in query.terms if term.known),
        readings=tuple(reading for reading in query.readings if reading.role not in roles),
    )


def _about(query: Query, match: PartnerMatch) -> Query:
    """The question with one of its partners alone, whoever's word it asks for."""
    return _known(query)._replace(partners=(match,), voices=())


def _ways_on(names: list[str], query: Query, index: Index) -> tuple[Suggestion, ...]:
    both = " ".join(names)
    is_narrowed = bool(query.terms or query.period or query.is_now)
    known = [match.partner for match in query.partners if match.partner.id in index.by_partner]
    wider = [Suggestion(both, f"{Form.COMPARE} {both}")] if is_narrowed and known else []
    others = [] if known else list(index.best_known[:2])
    return (*wider, *(Suggestion(partner.name, partner.name) for partner in (*known, *others)))


def _in_all(words: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(word for word in words[0] if all(word in others for others in words))


def _in_order(counts: list[Counter[str]]) -> list[str]:
    totals: Counter[str] = sum(counts, Counter())
    return sorted(totals, key=lambda topic: (-sum(topic in count for count in counts), -totals[topic], topic))


def _best(matches: tuple[FactMatch, ...], topic: str, shown: set[str]) -> FactMatch | None:
    for match in matches:
        if topic in match.fact.topics and match.fact.id not in shown:
            shown.add(match.fact.id)
            return match
    return None
