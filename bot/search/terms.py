"""The words of a request, made ready to be looked for in facts."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.requests import Request, Word
from bot.domain.text import words_of
from bot.domain.world import SPECIFIC_WEIGHT
from bot.search.index import Index
from bot.search.lexicon.general_words import GENERAL_WORDS
from bot.search.lexicon.speech import SPEECH_WORDS
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.lexicon.thresholds import MERE_FRAMING
from bot.search.stemming import stem

SPEECH_STEMS = frozenset(map(stem, SPEECH_WORDS))

# General words count for so little of another word.
_GENERAL = 0.3
# A number of fewer digits counts anything: back in 5.
_SPECIFIC_DIGITS = 3
# Whatever narrows the question to a topic counts for so much at least.
_TOPIC = 0.9
# Of the names and times asked about so many count beside words: facts about more are rare.
MOST_NAMES = 2


@dataclass(frozen=True, slots=True)
class Term:
    """A word looked for in the facts' texts by its stem, and the ids of the topics it stands for.

    It is not `is_known` where nothing in the base explains it, and `is_general` where people say it of anything. Its
    `weight` is how much it narrows what is asked for, from 0 to 1: little, where it only frames a question.
    """

    text: str
    stem: str
    topics: tuple[str, ...]
    is_known: bool
    is_general: bool
    weight: float = 1.0


def terms_in(request: Request, index: Index) -> tuple[Term, ...]:
    """Return the terms of the words of a request."""
    return terms_of(request.words, index, asks_for_speech=bool(request.speakers))


def names_in(request: Request) -> int:
    """Return how many names and times of a request count beside its words, at most `MOST_NAMES`.

    Where any of several partners is asked about, one counts. Partners that facts found are narrowed to do not: which
    facts have enough of the words must not depend on them. Nor do countries without a file, which facts at most
    mention.
    """
    partners = min(1, len(request.partners)) if request.any_partner else len(request.partners)
    return min(MOST_NAMES, partners + (request.period is not None))


def terms_of_topics(request: Request, index: Index) -> tuple[Term, ...]:
    """Return the terms of the names of the topics that a request asks for."""
    topics = index.snapshot.topics
    return terms_of([Word(topics[id_].name, (id_,)) for id_ in request.topics if id_ in topics], index)


def terms_of(words: Iterable[Word], index: Index, *, asks_for_speech: bool = False) -> tuple[Term, ...]:
    """Return the terms of words, each stem once; a stop word in a phrase is none.

    Where it is asked what somebody says, words of speech are general words too.
    """
    terms: dict[str, Term] = {}
    world = index.snapshot.world
    for word in words:
        said = index.texts.words_in(word.text)
        if not word.is_known:
            # Another of that name is not found by its words: no stem has a space.
            root = " ".join(("", *said))
            weight = world.weight_of(said[0]) if len(said) == 1 else 1.0
            terms.setdefault(root, Term(word.text, root, word.topics, is_known=False, is_general=False, weight=weight))
            continue
        for text in said:
            if len(said) == 1 or text not in STOP_WORDS:
                shown = word.text if len(said) == 1 else text
                root = stem(text)
                weight = world.weight_of(text)
                is_small_number = text.isdecimal() and len(text) < _SPECIFIC_DIGITS
                says_little = text in GENERAL_WORDS or weight <= MERE_FRAMING or is_small_number
                is_general = not word.topics and (says_little or (asks_for_speech and root in SPEECH_STEMS))
                weight = max(weight, _TOPIC) if word.topics else weight * (_GENERAL if is_general else 1)
                terms.setdefault(root, Term(shown, root, word.topics, word.is_known, is_general, weight))
    return tuple(terms.values())


def phrases_of(request: Request, index: Index) -> dict[str, int]:
    """Return the facts (as bits) by each keyword of several words that a request has."""
    found = {phrase: index.phrases.saying(phrase) for phrase in request.phrases}
    return {phrase: facts for phrase, facts in found.items() if facts}


def narrowing_of(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return the terms that people do not say of anything, and so narrow what is asked for."""
    return tuple([term for term in terms if not term.is_general])


def shares_of(terms: tuple[Term, ...], index: Index) -> list[float]:
    """Return what share of the question each term is, by idf and weight; of general terms alone it is less than all."""
    weights = [index.texts.idf(term.stem) * term.weight for term in terms]
    total = sum(weights) / (1 if narrowing_of(terms) else _GENERAL)
    return [weight / total for weight in weights]


def facts_with_terms(terms: Iterable[Term], index: Index) -> int:
    """Return the facts that have any of these terms, be it by their topic, as bits."""
    facts = 0
    for term in terms:
        facts |= facts_with_term(term, index)
    return facts


def facts_with_term(term: Term, index: Index) -> int:
    """Return the facts that have a term in their text or by their topic, as bits."""
    return index.texts.facts_with(term.stem) | index.on(term.topics)


def is_topic_name(term: Term, index: Index) -> bool:
    """Return whether a term is the name or the id of a topic that it stands for, and not another word for it.

    Inflection makes no difference: a visit is one of Visits.
    """
    names = [name for id_ in term.topics for name in (id_, index.snapshot.topics[id_].name)]
    return bool(names) and _stems_of(term.text) in map(_stems_of, names)


def _stems_of(text: str) -> tuple[str, ...]:
    return tuple(map(stem, words_of(text)))


def unmatched_of(terms: Iterable[Term], facts: int, index: Index) -> tuple[str, ...]:
    """Return the terms that narrow what is asked for and that none of the facts says, as they are shown."""
    return tuple([term.text for term in narrowing_of(terms) if not facts & _facts_saying(term, index)])


def _facts_saying(term: Term, index: Index) -> int:
    return index.texts.facts_saying(term.stem) | index.on(term.topics)


def specific_of(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return the terms that are worth naming where no fact has them: mere framing is not."""
    return tuple([term for term in narrowing_of(terms) if term.weight >= SPECIFIC_WEIGHT])
