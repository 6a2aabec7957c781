"""Values that the store takes and returns."""

from dataclasses import dataclass

# The channel, and the `ts` of the thread's first message, or "" for the channel itself.
Conversation = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Event:
    """An event to answer once: its id, its conversation, and the payload that its answer needs."""

    event_id: str
    team: str
    channel: str
    ts: str
    payload: str


@dataclass(frozen=True, slots=True)
class Taken:
    """An event that was taken over; `may_be_answered` says that its answer may have been posted."""

    event: Event
    may_be_answered: bool
