"""Messages and their answers, so that each message has one answer, also when it is edited."""

import asyncio
from dataclasses import dataclass, field

from bot.domain.answers import Asked
from bot.services import Newest

# An edit comes within minutes, as a rule; a busy workspace asks some thousands of questions a day.
MAX_EXCHANGES = 10_000


@dataclass(slots=True)
class Exchange:
    """A person's message and its answer.

    `text` is what the message says now, `edited` the time of its last edit as Slack writes it ("" for none). `answered`
    is the text that `reply`, the answer's `ts`, answers; both are None until there is an answer. `before` is what the
    conversation was about when the message came, `left` what it was about after the answer.
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
        """Whether nothing was answered yet."""
        return self.answered is None


class Exchanges:
    """The newest exchanges, by channel and the message's `ts`."""

    def __init__(self, most: int = MAX_EXCHANGES) -> None:
        self._known: Newest[tuple[str, str], Exchange] = Newest(most)

    def knows(self, channel: str, ts: str) -> bool:
        """Whether a message has come here before."""
        return (channel, ts) in self._known

    def keep(self, channel: str, ts: str, exchange: Exchange) -> None:
        """Keep an exchange, among the newest so many."""
        self._known[channel, ts] = exchange

    def forget(self, channel: str, ts: str) -> None:
        """Forget a message, as if it had never come here."""
        self._known.pop((channel, ts), None)

    def claim(self, channel: str, ts: str, text: str, edited: str = "") -> Exchange | None:
        """Claim a delivery of a message; None where its text is the one known already.

        Slack delivers a message again under the same event id where it had no response in time, and under another one
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
