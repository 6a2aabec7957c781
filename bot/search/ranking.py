"""Query → the facts that answer it, best first, or why there are none."""

from collections.abc import Iterator, Sequence, Set
from datetime import date
from itertools import combinations, count
from math import inf
from operator import attrgetter
from typing import NamedTuple

from bot.domain.answers import CountryMatch, FactMatch, Query, Shortfall, because
from bot.domain.dates import Period
from bot.domain.text import fold, words_of
from bot.search.index import Index
from bot.search.scoring import Scorer, find_with_words, match_words
from bot.search.texts import has_phrase

# Of the words asked for, weighted by rarity: the share that a fact must have where no name narrows the field; the same
# where they are two that facts have, so that neither is a nicety; and of the best fact's share what others must reach.
_ENOUGH_ALONE, _ENOUGH_OF_TWO = 0.5, 0.6
_ENOUGH_BESIDE_BEST = 0.5
# So few facts are all seen at two looks.
_FEW = 10

_id_of = attrgetter("fact.id")


class Ranking(NamedTuple):
    """The facts found, best first, and what was asked for and not found."""

    facts: tuple[FactMatch, ...]
    shortfall: Shortfall | None = None
    passed_over: tuple[str, ...] = ()
    by_topic: tuple[str, ...] = ()


def rank_facts(query: Query, index: Index, today: date) -> Ranking:
    """Find and order the facts that answer a question in which each stretch of words has one meaning."""
    found, shortfall = _find_candidates(query, index)
    if not found:
        return Ranking((), shortfall)
    if query.period:
        found = _in_time(found, query.period.period, index, today)
        if not found:
            return Ranking((), Shortfall.NOT_IN_PERIOD)
    passed_over: tuple[str, ...] = ()
    words = match_words(query, index, found)
    if query.terms:
        passed_over, best = query.unknown, max(words.cover.values(), default=0.0)
        if _is_about_something_else(query, index):
            return Ranking((), Shortfall.NOT_UNDERSTOOD)
        enough = _ENOUGH_OF_TWO if len(query.terms) == 2 and not query.unknown else _ENOUGH_ALONE
        is_narrowed = _is_narrowed(query)
        if best > 0 and (is_narrowed or best >= enough):
            # Where the field is narrow, words that tell nothing only put one fact before another.
            if query.telling or not is_narrowed:
                found = {fact for fact, cover in words.cover.items() if cover >= _ENOUGH_BESIDE_BEST * best}
        elif _may_be_passed_over(query, found):
            passed_over = tuple(term.text for term in query.terms)
        else:
            return Ranking((), _why_not(query))
    matches = Scorer(query, index, words, today).rank(found)
    if not index.linked.isdisjoint(found):
        matches = _with_companions(matches, found, query, index, today)
    by_topic = tuple(_only_by_topic(query, found, index)) if query.terms else ()
    return Ranking(tuple(matches), shortfall, passed_over, by_topic)


def _find_candidates(query: Query, index: Index) -> tuple[set[int], Shortfall | None]:
    """The facts that the question may be about, by the names in it, or else by its words; and what is amiss."""
    if query.partners:
        found, shortfall = _about_partners(query, index)
    elif query.terms and not _is_narrowed(query):
        found, shortfall = find_with_words(query.terms, index), Shortfall.NOT_UNDERSTOOD
    elif query.period or query.is_now or query.countries or query.excluded or query.unwanted:
        found, shortfall = set(range(len(index.facts))), None
    else:
        found, shortfall = set(index.by_partner.get(index.snapshot.about.subject, ())), Shortfall.NO_FACTS
    for match in query.countries:
        found = found & _mentioning(match, index)
        shortfall = Shortfall.NOT_HERE
    kept = found - _left_out(query, index) if query.left_out else found
    if found and not kept:
        return kept, Shortfall.NO_FACTS
    return kept, shortfall if not kept or shortfall is Shortfall.NOT_TOGETHER else None


def _is_narrowed(query: Query) -> bool:
    """Whether names narrow the field that words are looked for in, or a time where the words tell nothing."""
    is_of_a_time = query.period is not None or query.is_now
    return bool(query.partners or query.countries or (is_of_a_time and not query.telling))


def _mentioning(match: CountryMatch, index: Index) -> set[int]:
    """The facts that mention a country by its name, or as it was typed; a name of several words in one piece."""
    found: set[int] = set()
    for name in (match.matched, match.country.name):
        is_word = len(words_of(name)) == 1
        found |= {fact for fact in index.texts.having_all(name) if is_word or has_phrase(index.facts[fact], name)}
    return found


def _left_out(query: Query, index: Index) -> set[int]:
    """The facts that the question leaves out; of a topic that it asks for only those that have the word."""
    about = [index.by_partner.get(match.partner.id, frozenset()) for match in query.excluded]
    asked = {match.topic.id for match in query.topics}
    unwanted = [term._replace(topics=term.topics - asked) for term in query.unwanted]
    return set().union(*about, find_with_words(unwanted, index) if unwanted else ())


def _in_time(found: set[int], asked: Period, index: Index, today: date) -> set[int]:
    """The facts of a time. What has no end that is known holds to this day; nobody knows that it will."""
    first, last = asked.ordinals
    starts, ends = index.starts, index.ends
    until = date.max.toordinal() if first > today.toordinal() else inf
    return {fact for fact in found if starts[fact] <= last and first <= ends[fact] <= until}


def _about_partners(query: Query, index: Index) -> tuple[set[int], Shortfall | None]:
    """The facts about two or more of the partners named, or about any where no fact joins them."""
    each = [index.by_partner.get(match.partner.id, frozenset()) for match in query.partners]
    if len(each) == 1:
        return set(each[0]), None if each[0] else Shortfall.NO_FACTS
    together = set[int]().union(*[one & other for one, other in combinations(each, 2)])
    if together:
        return together, None
    apart = set[int]().union(*each)
    return apart, Shortfall.NOT_TOGETHER if apart else Shortfall.NO_FACTS


def _may_be_passed_over(query: Query, found: set[int]) -> bool:
    """Whether the words that none of the facts found has may be niceties; others ask about something else.

    Where few facts join the partners named, a word that only other facts have is passed over too.
    """
    telling = query.telling
    if not telling:
        return _is_narrowed(query)
    is_joined = len(query.partners) > 1 and len(found) <= _FEW
    return is_joined and not query.countries and len(telling) == 1 and telling[0].known and not query.topics


def _is_about_something_else(query: Query, index: Index) -> bool:
    """Whether the names are but ordinary words among others, of which this base knows few: roast turkey."""
    if query.period or query.subject or query.countries or not query.partners or not query.unknown:
        return False
    names = [match.matched for match in query.partners]
    are_words = all(name.islower() and name in index.snapshot.world.words for name in names)
    return are_words and len(query.unknown) > sum(term.known for term in query.terms)


def _only_by_topic(query: Query, found: set[int], index: Index) -> Iterator[str]:
    """The words that stand for a topic, are not its name, and that none of the facts found has."""
    for term in query.terms:
        if term.topics and term.is_exact and found.isdisjoint(index.texts.postings.get(term.stem, ())):
            names = [word for match in query.topics for word in (fold(match.topic.name), match.topic.id)]
            if fold(term.text) not in names:
                yield term.text


def _why_not(query: Query) -> Shortfall:
    if query.countries:
        return Shortfall.NOT_HERE
    knows_some = any(term.known for term in query.terms) or len(query.terms) == 1
    return Shortfall.NOT_ON_TOPIC if query.partners and knows_some else Shortfall.NOT_UNDERSTOOD


def _with_companions(
    matches: Sequence[FactMatch], found: Set[int], query: Query, index: Index, today: date
) -> list[FactMatch]:
    """The matches, each followed by the facts that supersede or contradict it, unless the question leaves them out."""
    turns = dict(zip(map(_id_of, matches), count()))
    told = {index.facts[fact].id for fact in _left_out(query, index)}
    followed: list[FactMatch] = []
    done = 0
    for turn in sorted([turns[index.facts[fact].id] for fact in index.linked & found]):
        followed += matches[done:turn]
        done = turn + 1
        ahead = [matches[turn]]
        for current in ahead:
            fact = current.fact
            # One that came in its turn before is not among those told out of theirs.
            if fact.id in told or turns.get(fact.id, turn) < turn:
                continue
            told.add(fact.id)
            followed.append(current)
            links = [(link, "supersedes") for link in fact.superseded_by] if fact.superseded_by else []
            if fact.contradicts and fact.id in turns:
                links += [(link, "contradicts") for link in fact.contradicts]
            for link, how in links:
                if link.fact in turns:
                    ahead.append(matches[turns[link.fact]])
                else:
                    other, why = index.snapshot.facts[link.fact], because(f"{how} {fact.id}")
                    ahead.append(FactMatch(other, current.score, why, other.status(today), is_companion=True))
    followed += matches[done:]
    # One that was told ahead of its turn is not told again in it.
    return list({match.fact.id: match for match in followed}.values())
