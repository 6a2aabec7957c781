"""Partners, topics and times that a text mentions in passing, and the facts about them."""

import re
from dataclasses import replace
from datetime import date

from bot.domain.answers import Answer, FactMatch, NoAnswerReason, Offer, Outcome, Reason
from bot.domain.knowledge import Fact
from bot.domain.requests import Form, Request
from bot.search.bits import Points, positions_in
from bot.search.freshness import latest_of
from bot.search.index import Index
from bot.search.offers import MAX_OFFERS, offer_partner, offer_topic
from bot.search.parsing import parse_prose
from bot.search.ranking import LazyFacts

_SENTENCE = re.compile(r"[.!?;\n]+(?:\s+|$)")
_MOST_SENTENCES = 60
# A partner says more of what a text is about than a topic does.
_PARTNER, _TOPIC = 10, 1


def find_named(text: str, index: Index, today: date) -> Answer:
    """Find the facts about the partners and topics that a text names, those about most of them at once first.

    Only what is named in full, letter for letter, counts: whoever wrote it wrote to other people.
    """
    partners: dict[str, None] = {}
    topics: dict[str, None] = {}
    for sentence in _SENTENCE.split(text)[:_MOST_SENTENCES]:
        parsed = parse_prose(sentence, index, today)
        partners |= dict.fromkeys(parsed.request.partners)
        topics |= dict.fromkeys([match.topic.id for match in parsed.topics])
    request = Request(form=Form.MENTIONED, partners=tuple(partners), topics=tuple(topics))
    return replace(answer_mentioned(request, index, today), text=text)


def answer_mentioned(request: Request, index: Index, today: date) -> Answer:
    """Answer a request for the facts about any of some partners, or on any of some topics where it names none."""
    weighed = [(_PARTNER, index.about(id_)) for id_ in request.partners]
    weighed += [(_TOPIC, index.on((id_,))) for id_ in request.topics]
    points, facts = Points(), 0
    for weight, having in weighed:
        points.add(having, weight)
        # In a text that names somebody, what is about a topic alone is not meant.
        facts |= having if weight == _PARTNER or not request.partners else 0
    most = sum([weight for weight, _ in weighed])

    def explain(fact: Fact) -> tuple[Reason, ...]:
        snapshot = index.snapshot
        about = [snapshot.partners[id_].name for id_ in request.partners if id_ in fact.about]
        on = [snapshot.topics[id_].name for id_ in request.topics if id_ in fact.topics]
        named = [("names", _PARTNER, f"about {name}") for name in about]
        named += [("topics", _TOPIC, f"its topic: {name}") for name in on]
        return tuple([Reason(feature, weight / most, weight / most, words) for feature, weight, words in named])

    statuses = index.freshness_on(today).statuses
    matches = (
        FactMatch(index.facts[position], round(score / most, 3), explain, statuses[position])
        for score, tied in (points.descending(facts) if facts else ())
        for position in positions_in(tied)
    )
    no_facts = NoAnswerReason.NO_FACTS if request.partners else NoAnswerReason.NOT_NAMED
    return Answer(
        outcome=Outcome.ANSWER if facts else Outcome.NONE,
        request=request,
        snapshot=index.snapshot,
        today=today,
        facts=LazyFacts(matches),
        total=facts.bit_count(),
        reason=None if facts else no_facts,
        newest_source=latest_of(index.source_days, facts),
        suggestions=_offers(request, index, has_facts=bool(facts)),
    )


def _offers(request: Request, index: Index, *, has_facts: bool) -> tuple[Offer, ...]:
    partners = [index.snapshot.partners[id_] for id_ in request.partners if index.about(id_)]
    if not has_facts:
        return tuple([offer_partner(partner) for partner in index.best_known[:MAX_OFFERS]])
    pairs = [
        Offer(f"{one.name} {other.name}", Request(partners=(one.id, other.id)))
        for position, one in enumerate(partners)
        for other in partners[position + 1 :]
        if index.about(one.id) & index.about(other.id)
    ]
    topics = [index.snapshot.topics[id_] for id_ in request.topics if index.on((id_,))]
    return tuple([*map(offer_partner, partners), *pairs, *map(offer_topic, topics)][:MAX_OFFERS])
