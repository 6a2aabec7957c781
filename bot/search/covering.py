"""Whether a fact answers a question, although it may lack some of its words."""

from itertools import islice

from bot.domain.requests import Request, Word
from bot.search.index import Index
from bot.search.lexicon.thresholds import BY_TOPIC, LACKING, NAMED, TELLING_LITTLE
from bot.search.ranking import Scorer
from bot.search.terms import Term, specific_of, terms_in

# A question is answered by one of so many facts, which every reader sees.
_SEEN_FIRST = 3
# Of the names and times asked about so many count: facts about more are rare.
_MOST_NAMES = 2


def is_covered(request: Request, position: int, index: Index) -> bool:
    """Return whether what a fact has of a question outweighs by far the heaviest word that it lacks.

    Words weigh by how much they narrow: nobody misses “honestly” in a fact that has the names and all else. A word that
    it has by its topic alone, it has in part.
    """
    topics = index.snapshot.topics
    named = [Word(topics[id_].name, (id_,)) for id_ in request.topics if id_ in topics]
    if any(not index.on((id_,)) >> position & 1 for id_ in request.topics):
        return False
    terms = [(term, _has(term, position, index)) for term in specific_of(terms_in(request, index, *named))]
    lacking = max([term.weight * (1 - has) for term, has in terms], default=0.0)
    having = [term.weight * has for term, has in terms]
    names = min(_MOST_NAMES, len((*request.partners, *request.involving, *request.countries)) + bool(request.period))
    if max(having, default=0.0) < TELLING_LITTLE and names < _MOST_NAMES:
        return not lacking  # where hardly more than a name is understood, any word may be what it is about
    return lacking <= LACKING * (sum(having) + NAMED * names)


def is_answered_by(facts: int, scorer: Scorer) -> bool:
    """Return whether one of the best facts of a set answers the question that they are scored for."""
    first = islice(scorer.in_order(facts), _SEEN_FIRST)
    return any(is_covered(scorer.request, position, scorer.index) for _, position in first)


def _has(term: Term, position: int, index: Index) -> float:
    """Return how much of a term a fact has: all of it in its text, some by its topic, or nothing."""
    if index.texts.facts_with(term.stem) >> position & 1:
        return 1.0
    if not index.on(term.topics) >> position & 1:
        return 0.0
    names = [index.snapshot.topics[id_].name.casefold() for id_ in term.topics]
    return 1.0 if term.text.casefold() in (*term.topics, *names) else BY_TOPIC
