"""The meanings of ambiguous names in a request: one that fits it clearly best, or several to choose from."""

from collections.abc import Iterator
from datetime import date
from itertools import chain, islice, product

from bot.domain.answers import Offer
from bot.domain.knowledge import Partner
from bot.domain.requests import Request, Word
from bot.domain.text import words_of
from bot.search.covering import Coverage, find_answer
from bot.search.finding import Found, find_facts
from bot.search.index import Index
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.lexicon.thresholds import CLEARLY_BETTER, ENOUGH_NAMES
from bot.search.nearest import find_nearest
from bot.search.ranking import Scorer

_MOST_READINGS = 12


def find_readings(request: Request, index: Index, today: date) -> list[tuple[Request, Found]]:
    """Return the request with each meaning that its ambiguous names may have, as far as the rest of it fits that.

    Where none fits, the names are words, which facts may have all the same.
    """
    if not request.either:
        return [(request, find_facts(request, index, today))]
    readings = [(meant, find_facts(meant, index, today)) for meant in readings_of(request)]
    answered = [(meant, found) for meant, found in readings if found.facts]
    fitting = [(meant, found) for meant, found in answered if not found.reason]
    rest = request.change(either=())
    if not fitting and answered and len(rest.partners) >= ENOUGH_NAMES:
        return [(rest, find_facts(rest, index, today))]
    fitting = fitting or answered
    if not fitting:
        worded = _with_names_as_words(request, index)
        found = find_facts(worded, index, today)
        is_near = find_nearest(worded, found, index, today) is not None
        return [(worded, found) if is_near else (request, readings[0][1])]
    scored = [(_best_score(meant, found, index, today), meant, found) for meant, found in fitting]
    (best, meant, found), *others = sorted(scored, key=lambda reading: -reading[0])
    if all(best - score >= CLEARLY_BETTER for score, _, _ in others):
        return [(meant, found)]
    if len(rest.partners) >= ENOUGH_NAMES and not rest.speakers:
        about = find_answer(rest, index, today)
        if about:
            return [(rest, about)]
    # A meaning is offered only where it leads to an answer.
    answering = [
        (meant, found)
        for meant, found in fitting
        if not found.reason and Coverage(Scorer(meant, index, today)).is_answered_by(found.facts)
    ]
    about_rest = find_facts(rest, index, today)
    return answering or ([(rest, about_rest)] if about_rest.facts else fitting)


def readings_of(request: Request) -> Iterator[Request]:
    """Yield the request with each meaning that its ambiguous names may have."""
    rivals = {id_ for group in request.either for id_ in group}
    for chosen in islice(product(*request.either), _MOST_READINGS):
        speakers = tuple([id_ for id_ in request.speakers if id_ not in rivals or id_ in chosen])
        yield request.change(partners=(*request.partners, *chosen), either=(), speakers=speakers)


def to_choice(request: Request, meant: Request, index: Index) -> Offer:
    """Return the offer of one meaning of a request."""
    chosen = meant.partners[len(request.partners) :]
    return Offer(", ".join([index.snapshot.partners[id_].name for id_ in chosen]), meant)


def _with_names_as_words(request: Request, index: Index) -> Request:
    """Return a request with its ambiguous names as words: with the name that all have who may be meant."""
    words = [Word(word) for group in request.either for word in _words_of_name(_shared_name(group, index))]
    return request.change(either=(), words=(*request.words, *words))


def _shared_name(group: tuple[str, ...], index: Index) -> str:
    """Return the first name that all partners of a group have; where they have none in common, that of the first."""
    for names in chain(index.names.by_words.values(), index.names.written.values()):
        if {name.entity.id for name in names if isinstance(name.entity, Partner)}.issuperset(group):
            return names[0].text
    return index.snapshot.partners[group[0]].name


def _words_of_name(name: str) -> list[str]:
    """Return the words of a name without its stop words, unless it has no others."""
    words = name.split()
    return [word for word in words if not STOP_WORDS.issuperset(words_of(word))] or words


def _best_score(request: Request, found: Found, index: Index, today: date) -> float:
    score, _ = next(Scorer(request, index, today).in_order(found.facts))
    return score
