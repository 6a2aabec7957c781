"""A snapshot made searchable: built once, then only read.

Facts are known by their position in the order in which curators put them, and sets of facts are bits (`bits`).
The words and keywords of the facts, and their freshness on a day, are made when they are first asked for.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property, lru_cache
from itertools import chain

from bot.domain.dates import Point, Precision
from bot.domain.knowledge import Fact, Partner, Snapshot
from bot.domain.readings import PartnerMatch
from bot.domain.requests import Amount
from bot.domain.text import fold, words_of
from bot.search.amounts import gives_amounts
from bot.search.bits import Order, positions_in, to_bits, to_order
from bot.search.directions import find_directions
from bot.search.fact_names import named_in
from bot.search.fact_words import texts_of
from bot.search.freshness import Freshness, build_freshness
from bot.search.grouping import are_grouped_alike, group
from bot.search.name_table import build_names
from bot.search.names import Names
from bot.search.own_name import own_name_pattern
from bot.search.owners import owned_in
from bot.search.phrases import Phrases, build_phrases, renew_phrases
from bot.search.spans import Spans
from bot.search.tables import Moves, to_moves
from bot.search.texts import Texts, build_texts, renew_texts
from bot.search.topics import TopicWords, build_topic_words

# What facts give is kept for so many pairs of a fact and amounts.
_MOST_KEPT = 16_384


@dataclass(frozen=True)
class Index:
    """Knowledge and its indexes.

    `facts` are in the order in which they are shown where nothing else decides: first those that supersede others, then
    the quoted, and among these as curators put them. `positions` are their positions by id, and `spans` their times.

    As bits: `by_home` are the facts in each partner's file and `by_partner` those about each, by id; `by_topic`,
    `by_speaker` and `by_source` likewise; `linked` those that another supersedes or contradicts. `source_days` are up
    to when facts' newest sources speak, the latest first, and `known_days` the times that facts are known of, each with
    its facts.

    `partner_topics` are the topics of each partner's facts, those with most facts first. `best_known` are the partners
    that have facts, the subject aside, those with most facts first, and `plain_names` their names, folded. `own_name`
    matches the bot's own name in a question.
    """

    snapshot: Snapshot
    facts: tuple[Fact, ...]
    positions: Mapping[str, int]
    spans: Spans
    by_home: Mapping[str, int]
    by_partner: Mapping[str, int]
    by_topic: Mapping[str, int]
    by_speaker: Mapping[str, int]
    by_source: Mapping[str, int]
    linked: int
    source_days: tuple[tuple[Point, int], ...]
    known_days: tuple[tuple[Point, int], ...]
    partner_topics: Mapping[str, tuple[str, ...]]
    best_known: tuple[Partner, ...]
    plain_names: tuple[str, ...]
    names: Names
    topics: TopicWords
    own_name: re.Pattern[str] | None = None
    _freshness: dict[date, Freshness] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def texts(self) -> Texts:
        """The words of the facts; made when they are first looked at, which a question of names alone never does."""
        return build_texts(self.facts)

    @cached_property
    def phrases(self) -> Phrases:
        """The keywords of several words; made when they are first looked at: a question of one word has none."""
        return build_phrases(self.facts)

    @cached_property
    def directions(self) -> Mapping[str, int]:
        """The facts that say what goes to or from a partner, by the key of that; made when it is first asked for."""
        return {key: to_bits(positions) for key, positions in find_directions(self.facts, self.names).items()}

    @cached_property
    def owned_in(self) -> Callable[[int], frozenset[str]]:
        """Returns the keys of what the statement of the fact at a position says whose it is; kept once it is known."""
        facts, names = self.facts, self.names  # not `self`, which would be a cycle and stay when it is replaced
        return cache(lambda position: owned_in(facts[position], names))

    @cached_property
    def named_in(self) -> Callable[[int], frozenset[str]]:
        """Returns the ids of the partners that the statement and excerpts of the fact at a position name; kept too."""
        facts, names = self.facts, self.names
        return cache(lambda position: named_in(facts[position], names))

    @cached_property
    def facts_naming(self) -> Callable[[str], int]:
        """Returns the facts that say all words of a partner's name, as bits, by the partner's id; kept too."""
        texts, partners = self.texts, self.snapshot.partners
        return cache(lambda partner: texts.facts_saying_all(partners[partner].name))

    @cached_property
    def gives_amounts(self) -> Callable[[int, tuple[Amount, ...]], bool]:
        """Returns whether the fact at a position gives all of some amounts in its texts; kept too."""
        facts = self.facts
        return lru_cache(_MOST_KEPT)(lambda position, amounts: gives_amounts(facts[position], amounts))

    @cached_property
    def dated(self) -> int:
        """The facts that have a time of their own, as bits."""
        return to_bits(position for position, fact in enumerate(self.facts) if fact.when)

    @cached_property
    def chronology(self) -> Order:
        """The facts in the order of time: a decade before its first year, those without a time of their own last."""
        return to_order(len(self.facts), lambda position: _time_of(self.facts[position]))

    @cached_property
    def all_facts(self) -> int:
        """All facts, as bits."""
        return (1 << len(self.facts)) - 1

    def about(self, partner: str) -> int:
        """Return the facts about a partner, as bits."""
        return self.by_partner.get(partner, 0)

    def on(self, topics: Iterable[str]) -> int:
        """Return the facts on any of these topics, as bits."""
        facts = 0
        for topic in topics:
            facts |= self.by_topic.get(topic, 0)
        return facts

    def is_saying(self, phrase: str, words: Sequence[str]) -> bool:
        """Return whether a keyword, typed in these words, does not mean those named in it: Rome Statute.

        It is a keyword of a fact about others, and no fact about those named has its words.
        """
        named = chain.from_iterable(self.names.match_each(words))
        ids = {match.partner.id if isinstance(match, PartnerMatch) else "" for match in named}
        facts = [self.facts[position] for position in positions_in(self.phrases.having(phrase))] if ids else ()
        if not any(ids.isdisjoint((self.snapshot.about.subject, *fact.about)) for fact in facts):
            return False
        having = self.all_facts
        for root in phrase.split(" "):
            having &= self.texts.facts_with(root)
        return not any(self.about(id_) & having for id_ in ids)

    def is_said(self, phrase: str) -> bool:
        """Return whether a fact's statement or excerpts have the words of a phrase, one right after the other."""
        wanted = f" {' '.join(words_of(phrase))} "
        facts = (self.facts[position] for position in positions_in(self.texts.facts_saying_all(phrase)))
        return any(wanted in f" {' '.join(words_of(text))} " for fact in facts for text in fact.texts)

    def freshness_on(self, today: date) -> Freshness:
        """Return the freshness of the facts on a day; that of the day last asked for is kept."""
        freshness = self._freshness.get(today)
        if freshness is None:
            freshness = build_freshness(self.facts, self.spans.known, today)
            self._freshness.clear()
            self._freshness[today] = freshness
        return freshness


def build(snapshot: Snapshot, before: Index | None = None) -> Index:
    """Make a snapshot searchable; with the index of the previous one, only what differs is made again."""
    facts = tuple(sorted(snapshot.facts.values(), key=_turn_of))
    was = before.facts if before else ()
    moves = _find_moves(before, facts)
    subject = snapshot.about.subject
    is_grouped_alike = before and are_grouped_alike(was, facts)
    groups = {name: getattr(before, name) for name in group(())} if is_grouped_alike else group(facts)
    by_partner, by_topic = groups["by_partner"], groups["by_topic"]
    counts = {partner: found.bit_count() for partner, found in by_partner.items()}
    known = [partner for id_, partner in snapshot.partners.items() if id_ in by_partner and id_ != subject]
    best_known = tuple(sorted(known, key=lambda partner: (-counts[partner.id], partner.id)))
    is_named_alike = before and _have_same_names(before.snapshot, snapshot)
    names = (
        before.names if before and is_named_alike else build_names(tuple(snapshot.partners.values()), snapshot.world)
    )
    topics = build_topic_words(snapshot.topics.values(), by_topic)
    index = Index(
        snapshot=snapshot,
        facts=facts,
        positions={fact.id: position for position, fact in enumerate(facts)},
        **groups,
        best_known=best_known,
        plain_names=tuple(fold(partner.name) for partner in best_known),
        names=names,
        topics=topics,
        own_name=own_name_pattern(snapshot.about.command, names, topics, snapshot.world),
    )
    # These are made now, so that the previous index need not be kept until they are asked for.
    if before and "texts" in vars(before):
        vars(index)["texts"] = renew_texts(facts, was, before.texts, moves)
    if before and "phrases" in vars(before):
        vars(index)["phrases"] = renew_phrases(facts, was, before.phrases, moves)
    return index


def build_whole(snapshot: Snapshot, before: Index | None = None) -> Index:
    """Make a snapshot searchable, with all that `build` leaves to the first question that needs it."""
    index = build(snapshot, before)
    complete(index)
    return index


def complete(index: Index) -> None:
    """Make at once what `build` leaves to the first question that needs it."""
    _ = index.texts, index.phrases, index.dated  # made by being looked at


def _find_moves(before: Index | None, facts: Sequence[Fact]) -> Moves:
    """Find which facts stay what they were by their texts and their turn, and so keep their order."""
    moved_to: list[int | None] = [None] * (len(before.facts) if before else 0)
    for position, fact in enumerate(facts):
        old = before.positions.get(fact.id) if before else None
        if before and old is not None and _is_as_it_was(before.facts[old], fact):
            moved_to[old] = position
    return to_moves(moved_to, len(facts))


def _is_as_it_was(was: Fact, fact: Fact) -> bool:
    return was is fact or (_turn_of(was) == _turn_of(fact) and texts_of(was) == texts_of(fact))


def _have_same_names(before: Snapshot, now: Snapshot) -> bool:
    """Return whether two snapshots have the same partners, in the same world."""
    return before.world is now.world and [*before.partners.values()] == [*now.partners.values()]


def _turn_of(fact: Fact) -> tuple[bool, bool, int, str]:
    return (not fact.supersedes, not fact.is_quoted, fact.position, fact.id)


def _time_of(fact: Fact) -> tuple[bool, int, bool, date, date, str]:
    start = (fact.when.start or fact.when.end) if fact.when else None
    end = (fact.when.end or fact.when.start) if fact.when else None
    first = start or fact.as_of
    is_year = first.precision not in (Precision.DECADE, Precision.CENTURY)
    return (start is None, first.first.year, is_year, first.first, (end or fact.as_of).last, fact.id)
