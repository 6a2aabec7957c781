"""Query → facts with scores and reasons, best first.

A fact's score is the weighted mean of what the question asks for: the partners, the time, and the words, each from 0
to 1. What the question does not ask for has no part in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.answers import FactMatch, Query, Shortfall
from bot.domain.dates import Period
from bot.domain.knowledge import Fact, Status
from bot.search.index import Index
from bot.search.texts import SATURATED

_PARTNER, _PERIOD, _WORDS = 4.0, 1.0, 4.0

# A fact about the partner stands in its file; one that only involves it mentions it.
_NAMED, _MENTIONED = 1.0, 0.9
_DURING, _ACROSS, _UNDATED = 1.0, 0.8, 0.6
_IN_TEXT, _BY_TOPIC = 1.0, 0.7

# How many of the words a fact has counts for more than how often it has them.
_COVER, _WEIGHT = 0.8, 0.2

# Of the words asked for, weighted by rarity: the share that a fact must have where no partner narrows the field, and
# the share of the best fact's that the others must reach.
_ENOUGH_ALONE = 0.5
_ENOUGH_BESIDE_BEST = 0.5


@dataclass(frozen=True, slots=True)
class Ranking:
    """The facts found, best first, and what was asked for and not found."""

    facts: tuple[FactMatch, ...]
    shortfall: Shortfall | None = None
    passed_over: tuple[str, ...] = ()


def rank_facts(query: Query, index: Index, today: date) -> Ranking:
    """Find and order the facts that answer a question in which each stretch of words has one meaning."""
    words = _match_words(query, index)
    found, shortfall = _about_partners(query, index, words)
    if not found:
        return Ranking((), Shortfall.NO_FACTS if query.partners or not query.terms else Shortfall.NOT_UNDERSTOOD)
    if query.period:
        found = [fact for fact in found if index.periods[fact].overlaps(query.period.period)]
        if not found:
            return Ranking((), Shortfall.NOT_IN_PERIOD)
    passed_over = query.unknown
    if query.terms:
        best = max(words.cover.get(fact, 0.0) for fact in found)
        if best > 0 and (query.partners or best >= _ENOUGH_ALONE):
            found = [fact for fact in found if words.cover.get(fact, 0.0) >= _ENOUGH_BESIDE_BEST * best]
        elif query.partners and len(query.terms) == 1 and not query.topics:
            # One odd word beside a partner may be a slip or a nicety; more make a question about something else.
            passed_over = (query.terms[0].text,)
        elif query.partners and any(term.known for term in query.terms):
            return Ranking((), Shortfall.NOT_ON_TOPIC)
        else:
            return Ranking((), Shortfall.NOT_UNDERSTOOD)
    matches = [_to_match(query, index, fact, words, today) for fact in found]
    return Ranking(tuple(sorted(matches, key=_order)), shortfall, passed_over)


@dataclass(frozen=True, slots=True)
class _Words:
    """How a question's words are matched, by fact: the share of them that it has, and their BM25 weight in it."""

    cover: Mapping[int, float]
    weight: Mapping[int, float]


def _match_words(query: Query, index: Index) -> _Words:
    """Both from 0 to 1, each word counting for its rarity; a word that a fact has by its topic counts for less."""
    total = sum(index.texts.rarity_of(term.stem) for term in query.terms)
    cover: dict[int, float] = {}
    weight: dict[int, float] = {}
    for term in query.terms:
        share = index.texts.rarity_of(term.stem) / total
        in_text = index.texts.postings.get(term.stem, {})
        for fact, frequency in in_text.items():
            cover[fact] = cover.get(fact, 0.0) + share * _IN_TEXT
            weight[fact] = weight.get(fact, 0.0) + share * frequency / SATURATED
        for fact in {fact for topic in term.topics for fact in index.by_topic.get(topic, ())} - in_text.keys():
            cover[fact] = cover.get(fact, 0.0) + share * _BY_TOPIC
    return _Words(cover, weight)


def _about_partners(query: Query, index: Index, words: _Words) -> tuple[list[int], Shortfall | None]:
    """The facts about all partners named, or about any where none is about all; without partners, by what is asked."""
    if query.partners:
        each = [index.by_partner.get(match.partner.id, frozenset()) for match in query.partners]
        together = frozenset.intersection(*each)
        if together or len(each) == 1:
            return list(together), None
        return list(frozenset.union(*each)), Shortfall.NOT_TOGETHER
    if query.terms:
        return list(words.cover), None
    if query.period:
        return list(range(len(index.facts))), None
    return list(index.by_partner.get(index.snapshot.about.subject, ())), None


def _to_match(query: Query, index: Index, position: int, words: _Words, today: date) -> FactMatch:
    fact = index.facts[position]
    reasons: list[str] = []
    parts: list[tuple[float, float]] = []
    if query.partners:
        named = {match.partner.id: match.partner.name for match in query.partners}
        about = [name for id_, name in named.items() if id_ in (fact.home, *fact.partners)]
        closeness = _NAMED if fact.home in named else _MENTIONED
        parts.append((_PARTNER, closeness * len(about) / len(named)))
        reasons.append(("about " if fact.home in named else "involves ") + " and ".join(about))
    if query.period:
        value, reason = _nearness(fact, index.periods[position], query.period.period)
        parts.append((_PERIOD, value))
        reasons.append(f"{reason} “{query.period.label}”")
    if query.terms:
        value = _COVER * words.cover.get(position, 0.0) + _WEIGHT * words.weight.get(position, 0.0)
        parts.append((_WORDS, value))
        reasons += _word_reasons(query, index, position)
    if not parts:
        parts.append((1.0, 1.0))
        reasons.append(f"about {index.snapshot.subject.name} itself")
    score = sum(weight * value for weight, value in parts) / sum(weight for weight, _ in parts)
    return FactMatch(fact, round(score, 3), tuple(reasons), fact.status(today))


def _nearness(fact: Fact, held: Period, asked: Period) -> tuple[float, str]:
    if fact.when is None:
        return _UNDATED, "its source speaks up to a day in"
    starts_inside = asked.start is None or (held.start is not None and held.start >= asked.start)
    ends_inside = asked.end is None or (held.end is not None and held.end <= asked.end)
    return (_DURING, "falls within") if starts_inside and ends_inside else (_ACROSS, "reaches into")


def _word_reasons(query: Query, index: Index, position: int) -> Iterable[str]:
    in_text = [term.text for term in query.terms if position in index.texts.postings.get(term.stem, ())]
    topics = {topic for term in query.terms for topic in term.topics} & set(index.facts[position].topics)
    if in_text:
        yield "its words: " + ", ".join(in_text)
    if topics:
        yield "its topic: " + ", ".join(index.snapshot.topics[topic].name for topic in sorted(topics))


def _order(match: FactMatch) -> tuple[float, bool, bool, int, str]:
    """Best first; then what still stands, what is quoted, what its curators put first; ties by id."""
    is_past = match.status in (Status.SUPERSEDED, Status.ENDED)
    return (-match.score, is_past, not match.fact.is_quoted, match.fact.place, match.fact.id)
