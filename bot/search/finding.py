"""Request → which facts answer it, or why there are none."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import ceil

from bot.domain.answers import NoAnswerReason
from bot.domain.requests import Request
from bot.domain.text import words_of
from bot.domain.world import SPECIFIC_WEIGHT
from bot.search.bits import Points, positions_in, to_bits
from bot.search.fact_words import has_phrase
from bot.search.index import Index
from bot.search.lexicon.thresholds import (
    ENOUGH_BESIDE_BEST,
    ENOUGH_OF_TWO_WORDS,
    ENOUGH_TO_CHOOSE,
    ENOUGH_WORDS,
    LACKING,
    NAMED,
)
from bot.search.terms import (
    Term,
    facts_with_terms,
    is_topic_name,
    names_in,
    narrowing_of,
    phrases_of,
    shares_of,
    terms_in,
    terms_of,
    unmatched_of,
)

# Shares of a question's words are measured in so many points. A word that a fact has by its topic counts for less.
_WHOLE = 500
_COVERED_BY_TOPIC, _PHRASE = 0.5, 0.25


@dataclass(frozen=True, slots=True)
class Found:
    """The facts that answer a request, as bits, and what was asked for and not found.

    `request` is the part of the request that the facts were found by. `left_out` are the facts that it leaves out, and
    `mentioned` the names of countries that the facts mention.
    """

    request: Request
    facts: int
    reason: NoAnswerReason | None = None
    passed_over: tuple[str, ...] = ()
    by_topic: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    left_out: int = 0


def find_facts(request: Request, index: Index, today: date) -> Found:
    """Find the facts that answer a request in which each name has one meaning."""
    terms = terms_in(request, index)
    facts, reason = _find_candidates(request, terms, index)
    mentioned: list[str] = []
    for code in request.countries:
        mentioning, names = _mentioning(code, facts, index)
        facts, reason = facts & mentioning, NoAnswerReason.NOT_HERE
        mentioned += names
    left_out = _left_out(request, index)
    if facts and not facts & ~left_out:
        return Found(request, 0, NoAnswerReason.NO_FACTS)
    facts &= ~left_out
    if not facts:
        return Found(request, 0, reason)
    if request.period:
        in_time = index.spans.overlapping(request.period, today)
        are_apart = len(request.partners) > 1 and not request.any_partner
        if not facts & in_time and are_apart and not request.countries:
            facts, reason = about_any(request.partners, index) & ~left_out, NoAnswerReason.NOT_TOGETHER
        facts &= in_time
        if not facts:
            return Found(request, 0, NoAnswerReason.NOT_IN_PERIOD)
    if terms:
        facts = _with_enough_words(facts, request, terms, index)
        if not facts:
            return Found(request, 0, _why_no_words(request, terms))
    for topic in request.topics:
        facts &= index.on((topic,))
    for partner in request.involving:
        facts &= index.about(partner)
    if not facts:
        return Found(request, 0, NoAnswerReason.NOT_ON_TOPIC if request.topics else NoAnswerReason.NO_FACTS)
    return Found(
        request,
        facts,
        reason if reason is NoAnswerReason.NOT_TOGETHER else None,
        unmatched_of(terms, facts, index),
        tuple(only_by_topic(terms, facts, index)),
        tuple(mentioned),
        left_out,
    )


def facts_in_scope(request: Request, index: Index, today: date) -> int:
    """Return the facts on the names and of the time that a request names, whatever their words, as bits."""
    facts = _about_partners(request, index)[0] if request.partners else index.all_facts
    for id_ in request.involving:
        facts &= index.about(id_)
    return facts & index.spans.overlapping(request.period, today) if request.period else facts


def about_any(partners: Iterable[str], index: Index) -> int:
    """Return the facts about any of some partners, as bits."""
    facts = 0
    for id_ in partners:
        facts |= index.about(id_)
    return facts


def facts_naming(partners: Iterable[str], index: Index) -> int:
    """Return the facts about any of some partners, or that have all words of its name in their texts, as bits."""
    facts = 0
    for id_ in partners:
        facts |= index.about(id_) | index.facts_naming(id_)
    return facts


def asks_of_subject(request: Request) -> bool:
    """Return whether a request is about the subject itself, since nothing narrows it."""
    names_others = request.partners or request.countries
    return not (names_others or request.is_narrowed)


def _find_candidates(request: Request, terms: tuple[Term, ...], index: Index) -> tuple[int, NoAnswerReason | None]:
    """Return the facts that may be meant, by the names asked for, or else by the words; and the reason if none is."""
    if request.partners:
        return _about_partners(request, index)
    if terms and not _is_narrowed(request, terms):
        return facts_with_terms(terms, index), NoAnswerReason.NOT_UNDERSTOOD
    if asks_of_subject(request):
        return index.about(index.snapshot.about.subject) or index.all_facts, NoAnswerReason.NO_FACTS
    return index.all_facts, None


def _about_partners(request: Request, index: Index) -> tuple[int, NoAnswerReason | None]:
    """Return the facts about two or more of the partners; about any where no fact joins them, or any is asked about.

    Where words are asked for, a fact about one that has the name of another in its text joins them too.
    """
    each = [index.about(id_) for id_ in request.partners]
    together, apart = 0, about_any(request.partners, index)
    if request.any_partner and apart:
        return apart, None
    is_worded = bool(request.words) and len(each) > 1
    naming = [index.facts_naming(id_) for id_ in request.partners] if is_worded else [0] * len(each)
    for (one, named), (other, naming_other) in combinations(zip(each, naming, strict=True), 2):
        together |= (one & (other | naming_other)) | (other & named)
    if together:
        # A partner that no fact joins to another is asked about too.
        for one in each:
            together |= 0 if one & together else one
        return together, None
    if not apart:
        return 0, NoAnswerReason.NO_FACTS
    return apart, NoAnswerReason.NOT_TOGETHER if len(each) > 1 else None


def _is_narrowed(request: Request, terms: tuple[Term, ...]) -> bool:
    """Return whether names restrict the facts that may have the words, or a time does where the words are general."""
    is_of_a_time = request.period is not None or request.newest_first
    return bool(request.partners or request.countries or (is_of_a_time and not narrowing_of(terms)))


def _mentioning(code: str, facts: int, index: Index) -> tuple[int, list[str]]:
    """Return those of the facts that mention a country by one of its names, and the names that they mention."""
    country = index.snapshot.world.countries.get(code)
    found, names = 0, []
    for name in (country.name, *country.others) if country else ():
        having = facts & index.texts.facts_saying_all(name)
        if len(words_of(name)) > 1:
            kept = [position for position in positions_in(having) if has_phrase(index.facts[position], name)]
            having = to_bits(kept)
        if having & ~found:
            found |= having
            names.append(name)
    return found, names


def _left_out(request: Request, index: Index) -> int:
    """Return the facts that the request leaves out; of a topic that it asks for only those that have the word."""
    facts, asked = 0, request.all_topics
    for id_ in request.without_partners:
        facts |= index.about(id_)
    for term in terms_of(request.without_words, index):
        topics = [topic for topic in term.topics if topic not in asked]
        facts |= index.texts.facts_saying(term.stem) | index.on(topics)
    return facts


def _with_enough_words(facts: int, request: Request, terms: tuple[Term, ...], index: Index) -> int:
    """Return those of the facts that have enough of the words, weighted by idf."""
    is_narrowed, names = _is_narrowed(request, terms), names_in(request)
    least = SPECIFIC_WEIGHT if request.newest_first else LACKING * NAMED * names
    if is_narrowed and not any(term.weight > least for term in narrowing_of(terms)):
        return facts  # words that the names outweigh only order the facts
    cover, whole = cover_of(terms, phrases_of(request, index), index)
    best, _ = next(cover.descending(facts))
    has_unknown = any(not term.is_known for term in terms)
    enough = ENOUGH_OF_TWO_WORDS if len(terms) == 2 and not has_unknown else ENOUGH_WORDS
    if is_narrowed and best < ENOUGH_TO_CHOOSE * whole:
        return 0
    if best == 0 or not (is_narrowed or best >= enough * whole):
        return 0
    return cover.at_least(facts, max(1, ceil(ENOUGH_BESIDE_BEST * best)))


def cover_of(terms: tuple[Term, ...], phrases: Mapping[str, int], index: Index) -> tuple[Points, int]:
    """Return what share of the words each fact has, weighted by idf, in points; and how many points are all of them.

    Each of a curator's keywords of several words adds the share `_PHRASE` to the facts that have it.
    """
    cover = Points()
    for having in phrases.values():
        cover.add(having, round(_WHOLE * _PHRASE))
    for term, share in zip(terms, shares_of(terms, index), strict=True):
        in_text = index.texts.facts_with(term.stem)
        cover.add(in_text, round(_WHOLE * share))
        if term.topics:
            cover.add(index.on(term.topics) & ~in_text, round(_WHOLE * share * _COVERED_BY_TOPIC))
    return cover, _WHOLE


def only_by_topic(terms: tuple[Term, ...], facts: int, index: Index) -> Iterator[str]:
    """Yield the words that stand for a topic that some facts are on, are not its name, and that none of these has."""
    for term in terms:
        is_said = facts & index.texts.facts_saying(term.stem) or is_topic_name(term, index)
        if facts & index.on(term.topics) and not is_said:
            yield term.text


def _why_no_words(request: Request, terms: tuple[Term, ...]) -> NoAnswerReason:
    if request.countries:
        return NoAnswerReason.NOT_HERE
    knows_some = any(term.is_known for term in terms) or len(terms) == 1
    return NoAnswerReason.NOT_ON_TOPIC if request.partners and knows_some else NoAnswerReason.NOT_UNDERSTOOD
