"""The coverage of a question by facts: enough of it to be an answer, or only near."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from bot.domain.knowledge import Fact
from bot.domain.requests import Request, Word
from bot.domain.text import fold
from bot.search.fact_words import has_phrase
from bot.search.finding import Found, find_facts
from bot.search.index import Index
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.lexicon.thresholds import BARELY_SPECIFIC, LACKING, NAMED, SHARE_BY_TOPIC
from bot.search.owners import is_of_others, noun_in
from bot.search.ranking import SEEN_FIRST, Scorer
from bot.search.required import required_facts
from bot.search.terms import MOST_NAMES, Term, is_topic_name, names_in, narrowing_of, phrases_of


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A term of a question with its weight, and as bits the facts that have it and those that have its topic."""

    text: str
    stem: str
    weight: float
    having: int
    by_topic: int

    def share_of(self, position: int) -> float:
        """Return the share of the term that a fact has."""
        if self.having >> position & 1:
            return 1.0
        return SHARE_BY_TOPIC if self.by_topic >> position & 1 else 0.0


@dataclass(frozen=True)
class Coverage:
    """What a question asks for, to decide which sets of facts answer it; `scorer` scores facts for it."""

    scorer: Scorer

    def is_answered_by(self, facts: int) -> bool:
        """Return whether a set answers the question: one of its first facts does.

        A fact does if it gives the amounts that are asked for, and is about those that are asked about, not about
        others or about what is theirs alone. What it has of the question must outweigh by far the heaviest word that it
        lacks. Words weigh by how much they narrow: nobody misses “honestly” in a fact that has the names and all else.
        Words that it has by their topic alone count in part, and several of them like one. Nothing answers a question
        about somebody whom nobody here knows: “President Mattarella”.
        """
        request, index = self.scorer.request, self.scorer.index
        if any(_is_strange_name(word, index) for word in request.words):
            return False
        for id_ in request.topics:
            facts &= index.on((id_,))
        if not facts:
            return False
        if not (narrowing_of(self.scorer.words) or request.amounts):
            return True
        first = [position for _, position in islice(self.scorer.in_order(facts), SEEN_FIRST)]
        return any(map(self.is_answer, first))

    def is_answer(self, position: int) -> bool:
        """Return whether a fact answers the question, as far as its names, amounts and words tell."""
        return self.is_eligible(position) and self._is_covering(position)

    def is_eligible(self, position: int) -> bool:
        """Return whether a fact is about those that the question asks about, and gives the amounts that it asks for."""
        amounts, gives = self.scorer.request.amounts, self.scorer.index.gives_amounts
        return self._is_about_same(position) and (not amounts or gives(position, amounts))

    def _is_about_same(self, position: int) -> bool:
        """Return whether a fact is about those whom the question names.

        It is not where the question names the subject, and the fact somebody else in its place; nor where the fact is
        about what is others' alone.
        """
        request, index = self.scorer.request, self.scorer.index
        if request.names_subject:
            named = index.named_in(position)
            if index.snapshot.about.subject not in named and not named <= {*request.partners, *request.involving}:
                return False
        return not (self._owned and is_of_others(index.owned_in(position), self._owned))

    @cached_property
    def _wanted(self) -> list[_Wanted]:
        return [_to_wanted(term, self.scorer.index) for term in narrowing_of(self.scorer.terms)]

    @cached_property
    def _phrases(self) -> dict[str, int]:
        return phrases_of(self.scorer.request, self.scorer.index)

    @cached_property
    def _owned(self) -> tuple[str, ...]:
        return tuple([key for key in self.scorer.request.phrases if noun_in(key)])

    @cached_property
    def _required(self) -> int:
        return required_facts(self.scorer.request, self.scorer.terms, self.scorer.index)

    def _is_covering(self, position: int) -> bool:
        """Return whether a fact has all that is required and enough of what is wanted."""
        if not self._required >> position & 1:
            return False
        shares = [(term, term.share_of(position)) for term in self._wanted]
        phrases = [phrase for phrase, facts in self._phrases.items() if facts >> position & 1]
        return _is_enough(self.scorer.request, shares, phrases, self.scorer.index.facts[position])


def find_answer(request: Request, index: Index, today: date) -> Found | None:
    """Find the facts that answer a request about all whom it names; None where those found are near at most."""
    found = find_facts(request, index, today)
    is_answer = found.facts and not found.reason and Coverage(Scorer(request, index, today)).is_answered_by(found.facts)
    return found if is_answer else None


def _is_enough(request: Request, shares: Sequence[tuple[_Wanted, float]], phrases: Collection[str], fact: Fact) -> bool:
    """Return whether shares of terms, and the phrases that a fact has, are enough of a request.

    A phrase counts beside its words only for those of them that are no terms themselves, such as a direction's name.
    """
    lacking = max([term.weight * (1 - share) for term, share in shares], default=0.0)
    having = [term for term, share in shares if share == 1]
    in_part = max([term.weight * share for term, share in shares if share < 1], default=0.0)
    said = STOP_WORDS | {term.stem for term in having}
    weights = [*_weights_of(having, fact), in_part, *[1.0 for phrase in phrases if not said.issuperset(phrase.split())]]
    names = min(MOST_NAMES, names_in(request) + len(request.involving))
    if not phrases and {share for _, share in shares} == {SHARE_BY_TOPIC}:
        return False  # the topic alone says none of the words
    if max(weights) < BARELY_SPECIFIC and names < MOST_NAMES:
        return not lacking  # where hardly more than a name is understood, any word may be what it is about
    return lacking <= LACKING * (sum(weights) + NAMED * names)


def _weights_of(terms: Sequence[_Wanted], fact: Fact) -> list[float]:
    """Return the weights of terms; of those that the fact has as one name, such as Black Sea, the heaviest alone."""
    weights: list[float] = []
    before = ""
    for term in terms:
        is_name = _is_written_as_name(term.text)
        if is_name and before and has_phrase(fact, f"{before} {term.text}"):
            weights[-1] = max(weights[-1], term.weight)
        else:
            weights.append(term.weight)
        before = term.text if is_name else ""
    return weights


def _is_written_as_name(text: str) -> bool:
    return text[:1].isupper() and not text.isupper()


def _is_strange_name(word: Word, index: Index) -> bool:
    """Return whether a word is written as a name, is none that the base has, and is no word of English."""
    is_name = _is_written_as_name(word.text)
    return not word.is_known and is_name and fold(word.text) not in index.snapshot.world.words


def _to_wanted(term: Term, index: Index) -> _Wanted:
    in_text, on_topic = index.texts.facts_saying(term.stem), index.on(term.topics)
    return _Wanted(
        term.text, term.stem, term.weight, in_text | on_topic if is_topic_name(term, index) else in_text, on_topic
    )
