"""The coverage of a question by facts: enough of it to be an answer, or only near."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from bot.domain.requests import Request, Word
from bot.domain.text import fold
from bot.search.amounts import gives_amounts
from bot.search.bits import positions_in, to_bits
from bot.search.finding import Found, find_facts
from bot.search.index import Index
from bot.search.lexicon.thresholds import BARELY_SPECIFIC, BY_TOPIC, LACKING, NAMED
from bot.search.owners import is_of_others, noun_in
from bot.search.ranking import Scorer
from bot.search.required import required_facts
from bot.search.terms import MOST_NAMES, Term, is_topic_name, names_in, narrowing_of, phrases_of

# One of the first so many facts, which every reader sees, must answer a question.
_SEEN_FIRST = 3
# With so few terms and phrases, facts are divided by which of them they have: into up to three parts for each.
_FEW_WANTED = 5


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A term of a question: its weight, and as bits the facts that have it and those that have its topic."""

    weight: float
    having: int
    by_topic: int

    def split(self, facts: int) -> Iterator[tuple[int, float]]:
        """Yield the parts of a set of facts that are not empty, each with the share of the term that its facts have."""
        rest = facts & ~self.having
        parts = ((facts & self.having, 1.0), (rest & self.by_topic, BY_TOPIC), (rest & ~self.by_topic, 0.0))
        yield from [(part, share) for part, share in parts if part]


@dataclass(frozen=True)
class Coverage:
    """What a question asks for, to decide which sets of facts answer it; `scorer` scores facts for it."""

    scorer: Scorer

    def is_answered_by(self, facts: int) -> bool:
        """Return whether one of the best facts of a set answers the question.

        What a fact has of the question must outweigh by far the heaviest word that it lacks. Words weigh by how much
        they narrow: nobody misses “honestly” in a fact that has the names and all else. Words that it has by their
        topic alone count in part, and several of them like one. The fact must give the amounts that are asked for, and
        be about the imports of the country that is asked about, not those of another. Nothing answers a question about
        somebody whom nobody here knows: “President Mattarella”.
        """
        request, index = self.scorer.request, self.scorer.index
        if any(_is_strange_name(word, index) for word in request.words):
            return False
        for id_ in request.topics:
            facts &= index.on((id_,))
        if not (narrowing_of(self.scorer.words) or request.amounts):
            return bool(facts)
        if len(self._wanted) + len(self._phrases) <= _FEW_WANTED and not (request.amounts or self._owned):
            # Usually all facts answer it, or none does, and the best need not be found.
            covered = self._covered_of(facts)
            if (facts & ~covered).bit_count() < _SEEN_FIRST or not covered:
                return bool(covered)
        first = to_bits([position for _, position in islice(self.scorer.in_order(facts), _SEEN_FIRST)])
        covered = self._covered_of(first)
        return any(
            gives_amounts(index.facts[position], request.amounts) and not self._is_of_others(position)
            for position in positions_in(covered)
        )

    @cached_property
    def _wanted(self) -> list[_Wanted]:
        return [_to_wanted(term, self.scorer.index) for term in narrowing_of(self.scorer.terms)]

    @cached_property
    def _phrases(self) -> tuple[int, ...]:
        return tuple(phrases_of(self.scorer.request, self.scorer.index).values())

    @cached_property
    def _owned(self) -> tuple[str, ...]:
        return tuple([key for key in self.scorer.request.phrases if noun_in(key)])

    @cached_property
    def _of_others(self) -> dict[int, bool]:
        return {}

    def _is_of_others(self, position: int) -> bool:
        """Return whether a fact is about somebody else's imports; the result is kept for the parts of an answer."""
        if self._owned and position not in self._of_others:
            index = self.scorer.index
            self._of_others[position] = is_of_others(index.facts[position], self._owned, index.names)
        return self._of_others.get(position, False)

    @cached_property
    def _required(self) -> int:
        return required_facts(self.scorer.request, self.scorer.terms, self.scorer.index)

    def _covered_of(self, facts: int) -> int:
        """Return those of the facts that have enough of what is wanted, as bits."""
        parts: list[tuple[int, tuple[tuple[float, float], ...]]] = [(facts & self._required, ())]
        for term in self._wanted:
            parts = [(part, (*had, (term.weight, share))) for some, had in parts for part, share in term.split(some)]
        covered = 0
        for part, shares in parts:
            groups = [(part, 0)]
            for having in self._phrases:
                groups = [(some & having, count + 1) for some, count in groups] + [
                    (some & ~having, count) for some, count in groups
                ]
            for some, count in groups:
                if some and _is_enough(self.scorer.request, shares, count):
                    covered |= some
        return covered


def find_answer(request: Request, index: Index, today: date) -> Found | None:
    """Find the facts that answer a request about all whom it names; None where those found are near at most."""
    found = find_facts(request, index, today)
    is_answer = found.facts and not found.reason and Coverage(Scorer(request, index, today)).is_answered_by(found.facts)
    return found if is_answer else None


def _is_enough(request: Request, shares: Sequence[tuple[float, float]], phrases: int) -> bool:
    """Return whether shares of terms, each with the term's weight, and so many phrases are enough of a request."""
    lacking = max([weight * (1 - share) for weight, share in shares], default=0.0)
    having = [weight for weight, share in shares if share == 1]
    having += [max([weight * share for weight, share in shares if share < 1], default=0.0)]
    having += [1.0] * phrases
    names = min(MOST_NAMES, names_in(request) + len(request.involving))
    if not phrases and {share for _, share in shares} == {BY_TOPIC}:
        return False  # the topic alone says none of the words
    if max(having, default=0.0) < BARELY_SPECIFIC and names < MOST_NAMES:
        return not lacking  # where hardly more than a name is understood, any word may be what it is about
    return lacking <= LACKING * (sum(having) + NAMED * names)


def _is_strange_name(word: Word, index: Index) -> bool:
    """Return whether a word is written as a name, is none that the base has, and is no word of English."""
    text = word.text
    is_name = text[:1].isupper() and not text.isupper()
    return not word.is_known and is_name and fold(text) not in index.snapshot.world.words


def _to_wanted(term: Term, index: Index) -> _Wanted:
    in_text, on_topic = index.texts.facts_saying(term.stem), index.on(term.topics)
    return _Wanted(term.weight, in_text | on_topic if is_topic_name(term, index) else in_text, on_topic)
