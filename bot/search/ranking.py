"""Facts in order: best first, lazily, each followed by what supersedes or contradicts it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice
from typing import overload

from bot.domain.answers import FactMatch, Reason, because
from bot.domain.knowledge import Fact, Status
from bot.domain.requests import Request
from bot.search.bits import Points, positions_in
from bot.search.features import Feature, features_of
from bot.search.index import Index
from bot.search.terms import Term, terms_in, terms_of_topics

# So many facts every reader sees.
SEEN_FIRST = 3
# Scores are measured in thousandths.
_WHOLE = 1_000


class LazyFacts(Sequence[FactMatch]):
    """Matches that are made as they are looked at, and then kept."""

    def __init__(self, matches: Iterator[FactMatch]) -> None:
        self._ahead = matches
        self._made: list[FactMatch] = []

    def __iter__(self) -> Iterator[FactMatch]:
        item = 0
        while self._make(item + 1):
            yield self._made[item]
            item += 1

    def __len__(self) -> int:
        self._make(None)
        return len(self._made)

    def __bool__(self) -> bool:
        return self._make(1)

    @overload
    def __getitem__(self, item: int) -> FactMatch: ...

    @overload
    def __getitem__(self, item: slice) -> tuple[FactMatch, ...]: ...

    def __getitem__(self, item: int | slice) -> FactMatch | tuple[FactMatch, ...]:
        if isinstance(item, slice):
            bounds = (item.start or 0, -1 if item.stop is None else item.stop)
            self._make(None if min(bounds) < 0 else max(bounds))
            return tuple(self._made[item])
        self._make(None if item < 0 else item + 1)
        return self._made[item]

    def _make(self, count: int | None) -> bool:
        """Make so many, or all; return whether there are as many."""
        while count is None or len(self._made) < count:
            match = next(self._ahead, None)
            if match is None:
                return count is None
            self._made.append(match)
        return True


@dataclass(frozen=True)
class Scorer:
    """Scores facts for a request and explains their scores; what that takes is made when it is first looked at."""

    request: Request
    index: Index
    today: date

    @cached_property
    def words(self) -> tuple[Term, ...]:
        """The terms of the request's words."""
        return terms_in(self.request, self.index)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms of the request's words; of a request without words, those of its topics' names.

        So the facts on one topic of an answer come in the order that they have in the whole answer.
        """
        return self.words or terms_of_topics(self.request, self.index)

    @cached_property
    def features(self) -> Sequence[Feature]:
        """The features of the request, by which facts are scored one by one."""
        return features_of(self.request, self.terms, self.index, self.today)

    @cached_property
    def sums(self) -> Points:
        """Return each fact's score, of a thousand points at most."""
        sums, total = Points(), sum([feature.weight for feature in self.features])
        for feature in self.features:
            for score, facts in feature.parts:
                if facts:
                    sums.add(facts, round(_WHOLE * feature.weight * score / total))
        return sums

    def match(self, position: int, score: float | None = None) -> FactMatch:
        """Return a fact as a match; its score is worked out unless it is known."""
        known = self.score(position) if score is None else score
        status = self.index.freshness_on(self.today).statuses[position]
        return FactMatch(self.index.facts[position], known, self.explain, status)

    def score(self, position: int) -> float:
        """Return a fact's score, from 0 to 1: the weighted mean of what it scores in each feature."""
        if not self.features:
            return 1.0
        return min(self.sums.at(position), _WHOLE) / _WHOLE

    def in_order(self, facts: int) -> Iterator[tuple[float, int]]:
        """Yield the score and position of each fact of a set, the best first; of equal ones what is past comes last.

        Facts that are equal in all come the newest first where that is asked for, or else as curators put them.
        """
        past, newest = self.index.freshness_on(self.today).past, self.index.spans.newest_first
        for sum_, tied in self.sums.descending(facts):
            score = min(sum_, _WHOLE) / _WHOLE if self.features else 1.0
            for group in (tied & ~past, tied & past):
                for position in newest.sort(group) if self.request.newest_first else positions_in(group):
                    yield score, position

    def explain(self, fact: Fact) -> tuple[Reason, ...]:
        """Return what was counted for a fact."""
        position = self.index.positions[fact.id]
        total = sum([feature.weight for feature in self.features])
        scored = [(feature, feature.score(position)) for feature in self.features]
        reasons = [
            Reason(feature.name, feature.weight * score / total, feature.weight / total, feature.explain(position))
            for feature, score in scored
            if score
        ]
        return tuple(reasons) or (Reason("all", 1.0, 1.0, self._explain_all()),)

    def _explain_all(self) -> str:
        countries = self.index.snapshot.world.countries
        if self.request.countries:
            return f"mentions {' and '.join([countries[code].name for code in self.request.countries])}"
        is_rest = self.request.without_partners or self.request.without_words
        return "not left out" if is_rest else f"about {self.index.snapshot.subject.name} itself"


def rank_facts(
    facts: int, scorer: Scorer, left_out: int = 0, *, preferred: Callable[[int], bool] | None = None
) -> LazyFacts:
    """Order a set of facts, each followed by its companions; none of those that are `left_out` is one.

    Of the facts that every reader sees, those that are `preferred`, given their positions, come first.
    """
    order = scorer.in_order(facts)
    if preferred is not None:
        order = _preferred_first(order, preferred)
    return LazyFacts(_with_companions(order, facts, scorer, left_out))


def _preferred_first(
    order: Iterator[tuple[float, int]], preferred: Callable[[int], bool]
) -> Iterator[tuple[float, int]]:
    yield from sorted(islice(order, SEEN_FIRST), key=lambda ranked: not preferred(ranked[1]))
    yield from order


def _with_companions(
    order: Iterator[tuple[float, int]], facts: int, scorer: Scorer, left_out: int
) -> Iterator[FactMatch]:
    index = scorer.index
    done = set(positions_in(left_out))
    for score, position in order:
        if position in done:
            continue
        if not index.linked >> position & 1:
            done.add(position)
            yield scorer.match(position, score)
            continue
        ahead, group = [scorer.match(position, score)], list[FactMatch]()
        for match in ahead:
            position = index.positions[match.fact.id]
            if position in done:
                continue
            done.add(position)
            group.append(match)
            ahead += _companions_of(match, facts, scorer)
        yield from _current_first(group) if scorer.request.newest_first else group


def _current_first(group: list[FactMatch]) -> list[FactMatch]:
    """Put what was superseded behind what superseded it, for a question whether something is still so."""
    first, *others = group
    current = [match for match in others if match.status is not Status.SUPERSEDED]
    if first.status is not Status.SUPERSEDED or not current:
        return group
    newest, *rest = current
    old = [match for match in others if match.status is Status.SUPERSEDED]
    # One of the two is counted, and the other is its companion.
    is_counted = not newest.is_companion
    return [replace(newest, is_companion=False), *rest, replace(first, is_companion=not is_counted), *old]


def _companions_of(match: FactMatch, facts: int, scorer: Scorer) -> Iterator[FactMatch]:
    """Yield the facts that supersede or contradict a match; those in the set are matches themselves."""
    fact, index = match.fact, scorer.index
    links = [(link, "supersedes") for link in fact.superseded_by]
    links += [(link, "contradicts") for link in fact.contradicts if not match.is_companion]
    for link, how in links:
        other = index.positions[link.fact]
        if facts >> other & 1:
            yield scorer.match(other)
        else:
            why = because("companion", f"{how} {fact.id}")
            status = index.freshness_on(scorer.today).statuses[other]
            yield FactMatch(index.facts[other], match.score, why, status, is_companion=True)
