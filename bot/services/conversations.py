"""The subject of each conversation, remembered for a while, so that a follow-up can be completed with it."""

import json
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from bot.domain.answers import Asked, Offer
from bot.domain.requests import Form, decode_request, encode_request
from bot.domain.responses import Response
from bot.reply import Surface, to_turned
from bot.search import to_asked
from bot.store import Conversation, Store, StoreDown

MAX_CONTEXTS = 2_000
SECONDS_KEPT = 6 * 3_600.0
# A direct conversation never ends, so a message after a pause begins a new subject.
SECONDS_DIRECT = 15 * 60.0


class Conversations:
    """The last request of each conversation.

    With a store all processes share it. Without one, and while it is down, each process remembers the newest
    conversations that it answered itself, each for a limited time. The ids of channels are unique, while the workspace
    that Slack names beside one varies with the author, and may be null.
    """

    def __init__(
        self,
        store: Store | None = None,
        *,
        most: int = MAX_CONTEXTS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._most = most
        self._clock = clock
        self._asked: OrderedDict[Conversation, tuple[float, Asked]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._asked)

    async def recall(self, conversation: Conversation) -> Asked | None:
        """Return the subject of a conversation, unless it is too old."""
        if self._store is not None:
            try:
                return _decode_asked(await self._store.recall(conversation))
            except StoreDown:
                pass  # this process may remember it
        self._forget_old()
        when, asked = self._asked.get(conversation, (0.0, None))
        return asked if asked and self._clock() - when <= _seconds_of(conversation) else None

    async def note(self, asked: Asked | None, *conversations: Conversation) -> None:
        """Remember the subject of conversations; None for no subject."""
        for conversation in conversations:
            self._asked.pop(conversation, None)
            if asked:
                self._asked[conversation] = (self._clock(), asked)
        self._forget_old()
        if self._store is not None:
            try:
                if asked is None:
                    await self._store.forget(conversations)
                else:
                    encoded = _encode_asked(asked)
                    for conversation in conversations:
                        await self._store.note([conversation], encoded, _seconds_of(conversation))
            except StoreDown:
                pass  # this process remembers it

    def _forget_old(self) -> None:
        while self._asked:
            conversation, (when, _) = next(iter(self._asked.items()))
            if len(self._asked) <= self._most and self._clock() - when <= SECONDS_KEPT:
                return
            del self._asked[conversation]


def to_noted(response: Response, before: Asked | None) -> Asked | None:
    """Return the subject of a conversation after a response, and its page, which "more" continues."""
    asked, request = to_asked(response, before), response.request
    if asked is None or asked.choices or asked.request != request:
        return asked
    is_first = request.page == 1 and request.form is not Form.TIMELINE
    return asked if is_first else replace(asked, request=to_turned(response, Surface.PUBLIC))


def _seconds_of(conversation: Conversation) -> float:
    return SECONDS_KEPT if conversation[1] else SECONDS_DIRECT


def _encode_asked(asked: Asked) -> str:
    """Encode a subject as text: its request, and the label and request of each choice."""
    choices = [[offer.label, encode_request(offer.request)] for offer in asked.choices]
    return json.dumps([encode_request(asked.request), *choices])


def _decode_asked(text: str | None) -> Asked | None:
    """Decode the text of `_encode_asked`; None for no subject, or the text of another version of azrel."""
    if text is None:
        return None
    encoded, *choices = json.loads(text)
    request = decode_request(encoded)
    offers = [Offer(label, offered) for label, item in choices if (offered := decode_request(item))]
    return Asked(request, tuple(offers)) if request and len(offers) == len(choices) else None
