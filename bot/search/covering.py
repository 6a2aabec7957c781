"""Whether facts answer a question, although they may lack some of its words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from bot.domain.requests import Request
from bot.search.amounts import gives_amounts
from bot.search.finding import Found, find_facts
from bot.search.index import Index
from bot.search.lexicon.thresholds import BY_TOPIC, LACKING, NAMED, TELLING_LITTLE
from bot.search.ranking import Scorer, score_facts
from bot.search.terms import MOST_NAMES, Term, is_topic_name, names_in, phrases_of, specific_of, terms_with_topics

# A question is answered by one of so many facts, which every reader sees.
_SEEN_FIRST = 3


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A term of a question: its weight, and as bits the facts that have all of it, or some of it by their topic."""

    weight: float
    having: int
    by_topic: int

    def share_in(self, position: int) -> float:
        """Return how much of it a fact has, from 0 to 1."""
        return 1.0 if self.having >> position & 1 else BY_TOPIC if self.by_topic >> position & 1 else 0.0


def is_answered_by(facts: int, scorer: Scorer) -> bool:
    """Return whether one of the best facts of a set answers the question that they are scored for.

    What a fact has of the question must outweigh by far the heaviest word that it lacks. Words weigh by how much they
    narrow: nobody misses “honestly” in a fact that has the names and all else. A word that it has by its topic alone,
    it has in part, and of several such words it has no more than of one. The fact must give what amounts are asked for.
    """
    request, index = scorer.request, scorer.index
    terms = specific_of(terms_with_topics(request, index))
    if not (terms or request.topics or request.amounts):
        return True
    wanted = [_to_wanted(term, index) for term in terms]
    phrases = tuple(phrases_of(request, index).values())
    for id_ in request.topics:
        facts &= index.on((id_,))
    first = [position for _, position in islice(scorer.in_order(facts), _SEEN_FIRST)]
    return any(
        _is_covered(request, position, wanted, phrases) and gives_amounts(index.facts[position], request.amounts)
        for position in first
    )


def find_answer(request: Request, index: Index, today: date) -> Found | None:
    """Find the facts that answer a request about all whom it names; None where those found are near at most."""
    found = find_facts(request, index, today)
    is_answer = found.facts and not found.reason and is_answered_by(found.facts, score_facts(request, index, today))
    return found if is_answer else None


def _is_covered(request: Request, position: int, wanted: Iterable[_Wanted], phrases: Iterable[int]) -> bool:
    shares = [(term.weight, term.share_in(position)) for term in wanted]
    lacking = max([weight * (1 - share) for weight, share in shares], default=0.0)
    having = [weight for weight, share in shares if share == 1]
    having += [max([weight * share for weight, share in shares if share < 1], default=0.0)]
    having += [1.0 for facts in phrases if facts >> position & 1]
    names = min(MOST_NAMES, names_in(request) + len(request.involving))
    if max(having, default=0.0) < TELLING_LITTLE and names < MOST_NAMES:
        return not lacking  # where hardly more than a name is understood, any word may be what it is about
    return lacking <= LACKING * (sum(having) + NAMED * names)


def _to_wanted(term: Term, index: Index) -> _Wanted:
    in_text, on_topic = index.texts.facts_with(term.stem), index.on(term.topics)
    return _Wanted(term.weight, in_text | on_topic if is_topic_name(term, index) else in_text, on_topic)
