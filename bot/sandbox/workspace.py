"""A small Slack workspace: its people, channels and messages, and who sees what."""

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from bot.sandbox.refusals import Refused

TEAM, APP, BOT_USER, BOT, SLACKBOT = "T0SANDBOX", "A0SANDBOX", "U0BOT", "B0BOT", "USLACKBOT"
# Where proposals are reviewed.
REVIEWS = "C3"
MAX_MESSAGES = 1_000

Json = dict[str, Any]
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes: a person, the bot, or Slack itself."""

    id: str
    name: str
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, or of kind `im` a person's direct messages with the bot."""

    id: str
    name: str
    members: tuple[str, ...]
    kind: str = "channel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message in a channel.

    `ts` is its id there. An ephemeral one is `only_for` one person. `files` are those that it carries. `payload` is
    what the app sent, `actions` what Slack itself offers below a notice of its own: buttons as `{"label", "do"}`.
    """

    channel: str
    ts: str
    user: str
    text: str
    thread: str | None = None
    blocks: list[Json] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    only_for: str | None = None
    edited: bool = False
    payload: Json | None = None
    actions: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a person's screen shows: its kind, its data, and whose screens (None: everybody's)."""

    kind: str
    data: Any
    seen_by: frozenset[str] | None = None


class Workspace:
    """Two people; channels with the bot, without it, and for reviews; and each person's direct messages with the bot.

    Its listeners are notified of every change.
    """

    def __init__(self, bot_name: str = "azrel", *, clock: Clock = time.time) -> None:
        self.clock = clock
        self.listeners: set[Callable[[Change], None]] = set()
        people = (Person("U1", "Ada"), Person("U2", "Ben"))
        known = (*people, Person(BOT_USER, bot_name, is_bot=True), Person(SLACKBOT, "Slackbot", is_bot=True))
        self.people = {person.id: person for person in known}
        everybody = tuple(person.id for person in people)
        channels = [Channel("C1", "general", (*everybody, BOT_USER)), Channel("C2", "lounge", everybody)]
        channels.append(Channel(REVIEWS, "reviews", (*everybody, BOT_USER)))
        channels += [
            Channel(f"D{number}", bot_name, (person, BOT_USER), "im") for number, person in enumerate(everybody, 1)
        ]
        self.channels = {channel.id: channel for channel in channels}
        self.messages: dict[tuple[str, str], Message] = {}
        self._numbers = itertools.count(1)

    def notify(self, kind: str, data: Any, seen_by: frozenset[str] | None = None) -> None:
        """Notify all listeners of a change."""
        for listener in tuple(self.listeners):
            listener(Change(kind, data, seen_by))

    def new_id(self, prefix: str) -> str:
        """Make a unique id."""
        return f"{prefix}{next(self._numbers):08d}"

    def channel(self, id_: Any) -> Channel:
        """Find a channel by its id, or direct messages by the person's; refused as `channel_not_found`."""
        if not isinstance(id_, str):
            raise Refused("channel_not_found")
        if id_ in self.people:
            id_ = next((channel.id for channel in self.channels.values() if self._is_direct(channel, id_)), id_)
        if id_ not in self.channels:
            raise Refused("channel_not_found")
        return self.channels[id_]

    def message(self, channel: str, ts: str) -> Message:
        """Find a message that is still there; refused as `message_not_found`."""
        if (channel, ts) not in self.messages:
            raise Refused("message_not_found")
        return self.messages[channel, ts]

    def add(self, channel: str, user: str, text: str, **more: Any) -> Message:
        """Add a new message; `more` are its other fields."""
        ts = f"{int(self.clock())}.{next(self._numbers):06d}"
        return self.put(Message(channel=channel, ts=ts, user=user, text=text, **more))

    def put(self, message: Message) -> Message:
        """Add a message, or replace the one with its `ts`; give its blocks the ids that they lack."""
        message = replace(message, blocks=self.with_ids(message.blocks))
        self.messages[message.channel, message.ts] = message
        self.notify("message", to_record(message), self.viewers(message))
        while len(self.messages) > MAX_MESSAGES:
            self.remove(next(iter(self.messages.values())))
        return message

    def remove(self, message: Message) -> None:
        """Remove a message."""
        del self.messages[message.channel, message.ts]
        self.notify("gone", {"channel": message.channel, "ts": message.ts}, self.viewers(message))

    def join(self, channel: Channel, user: str) -> None:
        """Make somebody a member of a channel."""
        self.channels[channel.id] = replace(channel, members=(*channel.members, user))
        self.notify("channels", {})

    def rename_bot(self, name: str) -> None:
        """Give the bot another name."""
        self.people[BOT_USER] = replace(self.people[BOT_USER], name=name)
        for channel in tuple(self.channels.values()):
            if channel.kind == "im":
                self.channels[channel.id] = replace(channel, name=name)

    def channels_of(self, user: str) -> list[Channel]:
        """Return the channels in a person's sidebar."""
        return [channel for channel in self.channels.values() if channel.kind != "im" or user in channel.members]

    def viewers(self, message: Message) -> frozenset[str]:
        """Return the people who see a message."""
        if message.only_for:
            return frozenset([message.only_for])
        return frozenset(self.channels[message.channel].members)

    def with_ids(self, blocks: list[Json]) -> list[Json]:
        """Return blocks with the `block_id` that Slack gives to those that come without."""
        return [block if block.get("block_id") else {**block, "block_id": self.new_id("b")} for block in blocks]

    @staticmethod
    def _is_direct(channel: Channel, user: str) -> bool:
        return channel.kind == "im" and user in channel.members


def to_record(message: Message) -> Json:
    """Convert a message into a dict of its fields."""
    return {name: getattr(message, name) for name in Message.__slots__}
