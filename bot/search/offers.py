"""Offers beside an answer: fewer of its facts, other partners, or the nearest question that has an answer."""

from collections.abc import Iterable
from datetime import date
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from bot.domain.answers import NoAnswerReason, Offer
from bot.domain.dates import Period
from bot.domain.knowledge import Partner, Topic
from bot.domain.readings import Parsed
from bot.domain.requests import Request, Word
from bot.domain.text import fold, name_key
from bot.search.bits import positions_in
from bot.search.covering import Coverage, find_answer
from bot.search.finding import find_facts
from bot.search.index import Index
from bot.search.lexicon.thresholds import NEAR_NAME
from bot.search.terms import narrowing_of, terms_of

MAX_OFFERS = 5
# The most offers beside an answer: of topics, and of partners.
_MOST_BESIDE = 3
_MAX_RESEMBLED = 3
_MOST_TIMES = 2
# The partners offered beside an answer are those of so many of its best facts.
_LOOKED_AT = 10


def examples(index: Index) -> tuple[Offer, ...]:
    """Return requests that this base can answer, from its best-known partners."""
    most = index.best_known[:2]
    if not most:
        return ()
    first = most[0]
    offers = [offer_partner(first)]
    offers += [_offer_topic(first, topic, index) for topic in index.partner_topics[first.id][:1]]
    both = Request(partners=tuple([partner.id for partner in most]))
    if len(most) > 1 and not find_facts(both, index, date.min).reason:
        offers.append(Offer(" ".join([partner.name for partner in most]), both))
    about = index.dated & index.about(first.id)
    if about:
        period = index.spans.periods[next(positions_in(about))]
        offers.append(Offer(f"{first.name} {period.label}", Request(partners=(first.id,), period=period)))
    return tuple(offers)


def offer_partner(partner: Partner) -> Offer:
    """Return the offer of all facts about a partner."""
    return Offer(partner.name, Request(partners=(partner.id,)))


def to_namesakes(parsed: Parsed | None, index: Index) -> tuple[Offer, ...]:
    """Return offers of the partners whose longer names begin with one that was typed: of Azure DevOps beside Azure."""
    named = [" ".join(name_key(match.matched)) for match in parsed.partners if match.exact] if parsed else []
    asked = {match.partner.id for match in parsed.partners} if parsed else set()
    longer = {partner.id: partner for name in named for partner in index.names.longer.get(name, ())}
    known = [partner for id_, partner in longer.items() if id_ not in asked and index.about(id_)]
    return tuple([offer_partner(partner) for partner in known[:_MOST_BESIDE]])


def to_divided(request: Request) -> Request:
    """Return the request for all facts found, to be offered in parts; these need not give the amounts asked for."""
    is_whole = request.page == 1 and not (request.amounts or request.needed or request.size or request.shown)
    return request if is_whole else request.change(amounts=(), needed=(), page=1, size=0, shown=0)


def to_narrower(facts: int, coverage: Coverage) -> tuple[Offer, ...]:
    """Return offers of fewer of the facts found: those on each of their topics, with how many there are.

    `coverage` is that of the request that is divided, as `to_divided` gives it.
    """
    request, index = coverage.scorer.request, coverage.scorer.index
    topics, asked = index.snapshot.topics, request.all_topics
    parts = {id_: facts & on for id_, on in index.by_topic.items() if id_ not in asked}
    offers = [
        Offer(f"{topics[id_].name} ({count})", request.change(topics=(*request.topics, id_)))
        for id_, count in _largest_of(parts, facts, coverage)
    ]
    return tuple(offers)


def to_related(facts: int, coverage: Coverage) -> tuple[Offer, ...]:
    """Return offers of those facts found that are about another partner too, with how many there are.

    The partners are those of the best facts; `coverage` is as for `to_narrower`.
    """
    request, index = coverage.scorer.request, coverage.scorer.index
    asked = {*request.partners, *request.involving, *request.without_partners, index.snapshot.about.subject}
    best = islice(coverage.scorer.in_order(facts), _LOOKED_AT)
    others = {id_ for _, position in best for id_ in index.facts[position].about} - asked
    parts = {id_: facts & index.about(id_) for id_ in others}
    partners = index.snapshot.partners
    offers = [
        Offer(f"{partners[id_].name} ({count})", request.change(involving=(*request.involving, id_)))
        for id_, count in _largest_of(parts, facts, coverage)
    ]
    return tuple(offers)


def to_nearest(request: Request, reason: NoAnswerReason | None, index: Index, today: date) -> tuple[Offer, ...]:
    """Return offers from a request without an answer to the nearest that have one."""
    known = index.snapshot.partners
    meant = tuple([id_ for group in request.either for id_ in group])
    request = request.change(partners=(*request.partners, *meant), either=())
    partners = [known[id_] for id_ in (*request.partners, *request.involving) if id_ in known]
    offers: list[Offer] = []
    is_lost = reason is NoAnswerReason.NOT_UNDERSTOOD and not partners
    if reason is NoAnswerReason.NOT_HERE:
        rest = request.change(countries=(), page=1)
        found = find_answer(rest, index, today) if rest != Request(form=request.form) else None
        if found and not found.passed_over:
            offers.append(Offer(_name_rest(rest, index), rest))
    if reason is NoAnswerReason.NOT_IN_PERIOD and request.period:
        named = [partner for partner in partners if partner.id not in meant]
        asked = request.change(partners=tuple([partner.id for partner in named])) if meant and named else request
        offers += _near_in_time(asked, request.period, named or partners, index, today)
    elif is_lost:
        offers += [Offer(word, Request(words=terms)) for word, terms in _apart(request, index, today)]
        offers += [offer_partner(partner) for partner in _resembling(request, index)]
        offers += [offer_topic(topic) for topic in _resembling_topics(request, index)]
    for partner in partners:
        if index.about(partner.id):
            offers.append(offer_partner(partner))
            offers += [_offer_topic(partner, topic, index) for topic in index.partner_topics[partner.id][:2]]
    offered = list(dict.fromkeys(offers))[:MAX_OFFERS]
    if len(offered) < MAX_OFFERS:
        others = [offer_partner(partner) for partner in index.best_known[:MAX_OFFERS]]
        offered = list(dict.fromkeys([*offered, *others]))[:MAX_OFFERS]
    if is_lost and not any(offer.request.topics for offer in offered):
        most = sorted(index.by_topic, key=lambda topic: (-index.by_topic[topic].bit_count(), topic))[:1]
        offered = [*offered[: MAX_OFFERS - 1], *[offer_topic(index.snapshot.topics[topic]) for topic in most]]
    return tuple(offered)


def offer_topic(topic: Topic) -> Offer:
    """Return the offer of all facts on a topic."""
    return Offer(topic.name, Request(topics=(topic.id,)))


def _offer_topic(partner: Partner, topic: str, index: Index) -> Offer:
    name = index.snapshot.topics[topic].name
    return Offer(f"{partner.name} {name}", Request(partners=(partner.id,), topics=(topic,)))


def _largest_of(parts: dict[str, int], facts: int, coverage: Coverage) -> list[tuple[str, int]]:
    """Return the ids of the largest parts of the facts found that are answers, with how many facts each has."""
    counts = {id_: part.bit_count() for id_, part in parts.items()}
    smaller = [(id_, count) for id_, count in counts.items() if 0 < count < facts.bit_count()]
    largest_first = sorted(smaller, key=lambda part: (-part[1], part[0]))
    answering = (part for part in largest_first if coverage.is_answered_by(parts[part[0]]))
    return list(islice(answering, _MOST_BESIDE))


def _name_rest(request: Request, index: Index) -> str:
    known, topics = index.snapshot.partners, index.snapshot.topics
    names = [known[id_].name for id_ in (*request.partners, *request.involving)]
    names += [topics[id_].name for id_ in request.topics] + [word.text for word in request.words]
    return " ".join([*names, *([request.period.label] if request.period else [])]) or index.snapshot.subject.name


def _near_in_time(
    request: Request, period: Period, partners: Iterable[Partner], index: Index, today: date
) -> list[Offer]:
    """Return offers of the times nearest to the one asked for at which there are facts about the same."""
    rest = request.change(period=None, newest_first=False, page=1, size=0, shown=0)
    found = find_facts(rest, index, today)
    if found.passed_over or not found.facts or request.needed or request.amounts:
        rest = rest.change(words=(), phrases=(), amounts=(), needed=())
    is_rest = rest != Request(form=request.form, names_subject=request.names_subject)
    facts = find_facts(rest, index, today).facts if is_rest else index.all_facts
    name = " ".join([partner.name for partner in partners])
    near = index.spans.nearest(period, facts, 8 * _MOST_TIMES) if facts else []
    times = dict.fromkeys([index.spans.periods[position] for position in near])
    offers = (Offer(f"{name} {time.label}".strip(), rest.change(period=time)) for time in times)
    return list(islice((offer for offer in offers if find_answer(offer.request, index, today)), _MOST_TIMES))


def _apart(request: Request, index: Index, today: date) -> list[tuple[str, tuple[Word, ...]]]:
    """Return the words that find an answer alone, of a request whose words facts have, but no fact has together."""
    if request.unknown:
        return []
    narrowing = {term.text for term in narrowing_of(terms_of(request.words, index))}
    alone = [(word, Request(words=(word,))) for word in request.words if word.text in narrowing]
    return [(word.text, (word,)) for word, rest in alone if find_answer(rest, index, today)]


def _resembling(request: Request, index: Index) -> list[Partner]:
    """Return partners whose name looks a little like a word that was not understood: to offer, never to answer with."""
    found: dict[str, Partner] = {}
    odd = [fold(word) for word in request.unknown if fold(word) not in index.snapshot.world.words]
    for word in odd[:_MAX_RESEMBLED]:
        near = process.extract(word, index.plain_names, scorer=JaroWinkler.similarity, score_cutoff=NEAR_NAME, limit=2)
        found.update({index.best_known[position].id: index.best_known[position] for _, _, position in near})
    return list(found.values())[:2]


def _resembling_topics(request: Request, index: Index) -> list[Topic]:
    """Return topics with a word that looks a little like one that was not understood."""
    found: dict[str, Topic] = {}
    for odd in request.unknown[:_MAX_RESEMBLED]:
        near = process.extract(
            fold(odd), index.topics.plain, scorer=JaroWinkler.similarity, score_cutoff=NEAR_NAME, limit=2
        )
        found.update(
            {index.topics.plain_topics[position].id: index.topics.plain_topics[position] for _, _, position in near}
        )
    return list(found.values())[:2]
