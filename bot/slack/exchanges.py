"""Which message was answered where, so that one message has one answer, also when it is edited."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field

# An edit comes within minutes, as a rule; a busy workspace asks some thousands of questions a day.
MAX_EXCHANGES = 10_000


@dataclass(slots=True)
class Exchange:
    """A person's message and its answer.

    `text` is what the message says now, `edited` the time of its last edit as Slack writes it ("" for none). `answered`
    is the text that `reply`, the answer's `ts`, answers; both are None until there is an answer. `before` is the
    question that the message was read together with, `left` what it left for the next one to be read with.
    """

    text: str
    edited: str = ""
    answered: str | None = None
    reply: str | None = None
    before: str | None = None
    left: str | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def is_first(self) -> bool:
        """Whether nothing was answered yet."""
        return self.answered is None


class Exchanges:
    """The newest exchanges, by channel and the message's `ts`."""

    def __init__(self, most: int = MAX_EXCHANGES) -> None:
        self._most = most
        self._known: OrderedDict[tuple[str, str], Exchange] = OrderedDict()

    def claim(self, channel: str, ts: str, text: str, edited: str = "") -> Exchange | None:
        """Take a delivery of a message; None where it asks for nothing new.

        Slack delivers a message again under the same event id where it had no response in time, and under another one
        where the message was edited, a link in it unfurled, or it is both a mention and a direct message.
        """
        known = self._known.get((channel, ts))
        if known is None:
            known = self._known[channel, ts] = Exchange(text, edited)
            if len(self._known) > self._most:
                self._known.popitem(last=False)
            return known
        if edited <= known.edited or text == known.text:
            return None
        known.text, known.edited = text, edited
        return known
