"""How well a fact answers a question: the weighted mean of what was asked for, each from 0 to 1, with its reasons.

What is asked for are the partners, the time, the words, whose word it is, and how new. What the question does not ask
for has no part in it.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from bot.domain.answers import FactMatch, Query, Term
from bot.domain.knowledge import Fact
from bot.search.index import Index
from bot.search.names import alias_stems
from bot.search.texts import SATURATED

_PARTNER, _PERIOD, _WORDS, _VOICE, _NOW, _PHRASE, _ALIAS = 4.0, 1.0, 4.0, 3.0, 3.0, 1.0, 1.0

# A fact about the partner stands in its file; one that only involves it mentions it.
_NAMED, _MENTIONED = 1.0, 0.9
_DURING, _ACROSS, _UNDATED = 1.0, 0.8, 0.6
_IN_TEXT, _BY_TOPIC = 1.0, 0.7

# How many of the words a fact has counts for more than how often it has them.
_COVER, _WEIGHT = 0.8, 0.2
# What people say of anything counts for so little of another word.
_GENERIC = 0.3

# Of a part of what was asked for, how well each of the facts has it, from 0 to 1.
_Judge = Callable[[Sequence[int]], list[float]]


class Words(NamedTuple):
    """How a question's words are matched, by fact: the share of them that it has, and their BM25 weight in it."""

    cover: Mapping[int, float]
    weight: Mapping[int, float]


def find_with_words(terms: Sequence[Term], index: Index) -> set[int]:
    """The facts that have any of these words, be it by their topic."""
    in_text = [index.texts.postings.get(term.stem, {}) for term in terms]
    by_topic = [index.by_topic.get(topic, ()) for term in terms for topic in term.topics]
    return set().union(*in_text, *by_topic)


def match_words(query: Query, index: Index, found: Set[int]) -> Words:
    """How the facts found have the question's words, both from 0 to 1, each word counting for its rarity.

    A word that a fact has by its topic counts for less.
    """
    if not query.terms:
        return Words({}, {})
    weights = [index.texts.rarity_of(term.stem) * (_GENERIC if term.is_generic else 1) for term in query.terms]
    # Where nothing else is asked for, such words only put one fact before another.
    total = sum(weights) / (1 if query.telling else _GENERIC)
    cover: dict[int, float] = {}
    weight: dict[int, float] = {}
    for term, rarity in zip(query.terms, weights, strict=True):
        share = rarity / total
        in_text = index.texts.postings.get(term.stem, {})
        held = in_text.keys() & found
        cover |= {fact: cover.get(fact, 0.0) + share * _IN_TEXT for fact in held}
        weight |= {fact: weight.get(fact, 0.0) + share * in_text[fact] / SATURATED for fact in held}
        if term.topics:
            on_topic: Set[int] = frozenset().union(*(index.by_topic.get(topic, ()) for topic in term.topics))
            for fact in (on_topic & found) - in_text.keys():
                cover[fact] = cover.get(fact, 0.0) + share * _BY_TOPIC
    return Words(cover, weight)


class Scorer:
    """A question made ready to be held against facts, many at a time."""

    def __init__(self, query: Query, index: Index, words: Words, today: date) -> None:
        self._query, self._index, self._words, self._today = query, index, words, today
        self._partners = {match.partner.id: match.partner.name for match in query.partners}
        self._aliases = [index.texts.postings.get(stem, {}) for stem in alias_stems(query.partners)]
        self._asked = query.period.period.ordinals if query.period else (0, 0)

    def rank(self, found: Collection[int]) -> list[FactMatch]:
        """The facts at these positions with their scores, best first; then what stands today before what is past."""
        statuses, ranks, _ = self._index.standing_on(self._today)
        places = sorted(found, key=ranks.__getitem__)
        scores = self._score(places)
        turns = sorted(range(len(places)), key=scores.__getitem__, reverse=True)
        ranked = [places[turn] for turn in turns]
        facts = map(self._index.facts.__getitem__, ranked)
        return FactMatch.many(facts, map(scores.__getitem__, turns), self._explain, map(statuses.__getitem__, ranked))

    def _judges(self) -> list[tuple[float, _Judge]]:
        """What judges each part of what is asked for, and how much it counts."""
        query = self._query
        judges: list[tuple[float, _Judge]] = []
        if self._partners:
            judges.append((_PARTNER, self._judge_names))
        if self._aliases:
            judges.append((_ALIAS, self._judge_alias))
        if query.voices:
            judges.append((_VOICE, self._judge_voice))
        if query.period:
            judges.append((_PERIOD, self._judge_time))
        if query.is_now:
            judges.append((_NOW, self._judge_newness))
        if query.phrases:
            judges.append((_PHRASE, self._judge_phrases))
        if query.terms:
            judges.append((_WORDS, self._judge_words))
        return judges

    def _score(self, places: Sequence[int]) -> list[float]:
        # Kept by the scorer they would hold it, so that only the garbage collector could free it, and the base with it.
        judges = self._judges()
        if not judges:
            return [1.0] * len(places)
        (first, judge), *others = judges
        scores = [first * value for value in judge(places)]
        for weight, judge in others:
            scores = [score + weight * value for score, value in zip(scores, judge(places), strict=True)]
        total = sum([weight for weight, _ in judges])
        # Of many facts the scores are few.
        rounded = {score: round(score / total, 3) for score in set(scores)}
        return [rounded[score] for score in scores]

    def _explain(self, fact: Fact) -> tuple[str, ...]:
        if not self._judges():
            if self._query.countries:
                return (f"mentions {' and '.join(match.country.name for match in self._query.countries)}",)
            is_rest = bool(self._query.left_out)
            return ("not left out" if is_rest else f"about {self._index.snapshot.subject.name} itself",)
        place = bisect_left(self._index.facts, fact.id, key=attrgetter("id"))
        return (*self._explain_names(fact), *self._explain_time(place, fact), *self._explain_words(place, fact))

    def _judge_names(self, places: Sequence[int]) -> list[float]:
        facts, partners = self._index.facts, self._partners
        closeness = [_NAMED if facts[place].home in partners else _MENTIONED for place in places]
        if len(partners) == 1:
            return closeness
        shares = [sum([id_ in facts[place].about for id_ in partners]) / len(partners) for place in places]
        return [close * share for close, share in zip(closeness, shares, strict=True)]

    def _judge_alias(self, places: Sequence[int]) -> list[float]:
        return [sum([place in found for found in self._aliases]) / len(self._aliases) for place in places]

    def _judge_voice(self, places: Sequence[int]) -> list[float]:
        facts, voices = self._index.facts, frozenset(self._query.voices)
        return [0.0 if voices.isdisjoint(facts[place].attributed_to) else 1.0 for place in places]

    def _explain_names(self, fact: Fact) -> Iterator[str]:
        if self._partners:
            about = [name for id_, name in self._partners.items() if id_ in fact.about]
            yield f"{'about' if fact.home in self._partners else 'involves'} {' and '.join(about)}"
        partners = self._index.snapshot.partners
        heard = [partners[id_].name for id_ in self._query.voices if id_ in fact.attributed_to]
        if heard:
            yield f"what {' and '.join(heard)} says"

    def _judge_time(self, places: Sequence[int]) -> list[float]:
        facts = self._index.facts
        return [
            _UNDATED if facts[place].when is None else _DURING if self._is_during(place) else _ACROSS
            for place in places
        ]

    def _is_during(self, place: int) -> bool:
        first, last = self._asked
        return self._index.starts[place] >= first and self._index.ends[place] <= last

    def _judge_newness(self, places: Sequence[int]) -> list[float]:
        newness = self._index.standing_on(self._today).newness
        return [newness[place] for place in places]

    def _explain_time(self, place: int, fact: Fact) -> Iterator[str]:
        if self._query.period:
            how = "falls within" if self._is_during(place) else "reaches into"
            how = how if fact.when else "its source speaks up to a day in"
            yield f"{how} “{self._query.period.label}”"
        if self._query.is_now:
            known = min(date.fromordinal(self._index.known[place]), self._today)
            yield f"known of {known.isoformat()}"

    def _judge_phrases(self, places: Sequence[int]) -> list[float]:
        said = frozenset().union(*[self._index.phrases.facts[phrase] for phrase in self._query.phrases])
        return [1.0 if place in said else 0.0 for place in places]

    def _judge_words(self, places: Sequence[int]) -> list[float]:
        cover, weight = self._words.cover, self._words.weight
        return [_COVER * cover.get(place, 0.0) + _WEIGHT * weight.get(place, 0.0) for place in places]

    def _explain_words(self, place: int, fact: Fact) -> Iterator[str]:
        if any(place in self._index.phrases.facts[phrase] for phrase in self._query.phrases):
            yield "its keywords"
        postings, topics = self._index.texts.postings, self._index.snapshot.topics
        in_text = [term.text for term in self._query.terms if place in postings.get(term.stem, ())]
        if in_text:
            yield f"its words: {', '.join(in_text)}"
        on_topic = {topic for term in self._query.terms for topic in term.topics if topic in fact.topics}
        if on_topic:
            yield f"its topic: {', '.join(topics[topic].name for topic in sorted(on_topic))}"
