"""Limits of use: whom and where a workspace lets be answered, and how often somebody may ask."""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from bot.domain.limits import Limits
from bot.domain.proposals import Role
from bot.services.askers import Asker
from bot.services.curating import People
from bot.services.housekeeping import Duties
from bot.services.newest import Newest
from bot.store.curation import Curation

SECONDS = 60.0
# Of those who asked last, some hundred bytes each.
MAX_ASKERS = 10_000


class Why(Enum):
    """Why somebody is not answered."""

    USER = "user"
    CHANNEL = "channel"
    SHARED = "shared"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Denied:
    """Somebody is not answered: why, and in how many seconds they are, where that passes."""

    why: Why
    seconds: int = 0


class Rate:
    """Counts how often each asker asks: so many times a minute at the most, in this process."""

    def __init__(self, most: int, timer: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._timer = timer
        self._asked: Newest[tuple[str, str], deque[float]] = Newest(MAX_ASKERS)

    def count(self, team: str, user: str) -> int:
        """Count a question: 0 where it may be answered, else in how many seconds the next one may be."""
        if not self._most or not user:
            return 0
        now = self._timer()
        asked = self._asked.setdefault((team, user), deque(maxlen=self._most))
        self._asked.move_to_end((team, user))
        if len(asked) == self._most and now - asked[0] < SECONDS:
            return min(max(1, math.ceil(SECONDS - (now - asked[0]))), int(SECONDS))
        asked.append(now)
        return 0


class Limiting(Duties):
    """Tells who is answered, from memory, which each look brings up to date; until the first there are no limits."""

    def __init__(self, curation: Curation, people: People, rate: Rate) -> None:
        self._curation = curation
        self._people = people
        self._rate = rate
        self._limits: dict[str, Limits] = {}

    def of(self, team: str) -> Limits:
        """Return a workspace's limits, as they were last looked up."""
        return self._limits.get(team) or Limits(team)

    def check(self, asker: Asker, *, is_shared: bool, is_question: bool) -> Denied | None:
        """Return why somebody is not answered; None where they are, which is counted where it is a question.

        `is_shared` is whether they ask in a channel that several companies share.
        """
        limits = self.of(asker.team)
        if not limits.allows_user(asker.user):
            return Denied(Why.USER)
        if not limits.allows_channel(asker.channel):
            return Denied(Why.CHANNEL)
        if is_shared and not limits.shared_channels:
            return Denied(Why.SHARED)
        seconds = self._rate.count(asker.team, asker.user) if is_question else 0
        return Denied(Why.RATE, seconds) if seconds else None

    async def demand_admin(self, asker: Asker) -> None:
        """Raise NotAllowed for whoever is no admin."""
        await self._people.demand(asker, Role.ADMIN)

    async def set(self, asker: Asker, limits: Limits) -> None:
        """Set a workspace's limits. Raises NotAllowed for whoever is no admin, and StoreDown."""
        await self.demand_admin(asker)
        await self._curation.set_limits(limits, asker.user)
        self._limits[limits.team] = limits

    async def look(self) -> None:
        """Look the limits of all workspaces up. Raises StoreDown."""
        self._limits = {one.team: one for one in await self._curation.list_limits()}

    async def finish(self) -> None:
        """Do nothing: each process looks for itself."""
