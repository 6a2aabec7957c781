"""A snapshot made searchable: built once, then only read."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.dates import Period
from bot.domain.knowledge import Fact, Partner, Snapshot
from bot.search.names import Names, build_names
from bot.search.texts import Texts, build_texts
from bot.search.topics import TopicWords, build_topic_words


@dataclass(frozen=True, slots=True)
class Index:
    """Knowledge and the ways into it. Facts are known by their position in `facts`, which is in order of id.

    `best_known` are the partners that have facts, the subject aside, those with most facts first.
    """

    snapshot: Snapshot
    facts: tuple[Fact, ...]
    periods: tuple[Period, ...]
    by_partner: Mapping[str, frozenset[int]]
    by_topic: Mapping[str, frozenset[int]]
    best_known: tuple[Partner, ...]
    names: Names
    topics: TopicWords
    texts: Texts


def build(snapshot: Snapshot) -> Index:
    """Make a snapshot searchable."""
    facts = tuple(snapshot.facts.values())
    by_partner: dict[str, set[int]] = {}
    by_topic: dict[str, set[int]] = {}
    for position, fact in enumerate(facts):
        for partner in {fact.home, *fact.partners}:
            by_partner.setdefault(partner, set()).add(position)
        for topic in fact.topics:
            by_topic.setdefault(topic, set()).add(position)
    known = [
        partner for id_, partner in snapshot.partners.items() if id_ in by_partner and id_ != snapshot.about.subject
    ]
    return Index(
        snapshot=snapshot,
        facts=facts,
        periods=tuple(_period_of(fact) for fact in facts),
        by_partner={partner: frozenset(found) for partner, found in by_partner.items()},
        by_topic={topic: frozenset(found) for topic, found in by_topic.items()},
        best_known=tuple(sorted(known, key=lambda partner: (-len(by_partner[partner.id]), partner.id))),
        names=build_names(tuple(snapshot.partners.values())),
        topics=build_topic_words(snapshot.topics.values()),
        texts=build_texts(facts),
    )


def _period_of(fact: Fact) -> Period:
    # A fact without a time of its own is known to hold at the time up to which its source speaks.
    return fact.when.period if fact.when else Period(fact.as_of.first, fact.as_of.last)
