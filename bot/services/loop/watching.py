"""Watches of a partner or a topic, and the notices that they lead to."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

import orjson

from bot.domain.knowledge import Snapshot
from bot.domain.watching import ChangeKind, FactChange, Pace, Watch
from bot.search import Index, parse
from bot.services.askers import Asker
from bot.services.loop.times import week_of
from bot.store.loop import Loop

WATCHED = "watched"
_MOST_CHANGES = 50


class Watching:
    """Stores watches, and plans the notices to watchers. Methods raise StoreDown."""

    def __init__(self, loop: Loop, current: Callable[[], Index], clock: Callable[[], float]) -> None:
        self._loop = loop
        self._current = current
        self._clock = clock

    async def watch(self, asker: Asker, partner: str, topic: str, pace: Pace | None = None) -> Watch:
        """Begin to watch a partner or a topic, or change the pace of its notices."""
        now = self._clock()
        known = [one for one in await self.list_own(asker) if (one.partner, one.topic) == (partner, topic)]
        before = known[0] if known else Watch(asker.team, asker.user, partner, topic, Pace.WEEKLY, now, now)
        watch = Watch(asker.team, asker.user, partner, topic, pace or before.pace, before.since, before.notified_until)
        await self._loop.watch(watch)
        return watch

    async def unwatch(self, asker: Asker, partner: str, topic: str) -> bool:
        """End a watch; return False where there is none."""
        return await self._loop.unwatch(asker.team, asker.user, partner, topic)

    async def list_own(self, asker: Asker) -> Sequence[Watch]:
        """List the asker's watches."""
        return await self._loop.list_watches(asker.team, asker.user)

    async def plan(self) -> None:
        """Plan the notices that are due, at once or weekly, and record in the same step what they cover."""
        watches = await self._loop.list_all_watches()
        if not watches:
            return
        snapshot = self._current().snapshot
        _, monday = week_of(self._clock(), snapshot.about.time_zone)
        changes = await self._loop.list_changes_since(min(watch.notified_until for watch in watches))
        of_people: defaultdict[tuple[str, str, Pace], list[Watch]] = defaultdict(list)
        for watch in watches:
            of_people[watch.team, watch.user, watch.pace].append(watch)
        for (*_, pace), own in of_people.items():
            until = self._clock() if pace is Pace.AT_ONCE else monday
            due = {
                change.fact: change
                for watch in own
                for change in changes
                if watch.notified_until < change.at <= until and _is_watched(change, watch, snapshot)
            }
            if due:
                await self._enqueue(own, list(due.values()))

    async def _enqueue(self, watches: Sequence[Watch], changes: Sequence[FactChange]) -> None:
        team, user, newest = watches[0].team, watches[0].user, max(change.at for change in changes)
        listed = [(change.fact, change.kind, change.at) for change in changes[:_MOST_CHANGES]]
        payload = {
            "team": team,
            "user": user,
            "partner": watches[0].partner,
            "topic": watches[0].topic,
            "changes": listed,
            "more": len(changes) - len(listed),
        }
        key = f"{WATCHED}:{team}:{user}:{watches[0].pace}:{newest}"
        await self._loop.enqueue_for_watches(watches, newest, key, orjson.dumps(payload).decode(), WATCHED)


def find_watched(text: str, index: Index, today: date) -> tuple[str, str] | None:
    """Find the partner or topic that a text names; None where it names none, or asks for more."""
    request = parse(text, index, today).request
    named = [*request.partners, *request.topics]
    if len(named) != 1 or request.words or request.period or request.countries:
        return None
    return (next(iter(request.partners), ""), next(iter(request.topics), ""))


def _is_watched(change: FactChange, watch: Watch, snapshot: Snapshot) -> bool:
    fact = snapshot.facts.get(change.fact)
    if fact is None or change.kind is ChangeKind.REMOVED:
        return False
    return watch.covers(fact.about, fact.topics)


def read_changes(values: Iterable[object]) -> list[FactChange]:
    """Read the changes in the payload of a planned notice."""
    found = []
    for value in values:
        match value:
            case [str(fact), str(kind), float(at)] if kind in list(ChangeKind):
                found.append(FactChange(fact, ChangeKind(kind), at))
    return found
