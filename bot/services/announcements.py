"""What happened, told to whoever subscribes: metrics, the sandbox's page."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.domain.answers import Outcome
from bot.domain.responses import Response
from bot.services.askers import Asker

log = logging.getLogger(__name__)

# With these the base lacks what was asked for, or some of it.
MISSED = (Outcome.NEAR, Outcome.NONE)


@dataclass(frozen=True, slots=True)
class Answered:
    """A question was asked and answered, in so many seconds."""

    asker: Asker
    response: Response
    outcome: Outcome
    seconds: float


@dataclass(frozen=True, slots=True)
class Repeated:
    """A question was answered with the reply that was made when somebody asked the same."""

    asker: Asker
    outcome: Outcome
    seconds: float


@dataclass(frozen=True, slots=True)
class Missed:
    """The base has nothing that answers a question, or not all of it."""

    asker: Asker
    response: Response


@dataclass(frozen=True, slots=True)
class Shared:
    """Somebody shares an answer with everybody in a conversation."""

    asker: Asker
    response: Response


Announcement = Answered | Repeated | Missed | Shared
Subscriber = Callable[[Announcement], None]


class Announcements:
    """Tells all subscribers what happened; one that fails is logged, and keeps no answer from whoever asked."""

    def __init__(self, subscribers: Iterable[Subscriber] = ()) -> None:
        self._subscribers = tuple(subscribers)

    @property
    def has_subscribers(self) -> bool:
        """Whether anybody subscribes."""
        return bool(self._subscribers)

    def announce(self, announcement: Announcement) -> None:
        """Tell what happened."""
        for subscriber in self._subscribers:
            try:
                subscriber(announcement)
            except Exception:
                log.exception("an announcement could not be dealt with")
