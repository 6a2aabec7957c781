"""The weekly digest for owners of partners or topics: due facts, open gaps and waiting proposals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import orjson

from bot.domain.due import due_day
from bot.domain.gaps import Gap
from bot.domain.knowledge import Fact, Snapshot
from bot.domain.proposals import Member, Proposal, Role
from bot.search import Index
from bot.services.loop.times import week_of
from bot.store.curation import Curation
from bot.store.loop import Loop

DIGEST = "digest"
SECONDS_OF_SNOOZE = 30 * 86_400.0


@dataclass(frozen=True, slots=True)
class Scope:
    """The partners and topics that a person owns, by id; with `has_rest`, also everything that nobody owns."""

    partners: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    has_rest: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """The content of a digest: facts with the day from which they are due, open gaps, and waiting proposals."""

    facts: tuple[tuple[Fact, date], ...]
    gaps: tuple[Gap, ...]
    waiting: tuple[Proposal, ...]

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to report."""
        return not (self.facts or self.gaps or self.waiting)


class Digests:
    """Plans one digest a week for each owner and reviewer, and finds its content."""

    def __init__(
        self,
        loop: Loop,
        curation: Curation,
        current: Callable[[], Index],
        today: Callable[[], date],
        clock: Callable[[], float],
    ) -> None:
        self._loop = loop
        self._curation = curation
        self._current = current
        self._today = today
        self._clock = clock
        self._planned = ""

    async def plan(self) -> None:
        """Plan this week's digests, whose keys prevent a second one. Raises StoreDown."""
        week, _ = week_of(self._clock(), self._current().snapshot.about.time_zone)
        if week == self._planned:
            return
        members = await self._curation.list_everybody()
        for member in members:
            scope = _scope_of(member)
            if scope is not None:
                await self._enqueue(member, scope, f"{DIGEST}:{member.team}:{member.user}:{week}")
        self._planned = week

    async def hand_over(self, team: str, gone: str, scope: Scope) -> None:
        """Remove the ownership of a person who has left, and plan its digest for the reviewers instead."""
        week, _ = week_of(self._clock(), self._current().snapshot.about.time_zone)
        members = [one for one in await self._curation.list_members(team) if one.user != gone]
        await self._curation.set_ownership(team, gone, (), (), "")
        for member in members:
            if member.role.includes(Role.REVIEWER):
                await self._enqueue(member, scope, f"{DIGEST}:{team}:{member.user}:{week}:{gone}")

    async def find(self, team: str, scope: Scope) -> Due:
        """Find the content of a digest as of today."""
        snapshot, today = self._current().snapshot, self._today()
        members = await self._curation.list_members(team)
        owned = Scope(
            tuple([id_ for member in members for id_ in member.partners]),
            tuple([id_ for member in members for id_ in member.topics]),
        )
        snoozed = await self._loop.list_snoozed(team)
        facts = [
            (fact, day)
            for fact in snapshot.facts.values()
            if fact.id not in snoozed
            and _concerns(scope, owned, fact.about, fact.topics)
            and (day := due_day(fact, snapshot.about, today))
            and day <= today
        ]
        gaps = await self._loop.list_gaps(team)
        waiting = await self._curation.list_waiting(team)
        return Due(
            tuple(sorted(facts, key=lambda found: (found[1], found[0].id))),
            tuple([gap for gap in gaps if _concerns(scope, owned, (gap.partner,), (gap.topic,))]),
            tuple([one for one in waiting if _concerns(scope, owned, *_about(one, snapshot))]),
        )

    async def _enqueue(self, member: Member, scope: Scope, key: str) -> None:
        payload = {
            "team": member.team,
            "user": member.user,
            "partners": scope.partners,
            "topics": scope.topics,
            "rest": scope.has_rest,
        }
        await self._loop.enqueue(key, DIGEST, orjson.dumps(payload).decode(), self._clock())


def to_scope(payload: dict[str, object]) -> Scope:
    """Read the scope in the payload of a planned digest."""
    partners, topics = (payload.get(key) for key in ("partners", "topics"))
    return Scope(_texts(partners), _texts(topics), payload.get("rest") is True)


def _texts(value: object) -> tuple[str, ...]:
    return tuple([one for one in value if isinstance(one, str)]) if isinstance(value, list) else ()


def _scope_of(member: Member) -> Scope | None:
    """Return the scope of a member: what they own, and for reviewers the rest; None for other members."""
    is_reviewer = member.role.includes(Role.REVIEWER)
    if not (member.partners or member.topics or is_reviewer):
        return None
    return Scope(member.partners, member.topics, is_reviewer)


def _concerns(scope: Scope, owned: Scope, partners: Sequence[str], topics: Sequence[str]) -> bool:
    def is_in(one: Scope) -> bool:
        return not set(one.partners).isdisjoint(partners) or not set(one.topics).isdisjoint(topics)

    return is_in(scope) or (scope.has_rest and not is_in(owned))


def _about(proposal: Proposal, snapshot: Snapshot) -> tuple[tuple[str, ...], tuple[str, ...]]:
    fact = snapshot.facts.get(proposal.fact)
    return (fact.about, fact.topics) if fact else ((proposal.partner,), ())
