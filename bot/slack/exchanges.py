"""Messages and their answers, held so that each message has one answer, also after an edit."""

import asyncio
from dataclasses import dataclass, field

from bot.domain.answers import Asked
from bot.services import BoundedMapping

# Edits usually come within minutes; a busy workspace asks some thousands of questions a day.
MAX_EXCHANGES = 10_000


@dataclass(slots=True)
class Exchange:
    """A person's message and its answer.

    `text` is the current text, `edited` the `ts` of its last edit ("" for none). `reply` is the answer's `ts` and
    `answered` the text that it answers, None until there is an answer. `before` is the subject of the conversation when
    the message arrived, `left` the subject after the answer.
    """

    text: str
    edited: str = ""
    answered: str | None = None
    reply: str | None = None
    before: Asked | None = None
    left: Asked | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def is_first(self) -> bool:
        """Return whether nothing was answered yet."""
        return self.answered is None


class Exchanges:
    """The newest exchanges, by channel and the message's `ts`."""

    def __init__(self, most: int = MAX_EXCHANGES) -> None:
        self._known: BoundedMapping[tuple[str, str], Exchange] = BoundedMapping(most)

    def knows(self, channel: str, ts: str) -> bool:
        """Return whether a message has arrived here before."""
        return (channel, ts) in self._known

    def keep(self, channel: str, ts: str, exchange: Exchange) -> None:
        """Add an exchange, dropping the oldest."""
        self._known[channel, ts] = exchange

    def forget(self, channel: str, ts: str) -> None:
        """Forget a message, so that its next delivery counts as the first."""
        self._known.pop((channel, ts), None)

    def claim(self, channel: str, ts: str, text: str, edited: str = "") -> Exchange | None:
        """Claim a delivery of a message; return None where its text is already known.

        Slack delivers a message again under the same event id where it had no response in time, and under another id
        where the message was edited, a link in it unfurled, or it is both a mention and a direct message.
        """
        known = self._known.get((channel, ts))
        if known is None:
            known = Exchange(text, edited)
            self.keep(channel, ts, known)
            return known
        if edited <= known.edited or text == known.text:
            return None
        known.text, known.edited = text, edited
        return known
