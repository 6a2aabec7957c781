"""Text → Answer: facts, a question back, or nothing; never a guess."""

from collections import Counter
from datetime import date
from heapq import nsmallest
from itertools import chain, islice, product
from math import inf
from operator import attrgetter
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from bot.domain.answers import Answer, Outcome, Query, Role, Shortfall, Suggestion
from bot.domain.knowledge import Fact, Partner, Topic
from bot.domain.text import fold
from bot.search.index import Index
from bot.search.names import alias_stems
from bot.search.parsing import LONGEST_CODE, parse_query
from bot.search.periods import to_label
from bot.search.ranking import Ranking, rank_facts

MAX_SUGGESTIONS = 5
MAX_READINGS = 12
_NEAR_ENOUGH = 0.75
# By how much the best fact of one meaning of a name must be better than that of any other.
_CLEARLY = 0.1
_MAX_RESEMBLED = 3
# With the page there are fewer words in it than are read, however short they are.
_MAX_TYPED = 150

_topics_of, _about_of = attrgetter("topics"), attrgetter("about")


def answer(text: str, index: Index, today: date) -> Answer:
    """Answer a question as of a day. Pure: the same text, index and day give the same answer."""
    query = parse_query(text, index, today)
    if query.asks_for_help:
        return _to_answer(Outcome.HELP, query, index, today, suggestions=_examples(index))
    readings = _rank_readings(query, index, today)
    if len(readings) > 1:
        choices = tuple(to_choice(query, meant) for meant, _ in readings)
        return _to_answer(Outcome.CHOICE, query, index, today, suggestions=choices)
    query, ranking = readings[0]
    if not ranking.facts:
        suggestions = _ways_on(query, ranking, index, today)
        return _to_answer(Outcome.NONE, query, index, today, shortfall=ranking.shortfall, suggestions=suggestions)
    rephrased, facts = query.rephrased, [match.fact for match in ranking.facts if not match.is_companion]
    return _to_answer(
        Outcome.ANSWER,
        query,
        index,
        today,
        shortfall=ranking.shortfall,
        facts=ranking.facts,
        passed_over=ranking.passed_over,
        by_topic=ranking.by_topic,
        again=_ask_again(query, rephrased, index, today) if len(ranking.facts) > 1 else "",
        summary=_summary_of(query, index),
        suggestions=_narrower(query, rephrased, facts, index),
        related=_related(query, rephrased, facts, index),
    )


def not_understood(text: str, index: Index, today: date) -> Answer:
    """What is said to a text of which it cannot be told what is meant."""
    query = Query(text=text)
    suggestions = _ways_on(query, Ranking((), Shortfall.NOT_UNDERSTOOD), index, today)
    return _to_answer(Outcome.NONE, query, index, today, shortfall=Shortfall.NOT_UNDERSTOOD, suggestions=suggestions)


def _to_answer(outcome: Outcome, query: Query, index: Index, today: date, **rest: Any) -> Answer:
    return Answer(outcome=outcome, query=query, snapshot=index.snapshot, today=today, **rest)


def _rank_readings(query: Query, index: Index, today: date) -> list[tuple[Query, Ranking]]:
    """The question with each meaning that its ambiguous names may have, as far as the rest of it fits that meaning."""
    if not query.rivals:
        return [(query, rank_facts(query, index, today))]
    readings = []
    for chosen in islice(product(*query.rivals), MAX_READINGS):
        meant = query._replace(partners=(*query.partners, *chosen), rivals=())
        readings.append((meant, rank_facts(meant, index, today)))
    answered = [(meant, ranking) for meant, ranking in readings if ranking.facts]
    fitting = [(meant, ranking) for meant, ranking in answered if not ranking.shortfall] or answered
    best, *others = sorted(fitting, key=lambda reading: -reading[1].facts[0].score) or [(query, readings[0][1])]
    if fitting and all(best[1].facts[0].score - ranking.facts[0].score >= _CLEARLY for _, ranking in others):
        return [(_with_reason(best[0], query), best[1])]
    return fitting or [(query, readings[0][1])]


def _with_reason(meant: Query, query: Query) -> Query:
    others = {match.partner.id for rivals in query.rivals for match in rivals}
    partners = [
        match._replace(reason=f"{match.reason}; fits the rest best") if match.partner.id in others else match
        for match in meant.partners
    ]
    return meant._replace(partners=tuple(partners))


def to_choice(query: Query, meant: Query) -> Suggestion:
    ambiguous = {match.partner.id for rivals in query.rivals for match in rivals}
    label = ", ".join(match.partner.name for match in meant.partners if match.partner.id in ambiguous)
    return Suggestion(label, meant.rephrased)


def _ask_again(query: Query, rephrased: str, index: Index, today: date) -> str:
    """The question in a form that is read the same with a page after it; empty where there is none.

    For a partner alone that is its name. Several words mean what they mean, whatever page is asked for, unless they
    shout: where they are few, they will do as they were typed. Else it is put shortly, and looked at how that is read.
    """
    aliases = alias_stems(query.partners)
    if len(query.partners) == 1 and not (
        query.is_narrowed or query.countries or query.phrases or query.subject or aliases
    ):
        partner = query.partners[0].partner
        if partner.id in index.plain_partners:
            return partner.name
    typed = query.unpaged.strip()
    said = sum(reading.role is not Role.PAGE for reading in query.readings)
    if said > 1 and len(typed) <= _MAX_TYPED and not typed.isupper():
        return typed
    for form in (rephrased, query.unpaged):
        again = parse_query(f"{form} page 2", index, today)
        # The words of another name put facts in another order, so a name is not given for it.
        if again.page == 2 and again.meaning == query.meaning and alias_stems(again.partners) == aliases:
            return form
    return ""


def _summary_of(query: Query, index: Index) -> str | None:
    if len(query.partners) == 1:
        return query.partners[0].partner.summary
    is_narrowed = query.partners or query.countries or query.terms or query.unwanted or query.period or query.is_now
    return None if is_narrowed else index.snapshot.subject.summary


def _examples(index: Index) -> tuple[Suggestion, ...]:
    """Questions that this base can answer, from its best-known partners."""
    most = index.best_known[:2]
    if not most:
        return ()
    names = [partner.name for partner in most]
    examples = [names[0], *(f"{names[0]} {topic}" for topic in index.partner_topics[most[0].id][:1]), " ".join(names)]
    dated = next((fact.when for fact in index.facts if fact.when and most[0].id in fact.about), None)
    examples += [f"{names[0]} {to_label(dated.period)}"] if dated else []
    return tuple(Suggestion(example, example) for example in dict.fromkeys(examples))


def _narrower(query: Query, base: str, facts: list[Fact], index: Index) -> tuple[Suggestion, ...]:
    """The topics of the facts found, for who wants fewer of them."""
    counts = Counter(chain.from_iterable(map(_topics_of, facts)))
    for match in query.topics:
        counts.pop(match.topic.id, None)
    topics = index.snapshot.topics
    return tuple(
        [Suggestion(f"{topics[id_].name} ({count})", f"{base} {id_}".strip()) for id_, count in _most_first(counts)]
    )


def _related(query: Query, base: str, facts: list[Fact], index: Index) -> tuple[Suggestion, ...]:
    """The other partners of the facts found, for who wants those about them too."""
    counts = Counter(chain.from_iterable(map(_about_of, facts)))
    counts.pop(index.snapshot.about.subject, None)
    for match in (*query.partners, *query.excluded):
        counts.pop(match.partner.id, None)
    partners = index.snapshot.partners
    found = [(partners[id_].name, count) for id_, count in _most_first(counts, below=len(facts))]
    return tuple([Suggestion(f"{name} ({count})", f"{base} {name}".strip()) for name, count in found])


def _most_first(counts: Counter[str], below: float = inf) -> list[tuple[str, int]]:
    """The ids counted most of those counted less often than so, and how often; ties by id."""
    most = sorted([(-count, id_) for id_, count in counts.items() if count < below])
    return [(id_, -less) for less, id_ in most[:MAX_SUGGESTIONS]]


def _ways_on(query: Query, ranking: Ranking, index: Index, today: date) -> tuple[Suggestion, ...]:
    """From a question without an answer to the nearest that have one."""
    partners = [match.partner for match in query.partners]
    name = " ".join(partner.name for partner in partners)
    suggestions: list[Suggestion] = []
    if ranking.shortfall is Shortfall.NOT_HERE:
        kept = tuple(reading for reading in query.readings if reading.role is not Role.COUNTRY)
        rest = query._replace(countries=(), readings=kept)
        if rest.rephrased and rank_facts(rest, index, today).facts:
            suggestions.append(Suggestion(rest.rephrased, rest.rephrased))
    if ranking.shortfall is Shortfall.NOT_IN_PERIOD and query.period:
        asked = query.period.period
        held = [
            index.periods[fact] for partner in partners for fact in index.by_partner.get(partner.id, ())
        ] or index.periods
        nearest = nsmallest(2, set(held), key=lambda period: (period.days_from(asked), to_label(period)))
        suggestions += [
            Suggestion(f"{name} {to_label(period)}".strip(), f"{name} {to_label(period)}".strip()) for period in nearest
        ]
    elif ranking.shortfall is Shortfall.NOT_UNDERSTOOD and not partners:
        suggestions += [Suggestion(word, word) for word in _apart(query)]
        suggestions += [Suggestion(partner.name, partner.name) for partner in _resembling(query, index)]
        suggestions += [Suggestion(topic.name, topic.id) for topic in _resembling_topics(query, index)]
    for partner in partners:
        if partner.id in index.by_partner:
            suggestions.append(Suggestion(partner.name, partner.name))
            suggestions += [
                Suggestion(f"{partner.name} {topic}", f"{partner.name} {topic}")
                for topic in index.partner_topics[partner.id][:2]
            ]
    suggestions += [Suggestion(partner.name, partner.name) for partner in index.best_known[: 2 * MAX_SUGGESTIONS]]
    offered = list(dict.fromkeys(suggestions))[:MAX_SUGGESTIONS]
    if ranking.shortfall is Shortfall.NOT_UNDERSTOOD and not partners:
        topics = set(index.snapshot.topics)
        most = sorted(index.by_topic, key=lambda topic: (-len(index.by_topic[topic]), topic))[:1]
        if topics.isdisjoint(item.query for item in offered):
            offered = [
                *offered[: MAX_SUGGESTIONS - 1],
                *(Suggestion(index.snapshot.topics[topic].name, topic) for topic in most),
            ]
    return tuple(offered)


def _apart(query: Query) -> list[str]:
    """The words of a question all of which facts have, but none together; alone a short one could be a state's code."""
    return [] if query.unknown else [term.text for term in query.telling if len(term.text) > LONGEST_CODE]


def _resembling(query: Query, index: Index) -> list[Partner]:
    """Partners whose name looks a little like a word that was not understood: to offer, never to answer with."""
    found: dict[str, Partner] = {}
    odd = [fold(word) for word in query.unknown if fold(word) not in index.snapshot.world.words]
    for word in odd[:_MAX_RESEMBLED]:
        near = process.extract(
            word, index.plain_names, scorer=JaroWinkler.similarity, score_cutoff=_NEAR_ENOUGH, limit=2
        )
        found.update({index.best_known[place].id: index.best_known[place] for _, _, place in near})
    return list(found.values())[:2]


def _resembling_topics(query: Query, index: Index) -> list[Topic]:
    """Topics with a word that looks a little like one that was not understood."""
    found: dict[str, Topic] = {}
    for odd in query.unknown[:_MAX_RESEMBLED]:
        near = process.extract(
            fold(odd), index.topics.plain, scorer=JaroWinkler.similarity, score_cutoff=_NEAR_ENOUGH, limit=2
        )
        found.update({index.topics.plain_topics[place].id: index.topics.plain_topics[place] for _, _, place in near})
    return list(found.values())[:2]
