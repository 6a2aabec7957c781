"""Replies that are kept, for whoever asks the same."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from weakref import ref

from bot.domain.answers import Outcome
from bot.domain.defaults import Default
from bot.domain.responses import Response
from bot.search import Index
from bot.services import Newest

# Of some ten kilobytes each. What is longer is hardly asked twice.
MAX_CACHED, MAX_CACHED_TEXT = 512, 100


@dataclass(frozen=True, slots=True)
class CachedReply:
    """A reply as it is sent, what kind of answer it is, and the response itself where the base misses what is asked.

    The body is bytes, for in a text with an emoji each character takes four.
    """

    body: bytes
    outcome: Outcome
    missed: Response | None


class ReplyCache:
    """The replies last made to typed texts, out of one index and as of one day; with another of either, none is left.

    A reply is kept for channels of the same default alone.

    Many people ask the same short things. To answer each of them anew takes several times as long as to send the reply,
    and two workers would miss the throughput that is promised.
    """

    def __init__(self) -> None:
        self._index: Callable[[], Index | None] = lambda: None
        self._today: date | None = None
        self._replies: Newest[tuple[str, Default | None], CachedReply] = Newest(MAX_CACHED)

    def find(self, text: str, default: Default | None, index: Index, today: date) -> CachedReply | None:
        """Return the reply to a text in a channel of such a default, if it is kept."""
        if self._index() is not index or self._today != today:
            self._index, self._today = ref(index), today  # one that is no longer served is not held
            self._replies.clear()
        asked = text, default
        if asked not in self._replies:
            return None
        self._replies.move_to_end(asked)
        return self._replies[asked]

    def keep(self, text: str, default: Default | None, reply: CachedReply) -> None:
        """Keep the reply to a text that was not found, in the place of the oldest."""
        if len(text) <= MAX_CACHED_TEXT:
            self._replies[text, default] = reply
