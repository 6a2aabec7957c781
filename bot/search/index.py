"""A snapshot made searchable: built once, then only read.

Made when first asked for are the words of the facts, and where they stand on a day.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from bot.domain.answers import PartnerMatch
from bot.domain.dates import Period
from bot.domain.knowledge import Fact, Partner, Snapshot, Status
from bot.domain.text import fold
from bot.search.english import stem
from bot.search.names import Names, alias_stems, build_names
from bot.search.normalise import own_name_pattern
from bot.search.parsing import parse_query
from bot.search.periods import prepare
from bot.search.texts import Phrases, Texts, build_phrases, build_texts, long_keywords
from bot.search.topics import TopicWords, build_topic_words

# Where a fact stands that has had its time.
_PAST = (Status.SUPERSEDED, Status.ENDED)
# After so many days a fact counts for half as new, and what has had its time for half of that.
_HALF_AS_NEW = 730
_LESS_NEW = 0.5


class Standing(NamedTuple):
    """Where each fact stands on a day; its rank where nothing that is asked decides, what is past last; and how new it
    is, from 0 to 1.
    """

    statuses: tuple[Status | None, ...]
    ranks: tuple[int, ...]
    newness: tuple[float, ...]


@dataclass(frozen=True)
class Index:
    """Knowledge and the ways into it. Facts are known by their position in `facts`, which is in order of id.

    `periods` are the facts' times, `starts` and `ends` the same as numbers of days, `known` the latest days that they
    are known of; `order` are all of them: first those that tell how it came to, then the quoted, and among these as
    curators put them. `linked` are those that another supersedes or contradicts. `by_source` are those that cite
    each source, by file and by place in it. `partner_topics` are the topics of
    each partner's facts, those with most facts first. `best_known` are the partners that have facts, the subject aside,
    those with most facts first; `plain_names` are their names, folded, and `plain_partners` the ids of those whose name
    alone means them and nothing else, also where a page is asked for. `sayings` are the phrases of facts in which a
    name means nobody whom the facts are about. `own_name` matches the bot's own name in a question.
    """

    snapshot: Snapshot
    facts: tuple[Fact, ...]
    periods: tuple[Period, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    known: tuple[int, ...]
    order: tuple[int, ...]
    linked: frozenset[int]
    by_partner: Mapping[str, frozenset[int]]
    by_topic: Mapping[str, frozenset[int]]
    by_source: Mapping[str, tuple[int, ...]]
    partner_topics: Mapping[str, tuple[str, ...]]
    best_known: tuple[Partner, ...]
    plain_names: tuple[str, ...]
    names: Names
    topics: TopicWords
    phrases: Phrases
    sayings: frozenset[str]
    own_name: re.Pattern[str] | None = None
    plain_partners: frozenset[str] = frozenset()
    _standings: dict[date, Standing] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def texts(self) -> Texts:
        """The words of the facts; made when they are first looked at, which a question of names alone never does."""
        return build_texts(self.facts)

    def standing_on(self, today: date) -> Standing:
        """Where the facts stand on a day; that of the day last asked for is kept."""
        standing = self._standings.get(today)
        if standing is None:
            statuses = tuple(fact.status(today) for fact in self.facts)
            ranks = [0] * len(self.facts)
            for rank, place in enumerate(sorted(self.order, key=lambda place: statuses[place] in _PAST)):
                ranks[place] = rank
            ages = [max(today.toordinal() - known, 0) for known in self.known]
            worth = [_LESS_NEW if status in _PAST else 1.0 for status in statuses]
            newness = tuple(part / (1 + age / _HALF_AS_NEW) for part, age in zip(worth, ages, strict=True))
            standing = Standing(statuses, tuple(ranks), newness)
            self._standings.clear()
            self._standings[today] = standing
        return standing


def build(snapshot: Snapshot) -> Index:
    """Make a snapshot searchable."""
    facts = tuple(snapshot.facts.values())
    by_partner: dict[str, set[int]] = {}
    by_topic: dict[str, set[int]] = {}
    for position, fact in enumerate(facts):
        for partner in fact.about:
            by_partner.setdefault(partner, set()).add(position)
        for topic in fact.topics:
            by_topic.setdefault(topic, set()).add(position)
    known = [
        partner for id_, partner in snapshot.partners.items() if id_ in by_partner and id_ != snapshot.about.subject
    ]
    periods = tuple(_period_of(fact) for fact in facts)
    best_known = tuple(sorted(known, key=lambda partner: (-len(by_partner[partner.id]), partner.id)))
    names = build_names(tuple(snapshot.partners.values()), snapshot.world)
    topics = build_topic_words(snapshot.topics.values(), by_topic)
    keywords = long_keywords(facts)
    index = Index(
        snapshot=snapshot,
        facts=facts,
        periods=periods,
        starts=tuple(period.ordinals[0] for period in periods),
        ends=tuple(period.ordinals[1] for period in periods),
        known=tuple(_last_known(fact, period).toordinal() for fact, period in zip(facts, periods, strict=True)),
        order=_order(facts),
        linked=frozenset(place for place, fact in enumerate(facts) if fact.superseded_by or fact.contradicts),
        by_partner={partner: frozenset(found) for partner, found in by_partner.items()},
        by_topic={topic: frozenset(found) for topic, found in by_topic.items()},
        by_source=_by_source(facts, snapshot.sources),
        partner_topics={partner: _topics_of(found, facts) for partner, found in by_partner.items()},
        best_known=best_known,
        plain_names=tuple(fold(partner.name) for partner in best_known),
        names=names,
        topics=topics,
        phrases=build_phrases(keywords),
        sayings=frozenset(_find_sayings(keywords, facts, names, snapshot.about.subject)),
        own_name=own_name_pattern(snapshot.about.command, names, topics, snapshot.world),
    )
    return replace(index, plain_partners=frozenset(partner.id for partner in best_known if _is_plain(partner, index)))


def build_whole(snapshot: Snapshot) -> Index:
    """Make a snapshot searchable, and at once also what `build` leaves to the first question that needs it."""
    index = build(snapshot)
    _ = index.texts  # made by being looked at
    prepare()
    return index


def _is_plain(partner: Partner, index: Index) -> bool:
    query = parse_query(f"{partner.name} page 2", index, date.min)
    is_alone = query.page == 2 and [*map(len, (query.readings, query.partners, query.phrases))] == [2, 1, 0]
    return is_alone and not alias_stems(query.partners)


def _by_source(facts: Sequence[Fact], sources: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {source: [] for source in sources}
    for position in sorted(range(len(facts)), key=lambda position: (facts[position].home, facts[position].place)):
        for source in {cited.source.id for cited in facts[position].citations}:
            found[source].append(position)
    return {source: tuple(positions) for source, positions in found.items()}


def _topics_of(found: Iterable[int], facts: Sequence[Fact]) -> tuple[str, ...]:
    counts = Counter(chain.from_iterable(facts[position].topics for position in found))
    return tuple(sorted(counts, key=lambda topic: (-counts[topic], topic)))


def _order(facts: Sequence[Fact]) -> tuple[int, ...]:
    """The positions of all facts in the order in which they are shown; ties by id."""

    def key(position: int) -> tuple[bool, bool, int, str]:
        fact = facts[position]
        return (not fact.supersedes, not fact.is_quoted, fact.place, fact.id)

    return tuple(sorted(range(len(facts)), key=key))


def _find_sayings(
    keywords: Iterable[tuple[int, tuple[str, ...]]], facts: Sequence[Fact], names: Names, subject: str
) -> Iterator[str]:
    for position, keyword in keywords:
        named = [match for word in keyword for match in names.match_exactly(word)]
        bearers = {match.partner.id if isinstance(match, PartnerMatch) else None for match in named}
        if bearers and bearers.isdisjoint((subject, *facts[position].about)):
            yield " ".join(map(stem, keyword))


def _period_of(fact: Fact) -> Period:
    # A fact without a time of its own is known to hold at the time up to which its source speaks.
    return fact.when.period if fact.when else Period(fact.as_of.first, fact.as_of.last)


def _last_known(fact: Fact, period: Period) -> date:
    as_of = fact.as_of.last
    return min(period.end or as_of, as_of)
