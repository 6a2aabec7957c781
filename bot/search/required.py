"""Requirements that a fact must meet to answer a question, whatever else it has; each under its name."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from bot.domain.requests import Amount, Request, Word
from bot.domain.text import fold, words_of
from bot.search.index import Index
from bot.search.stemming import stem
from bot.search.terms import Term, is_topic_name, narrowing_of, phrases_of

# A word of less weight hardly narrows what is asked for.
_LITTLE, _SOME = 0.2, 0.3
# Where nobody is named, each of so few words is asked for.
_FEW_WORDS = 3
_TWO = 2
# A word that fewer than one in so many facts on its topic have is narrower than the topic.
_RARE_IN_TOPIC = 10
# A time of no more days than this is more precise than a fact that is known by its year alone.
_PRECISE_DAYS = 40
# Forms of a name share all but so many letters at its end, and so many at least: Europe, Europeans.
_ENDING, _SHORTEST_ROOT = 3, 4


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that a fact must have: its name, why, and the facts that have it (as bits); None requires nothing."""

    name: str
    because: str
    find: Callable[[Request, tuple[Term, ...], Index], int | None]


def required_facts(request: Request, terms: tuple[Term, ...], index: Index) -> int:
    """Return the facts (as bits) that have all that a request requires, given its terms."""
    facts = index.all_facts
    for requirement in REQUIREMENTS:
        found = requirement.find(request, terms, index)
        facts &= index.all_facts if found is None else found
    return facts


def _needed_words(request: Request, _terms: tuple[Term, ...], index: Index) -> int | None:
    asked = [word for word in request.words if word.text in request.needed]
    facts = index.all_facts
    for word in asked:
        facts &= _having(word, index) | _having_form(word.text, index)
    return facts if asked else None


def _any_word(request: Request, terms: tuple[Term, ...], index: Index) -> int | None:
    topical = [word for word in request.words if word.topics and _is_rare_in_topic(word, index)]
    if len(request.partners) > 1 or request.countries or not topical:
        return None
    specific = [term for term in narrowing_of(terms) if not term.topics and term.weight >= _SOME]
    sets = [*(_having(word, index) for word in request.words if word.topics), *phrases_of(request, index).values()]
    sets += [index.texts.facts_saying(term.stem) for term in specific]
    sets += [index.on(term.topics) for term in terms if is_topic_name(term, index)]
    return reduce(or_, sets)


def _every_word(request: Request, terms: tuple[Term, ...], index: Index) -> int | None:
    narrowing = narrowing_of(terms)
    is_narrowed = request.partners or request.countries or request.topics or request.period
    if is_narrowed or not 1 < len(narrowing) <= _FEW_WORDS:
        return None
    facts = index.all_facts
    words = index.snapshot.world.words
    least = _SOME if any(fold(term.text) not in words for term in narrowing) else _LITTLE
    for term in narrowing:
        if term.weight >= least:
            facts &= index.texts.facts_saying(term.stem) | (index.on(term.topics) if is_topic_name(term, index) else 0)
    return facts


def _time_as_precise(request: Request, _terms: tuple[Term, ...], index: Index) -> int | None:
    period = request.period
    if period is None or period.start is None or period.end is None:
        return None
    is_precise = (period.end - period.start).days <= _PRECISE_DAYS
    return index.spans.within(period) if is_precise else None


def _least_known(request: Request, _terms: tuple[Term, ...], index: Index) -> int | None:
    named = [index.snapshot.partners[id_] for id_ in request.partners]
    if len(named) != _TWO or request.any_partner or not all(partner.kind.is_state for partner in named):
        return None
    rarest = min(request.partners, key=lambda id_: index.about(id_).bit_count())
    return index.about(rarest) | index.facts_naming(rarest)


def _own_file(request: Request, _terms: tuple[Term, ...], index: Index) -> int | None:
    if Amount.PERSON not in request.amounts or not request.partners:
        return None
    homes = (*request.partners, index.snapshot.about.subject)
    return reduce(or_, [index.by_home.get(id_, 0) for id_ in homes])


def _having(word: Word, index: Index) -> int:
    """Return the facts that have all of a word, which may be several, as bits."""
    return index.texts.facts_saying_all(word.text)


def _is_rare_in_topic(word: Word, index: Index) -> bool:
    """Return whether facts have a word, but so few of those on its topics that the topic does not say it."""
    having = _having(word, index).bit_count()
    return 0 < having * _RARE_IN_TOPIC < index.on(word.topics).bit_count()


def _having_form(text: str, index: Index) -> int:
    """Return the facts that have a form of a name, as bits; none for a word that is no name."""
    name = fold(text)
    if not text[:1].isupper() or len(words_of(text)) > 1:
        return 0
    forms = index.texts.starting_with(name[: max(_SHORTEST_ROOT, len(name) - _ENDING)])
    return reduce(or_, [index.texts.facts_saying(stem(form)) for form in forms], 0)


REQUIREMENTS = (
    Requirement(
        "needed words",
        "a fact on another amount or act than the one asked for is no answer",
        _needed_words,
    ),
    Requirement(
        "any word",
        "a topic does not say a word that is rare in it, such as ambassador",
        _any_word,
    ),
    Requirement("every word", "of two words or three without a name, each may be what is asked for", _every_word),
    Requirement("time", "a fact that is known by its year says nothing of a month", _time_as_precise),
    Requirement("least known name", "a fact about the better known of two states says nothing of both", _least_known),
    Requirement("own file", "somebody else's ambassador is not the one asked for", _own_file),
)
