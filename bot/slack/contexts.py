"""What each conversation is about, kept for a while, so that a follow-up can be completed with it."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from bot.domain.answers import Asked
from bot.domain.requests import Form
from bot.domain.responses import Response
from bot.reply import Surface, to_turned
from bot.search import to_asked

MAX_CONTEXTS = 2_000
SECONDS_KEPT = 6 * 3_600.0
# Direct messages go on for ever, and what is written there some time later begins anew.
SECONDS_DIRECT = 15 * 60.0

# Channel, and the thread's first message (empty: the channel itself, which is somebody's direct messages). The ids of
# channels are unique, while the workspace that Slack names beside one varies with who writes, and may be null.
Conversation = tuple[str, str]


class Contexts:
    """What was asked last in each conversation: of the newest so many conversations, each for so long."""

    def __init__(
        self, most: int = MAX_CONTEXTS, seconds: float = SECONDS_KEPT, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._asked: OrderedDict[Conversation, tuple[float, Asked]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._asked)

    def recall(self, conversation: Conversation) -> Asked | None:
        """What the conversation is about, unless that was asked too long ago."""
        self._forget_old()
        when, asked = self._asked.get(conversation, (0.0, None))
        seconds = self._seconds if conversation[1] else min(self._seconds, SECONDS_DIRECT)
        return asked if asked and self._clock() - when <= seconds else None

    def note(self, asked: Asked | None, *conversations: Conversation) -> None:
        """Keep what conversations are about from now on; None: about nothing."""
        for conversation in conversations:
            self._asked.pop(conversation, None)
            if asked:
                self._asked[conversation] = (self._clock(), asked)
        self._forget_old()

    def _forget_old(self) -> None:
        while self._asked:
            conversation, (when, _) = next(iter(self._asked.items()))
            if len(self._asked) <= self._most and self._clock() - when <= self._seconds:
                return
            del self._asked[conversation]


def to_noted(response: Response, before: Asked | None) -> Asked | None:
    """Return what a conversation is about after a response, and of which page: the next follows that."""
    asked, request = to_asked(response, before), response.request
    if asked is None or asked.choices or asked.request != request:
        return asked
    is_first = request.page == 1 and request.form is not Form.TIMELINE
    return asked if is_first else replace(asked, request=to_turned(response, Surface.PUBLIC))
