"""Limits of use: the people and channels that a workspace lets azrel answer, and the rate for each person."""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from bot.domain.limits import Limits
from bot.domain.proposals import Role
from bot.services.askers import Asker
from bot.services.bounded import BoundedMapping
from bot.services.curating import People
from bot.services.housekeeping import Duties
from bot.store.curation import Curation

SECONDS = 60.0
# The newest askers, of some hundred bytes each.
MAX_ASKERS = 10_000


class Why(Enum):
    """The reason why a person is not answered."""

    USER = "user"
    CHANNEL = "channel"
    SHARED = "shared"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Denied:
    """A refusal: its reason, and the seconds until it ends, where it does."""

    why: Why
    seconds: int = 0


class Rate:
    """Counts the questions of each asker in this process; at most so many a minute are allowed."""

    def __init__(self, most: int, timer: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._timer = timer
        self._asked: BoundedMapping[tuple[str, str], deque[float]] = BoundedMapping(MAX_ASKERS)

    def count(self, team: str, user: str) -> int:
        """Count a question; return 0 where it is allowed, else the seconds until the next one is."""
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
    """Checks askers against the cached limits, refreshed by housekeeping; none before its first run."""

    def __init__(self, curation: Curation, people: People, rate: Rate) -> None:
        self._curation = curation
        self._people = people
        self._rate = rate
        self._limits: dict[str, Limits] = {}

    def of(self, team: str) -> Limits:
        """Return a workspace's cached limits."""
        return self._limits.get(team) or Limits(team)

    def check(self, asker: Asker, *, is_shared: bool, is_question: bool) -> Denied | None:
        """Return why a person is not answered; None, and count a question, where they are.

        `is_shared` says that the channel is shared between companies.
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
        """Raise NotAllowed for anybody but an admin."""
        await self._people.demand(asker, Role.ADMIN)

    async def set(self, asker: Asker, limits: Limits) -> None:
        """Set a workspace's limits. Raises NotAllowed for anybody but an admin, and StoreDown."""
        await self.demand_admin(asker)
        await self._curation.set_limits(limits, asker.user)
        self._limits[limits.team] = limits

    async def refresh(self) -> None:
        """Refresh the limits of all workspaces. Raises StoreDown."""
        self._limits = {one.team: one for one in await self._curation.list_limits()}

    async def finish(self) -> None:
        """Do nothing: each process refreshes its own cache."""
