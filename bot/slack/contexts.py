"""What was asked before in a conversation, for a while, so that half a question can be made whole."""

import time
from collections import OrderedDict
from collections.abc import Callable

MAX_CONTEXTS = 2_000
SECONDS_KEPT = 6 * 3_600.0

# Workspace, channel, and the thread's first message (empty: the channel itself, which is somebody's direct messages).
Conversation = tuple[str, str, str]


class Contexts:
    """The last question of each conversation: the newest so many, each for so long."""

    def __init__(
        self, most: int = MAX_CONTEXTS, seconds: float = SECONDS_KEPT, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._asked: OrderedDict[Conversation, tuple[float, str]] = OrderedDict()

    def recall(self, conversation: Conversation) -> str | None:
        """The question asked before, unless that was too long ago."""
        when, text = self._asked.get(conversation, (0.0, None))
        return text if text is not None and self._clock() - when <= self._seconds else None

    def remember(self, conversation: Conversation, text: str) -> None:
        """Keep a question until the next one in the same conversation."""
        self._asked[conversation] = (self._clock(), text)
        self._asked.move_to_end(conversation)
        if len(self._asked) > self._most:
            self._asked.popitem(last=False)
