"""Announcements of questions answered, missed and shared, for subscribers such as metrics and the sandbox's page."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.domain.answers import Outcome
from bot.domain.responses import Response
from bot.services.askers import Asker

log = logging.getLogger(__name__)

# The outcomes where the base lacks some of what was asked for.
MISSED = (Outcome.NEAR, Outcome.NONE)


@dataclass(frozen=True, slots=True)
class Answered:
    """A question was asked, and answered within `seconds`."""

    asker: Asker
    response: Response
    outcome: Outcome
    seconds: float


@dataclass(frozen=True, slots=True)
class Repeated:
    """A question was answered with the cached reply to the same question."""

    asker: Asker
    outcome: Outcome
    seconds: float


@dataclass(frozen=True, slots=True)
class Missed:
    """The base lacks some or all of the answer to a question."""

    asker: Asker
    response: Response


@dataclass(frozen=True, slots=True)
class Shared:
    """A user shared an answer with everybody in a conversation."""

    asker: Asker
    response: Response


Announcement = Answered | Repeated | Missed | Shared
Subscriber = Callable[[Announcement], None]


class Announcements:
    """Passes announcements to all subscribers; logs one that fails, so that the user still gets the answer."""

    def __init__(self, subscribers: Iterable[Subscriber] = ()) -> None:
        self._subscribers = tuple(subscribers)

    @property
    def has_subscribers(self) -> bool:
        """Return whether anybody subscribes."""
        return bool(self._subscribers)

    def announce(self, announcement: Announcement) -> None:
        """Pass an announcement to all subscribers."""
        for subscriber in self._subscribers:
            try:
                subscriber(announcement)
            except Exception:
                log.exception("an announcement could not be dealt with")
