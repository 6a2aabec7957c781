"""How well a fact answers a question: the weighted mean of what was asked for, each from 0 to 1, with its reasons.

What is asked for are the partners, the time, the words, whose word it is, and how new. What the question does not ask
for has no part in it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.answers import FactMatch, PartnerMatch, Query
from bot.domain.dates import Period
from bot.domain.knowledge import Fact, Status
from bot.search.english import FILLERS
from bot.search.index import Index
from bot.search.texts import SATURATED
from bot.search.tokens import tokenise

_PARTNER, _PERIOD, _WORDS, _VOICE, _NOW, _PHRASE, _ALIAS = 4.0, 1.0, 4.0, 3.0, 3.0, 1.0, 1.0

# A fact about the partner stands in its file; one that only involves it mentions it.
_NAMED, _MENTIONED = 1.0, 0.9
_DURING, _ACROSS, _UNDATED = 1.0, 0.8, 0.6
_IN_TEXT, _BY_TOPIC = 1.0, 0.7
# After so many days a fact counts for half as new, and what has ended for half of that.
_HALF_AS_NEW = 730
_PAST = 0.5

# How many of the words a fact has counts for more than how often it has them.
_COVER, _WEIGHT = 0.8, 0.2
# What people say of anything counts for so little of another word.
_GENERIC = 0.3
# Words of so few letters are initials: UN, EU.
_INITIALS = 2

# A weight, a value, and the reasons for it.
_Part = tuple[float, float, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """How a question's words are matched, by fact: the share of them that it has, and their BM25 weight in it."""

    cover: Mapping[int, float]
    weight: Mapping[int, float]


def match_words(query: Query, index: Index) -> Words:
    """Both from 0 to 1, each word counting for its rarity; a word that a fact has by its topic counts for less."""
    weights = {term: index.texts.rarity_of(term.stem) * (_GENERIC if term.is_generic else 1) for term in query.terms}
    # Where nothing else is asked for, such words only put one fact before another.
    total = sum(weights.values()) / (1 if query.telling else _GENERIC)
    cover: dict[int, float] = {}
    weight: dict[int, float] = {}
    for term in query.terms:
        share = weights[term] / total
        in_text = index.texts.postings.get(term.stem, {})
        for fact, frequency in in_text.items():
            cover[fact] = cover.get(fact, 0.0) + share * _IN_TEXT
            weight[fact] = weight.get(fact, 0.0) + share * frequency / SATURATED
        for fact in {fact for topic in term.topics for fact in index.by_topic.get(topic, ())} - in_text.keys():
            cover[fact] = cover.get(fact, 0.0) + share * _BY_TOPIC
    return Words(cover, weight)


class Scorer:
    """A question made ready to be held against one fact after the other."""

    def __init__(self, query: Query, index: Index, words: Words, today: date) -> None:
        self._query, self._index, self._words, self._today = query, index, words, today
        self._names = {match.partner.id: match.partner.name for match in query.partners}
        self._aliases = {stem for match in query.partners for stem in alias_stems(match)}

    def score(self, position: int) -> FactMatch:
        """The fact at a position, with its score and reasons."""
        fact = self._index.facts[position]
        parts = [
            *self._judge_names(position, fact),
            *self._judge_time(position, fact),
            *self._judge_words(position, fact),
        ]
        if not parts:
            mentioned = " and ".join(match.country.name for match in self._query.countries)
            subject = self._index.snapshot.subject.name
            parts = [(1.0, 1.0, (f"mentions {mentioned}" if mentioned else f"about {subject} itself",))]
        score = sum(weight * value for weight, value, _ in parts) / sum(weight for weight, _, _ in parts)
        reasons = tuple(reason for _, _, reasons in parts for reason in reasons)
        return FactMatch(fact, round(score, 3), reasons, fact.status(self._today))

    def _judge_names(self, position: int, fact: Fact) -> Iterator[_Part]:
        if self._names:
            about = [name for id_, name in self._names.items() if id_ == fact.home or id_ in fact.partners]
            closeness, how = (_NAMED, "about") if fact.home in self._names else (_MENTIONED, "involves")
            yield _PARTNER, closeness * len(about) / len(self._names), (f"{how} {' and '.join(about)}",)
        if self._aliases:
            held = sum(position in self._index.texts.postings.get(stem, ()) for stem in self._aliases)
            yield _ALIAS, held / len(self._aliases), ()
        if self._query.voices:
            partners = self._index.snapshot.partners
            heard = [partners[id_].name for id_ in self._query.voices if id_ in fact.attributed_to]
            yield _VOICE, 1.0 if heard else 0.0, (f"what {' and '.join(heard)} says",) if heard else ()

    def _judge_time(self, position: int, fact: Fact) -> Iterator[_Part]:
        held = self._index.periods[position]
        if self._query.period:
            value, how = _nearness(fact, held, self._query.period.period)
            yield _PERIOD, value, (f"{how} “{self._query.period.label}”",)
        if self._query.is_now:
            value, day = self._newness(fact, held)
            yield _NOW, value, (f"known of {day.isoformat()}",)

    def _judge_words(self, position: int, fact: Fact) -> Iterator[_Part]:
        if self._query.phrases:
            said = any(position in self._index.texts.phrases[phrase] for phrase in self._query.phrases)
            yield _PHRASE, 1.0 if said else 0.0, ("its keywords",) if said else ()
        if self._query.terms:
            cover, weight = self._words.cover.get(position, 0.0), self._words.weight.get(position, 0.0)
            yield _WORDS, _COVER * cover + _WEIGHT * weight, tuple(self._word_reasons(position, fact))

    def _word_reasons(self, position: int, fact: Fact) -> Iterator[str]:
        in_text = [term.text for term in self._query.terms if position in self._index.texts.postings.get(term.stem, ())]
        topics = {topic for term in self._query.terms for topic in term.topics if topic in fact.topics}
        if in_text:
            yield "its words: " + ", ".join(in_text)
        if topics:
            yield "its topic: " + ", ".join(self._index.snapshot.topics[topic].name for topic in sorted(topics))

    def _newness(self, fact: Fact, held: Period) -> tuple[float, date]:
        """How new a fact is, from 0 to 1, and the latest day that it is known of."""
        day = min(held.end or fact.as_of.last, fact.as_of.last, self._today)
        is_past = fact.status(self._today) in (Status.SUPERSEDED, Status.ENDED)
        return (_PAST if is_past else 1.0) / (1 + (self._today - day).days / _HALF_AS_NEW), day


def alias_stems(match: PartnerMatch) -> set[str]:
    """The stems of a name of several words that is not the one the partner goes by: Security Council, White House."""
    words, main = tokenise(match.matched).words, tokenise(match.partner.name).words
    is_alias = match.exact and len(words) > 1 and [word.word for word in words] != [word.word for word in main]
    telling = {word.stem for word in words if word.word not in FILLERS and len(word.word) > _INITIALS}
    return telling if is_alias else set()


def _nearness(fact: Fact, held: Period, asked: Period) -> tuple[float, str]:
    if fact.when is None:
        return _UNDATED, "its source speaks up to a day in"
    starts_inside = asked.start is None or (held.start is not None and held.start >= asked.start)
    ends_inside = asked.end is None or (held.end is not None and held.end <= asked.end)
    return (_DURING, "falls within") if starts_inside and ends_inside else (_ACROSS, "reaches into")
