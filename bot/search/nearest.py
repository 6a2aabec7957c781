"""The nearest that there is where a request is not answered: facts on what was understood of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from bot.domain.answers import NoAnswerReason
from bot.domain.requests import Request
from bot.domain.text import fold
from bot.domain.world import SPECIFIC_WEIGHT
from bot.search.bits import to_bits
from bot.search.finding import Found, cover_of, find_facts
from bot.search.index import Index
from bot.search.lexicon.thresholds import ENOUGH_FOR_NEAR, MIN_WORDS_OF_ANOTHER_WORLD
from bot.search.terms import facts_with_terms, narrowing_of, phrases_of, terms_of

MOST_NEAR = 5


def find_nearest(request: Request, found: Found, index: Index, today: date) -> Found | None:
    """Find the facts nearest to a request without an answer; None where nothing of it was understood."""
    if found.facts:
        return found
    if _is_of_another_world(request, index):
        return None
    if request.either:
        return None  # no meaning of an ambiguous name leads anywhere, nor does it as a word
    is_of_another_time = request.period is not None and found.reason is NoAnswerReason.NOT_IN_PERIOD
    timeless = request.change(period=None)
    if is_of_another_time:
        about = find_facts(timeless, index, today) if _asks_something(timeless) else Found(timeless, index.all_facts)
        if about.facts:
            return _nearest_in_time(request, about, index)
    less = _find_first(_with_less(request), index, today)
    if less:
        rest, about = less
        is_apart = about.reason is NoAnswerReason.NOT_TOGETHER or rest.involving != request.involving
        return replace(about, reason=NoAnswerReason.NOT_TOGETHER if is_apart else found.reason)
    less = _find_first(_with_less(timeless), index, today) if is_of_another_time else None
    return _nearest_in_time(request, less[1], index) if less else _with_some_words(request, found, index)


def _is_of_another_world(request: Request, index: Index) -> bool:
    """Return whether nobody and no time is named, and most of what is asked for is known to no fact: plov recipe."""
    if request.partners or request.either or request.countries or request.period or request.names_subject:
        return False
    asked = narrowing_of(terms_of(request.words, index))
    unknown = [term for term in asked if not term.is_known and term.weight >= SPECIFIC_WEIGHT]
    has, is_specific = index.texts.has, index.snapshot.world.is_specific
    if any(has(fold(term.text)) and is_specific(fold(term.text)) for term in asked if term.topics):
        return False
    return len(unknown) >= MIN_WORDS_OF_ANOTHER_WORLD and 2 * len(unknown) > len(asked)


def _nearest_in_time(request: Request, about: Found, index: Index) -> Found | None:
    """Return those of the facts that are nearest to the time of a request, in which there are none.

    They are looked for among those that have a word of it, where any has.
    """
    facts = about.facts & facts_with_terms(narrowing_of(terms_of(request.words, index)), index) or about.facts
    near = index.spans.nearest(request.period, facts, MOST_NEAR) if request.period else []
    return replace(about, facts=to_bits(near), reason=NoAnswerReason.NOT_IN_PERIOD) if near else None


def _find_first(requests: Iterable[Request], index: Index, today: date) -> tuple[Request, Found] | None:
    """Return the first of several requests that asks for something and has facts, and those."""
    tried = ((rest, find_facts(rest, index, today)) for rest in requests if _asks_something(rest))
    return next(((rest, found) for rest, found in tried if found.facts), None)


def _with_less(request: Request) -> Iterator[Request]:
    """Yield the request without what may be in the way, the least of it first: words, then topics, then a partner."""
    topics = tuple([word for word in request.words if word.topics])
    if topics and topics != request.words:
        yield request.change(words=topics)
    if request.words:
        yield request.change(words=(), phrases=(), amounts=())
    if request.topics:
        yield request.change(words=(), phrases=(), amounts=(), topics=())
    if request.without_partners or request.without_words:
        return
    if request.involving:
        yield request.change(words=(), phrases=(), amounts=(), topics=(), involving=())


def _asks_something(request: Request) -> bool:
    """Return whether partners, topics or a time are left, beside which words are passed over."""
    is_left = request.partners or request.involving or request.topics or request.words
    return bool(is_left or request.period)


def _with_some_words(request: Request, found: Found, index: Index) -> Found | None:
    """Find facts that have some of the words alone, where these are enough of them."""
    terms = terms_of(request.words, index)
    if request.countries or request.partners or not narrowing_of(terms):
        return None
    cover, whole = cover_of(terms, phrases_of(request, index), index)
    best, facts = next(cover.descending(index.all_facts))
    if best < ENOUGH_FOR_NEAR * whole:
        return None
    return replace(found, facts=facts)
