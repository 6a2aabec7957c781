"""What a text names in passing, and what a name being typed may become."""

import re
from datetime import date

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from bot.domain.answers import (
    Answer,
    FactMatch,
    Outcome,
    PartnerMatch,
    Query,
    Shortfall,
    Suggestion,
    TopicMatch,
    because,
)
from bot.domain.knowledge import Partner
from bot.domain.responses import Form
from bot.domain.text import fold
from bot.search.answering import MAX_SUGGESTIONS
from bot.search.index import Index
from bot.search.parsing import parse_prose

_SENTENCE = re.compile(r"[.!?;\n]+(?:\s+|$)")
_MOST_SENTENCES = 60
_NEAR_ENOUGH = 0.82
_MOST_SUGGESTED = 100
# A partner says more of what a text is about than a topic does.
_PARTNER, _TOPIC = 1.0, 0.1


def find_named(text: str, index: Index, today: date, page: int = 1) -> Answer:
    """Find the facts about the partners and topics that a text names, those about most of them at once first.

    Only what is named in full, letter for letter, counts: whoever wrote it wrote to other people. `again` lists what
    was named, so that pages need not carry the text.
    """
    partners, topics = _named_in(text, index, today)
    query = Query(text=text, partners=tuple(partners.values()), topics=tuple(topics.values()), page=page)
    facts = _rank(partners, topics, index, today)
    names = [match.partner.name for match in partners.values()]
    if facts:
        pairs = [f"{one} {other}" for place, one in enumerate(names) for other in names[place + 1 :]]
        named = [*names, *(match.topic.name for match in topics.values())]
        offered = [*names, *pairs, *named[len(names) :]]
        again = f"{Form.MENTIONED}: {'; '.join(named)}"
    else:
        offered = [partner.name for partner in index.best_known]
        again = ""
    shortfall = Shortfall.NO_FACTS if partners else Shortfall.NOT_NAMED
    return Answer(
        outcome=Outcome.ANSWER if facts else Outcome.NONE,
        query=query,
        snapshot=index.snapshot,
        today=today,
        facts=facts,
        shortfall=None if facts else shortfall,
        again=again,
        suggestions=tuple(Suggestion(name, name) for name in offered[:MAX_SUGGESTIONS]),
    )


def suggest_partners(typed: str, index: Index) -> list[Partner]:
    """The partners whose name, or another name of theirs, goes on as typed or nearly so, the likeliest first."""
    wanted = fold(typed).strip()
    partners = [partner for id_, partner in index.snapshot.partners.items() if id_ != index.snapshot.about.subject]
    known = {partner.id: place for place, partner in enumerate(index.best_known)}
    if not wanted:
        return sorted(partners, key=lambda partner: known.get(partner.id, len(known)))[:_MOST_SUGGESTED]
    ranked = []
    for partner in partners:
        names = [fold(name) for name in (partner.name, *partner.aliases)]
        rank = _rank_of(wanted, names)
        if rank is not None:
            ranked.append((rank, known.get(partner.id, len(known)), partner.id, partner))
    return [partner for *_, partner in sorted(ranked, key=lambda item: item[:3])[:_MOST_SUGGESTED]]


def _rank_of(wanted: str, names: list[str]) -> float | None:
    """How far names are from what is typed: 0 where the first goes on so, below 4 where one is nearly so."""
    if names[0].startswith(wanted):
        return 0.0
    if any(name.startswith(wanted) for name in names):
        return 1.0
    if any(word.startswith(wanted) for name in names for word in name.split()):
        return 2.0
    # Of a name half typed, only so much can be held against what is typed.
    heads = [name[: len(wanted) + 1] for name in names]
    found = process.extractOne(wanted, heads, scorer=JaroWinkler.similarity, score_cutoff=_NEAR_ENOUGH)
    return 4.0 - found[1] if found else None


def _named_in(text: str, index: Index, today: date) -> tuple[dict[str, PartnerMatch], dict[str, TopicMatch]]:
    """The partners and topics by id, in the order in which they are named."""
    partners: dict[str, PartnerMatch] = {}
    topics: dict[str, TopicMatch] = {}
    for sentence in _SENTENCE.split(text)[:_MOST_SENTENCES]:
        query = parse_prose(sentence, index, today)
        for match in query.partners:
            partners.setdefault(match.partner.id, match)
        for topic in query.topics:
            topics.setdefault(topic.topic.id, topic)
    return partners, topics


def _rank(
    partners: dict[str, PartnerMatch], topics: dict[str, TopicMatch], index: Index, today: date
) -> tuple[FactMatch, ...]:
    # Of a text that names somebody, what is about a topic alone is not meant.
    by = [index.by_partner.get(id_, frozenset()) for id_ in partners] or [
        index.by_topic.get(id_, frozenset()) for id_ in topics
    ]
    most = _PARTNER * len(partners) + _TOPIC * len(topics)
    matches = []
    for position in frozenset().union(*by):
        fact = index.facts[position]
        about = [match.partner.name for id_, match in partners.items() if id_ in fact.about]
        on = [match.topic.name for id_, match in topics.items() if id_ in fact.topics]
        score = (_PARTNER * len(about) + _TOPIC * len(on)) / most
        reasons = [*(f"about {name}" for name in about), *(f"its topic: {name}" for name in on)]
        matches.append(FactMatch(fact, round(score, 3), because(*reasons), fact.status(today)))
    return tuple(sorted(matches, key=lambda match: (-match.score, match.fact.place, match.fact.id)))
