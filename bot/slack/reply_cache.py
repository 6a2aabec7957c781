"""A cache of replies to slash commands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from weakref import ref

from bot.domain.answers import Outcome
from bot.domain.defaults import Default
from bot.domain.responses import Response
from bot.search import Index
from bot.services import BoundedMapping

# Replies have some ten kilobytes each. Longer texts are rarely asked twice.
MAX_CACHED, MAX_CACHED_TEXT = 512, 100


@dataclass(frozen=True, slots=True)
class CachedReply:
    """A reply as it is sent, its outcome, and the response itself where the base misses what is asked.

    The body is bytes, since a str with an emoji takes four bytes a character.
    """

    body: bytes
    outcome: Outcome
    missed: Response | None


class ReplyCache:
    """The newest replies by text, for one index and one day; another index or day empties the cache.

    A reply is reused only for channels with the same default. Many people ask the same short questions, and
    answering one takes several times as long as sending a cached reply: two workers would miss the promised throughput.
    """

    def __init__(self) -> None:
        self._index: Callable[[], Index | None] = lambda: None
        self._today: date | None = None
        self._replies: BoundedMapping[tuple[str, Default | None], CachedReply] = BoundedMapping(MAX_CACHED)

    def find(self, text: str, default: Default | None, index: Index, today: date) -> CachedReply | None:
        """Return the cached reply to a text in a channel with this default; None where there is none."""
        if self._index() is not index or self._today != today:
            self._index, self._today = ref(index), today  # weak, so that an old index is freed
            self._replies.clear()
        asked = text, default
        if asked not in self._replies:
            return None
        self._replies.move_to_end(asked)
        return self._replies[asked]

    def keep(self, text: str, default: Default | None, reply: CachedReply) -> None:
        """Cache the reply to a text, dropping the oldest."""
        if len(text) <= MAX_CACHED_TEXT:
            self._replies[text, default] = reply
