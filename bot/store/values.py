"""What goes into the store and comes out of it."""

from dataclasses import dataclass

# Channel, and the thread's first message, or "" for the channel itself.
Conversation = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Event:
    """Something to answer once: its id, where it comes from, and as `payload` what its answer needs."""

    event_id: str
    team: str
    channel: str
    ts: str
    payload: str


@dataclass(frozen=True, slots=True)
class Taken:
    """An event that was taken over; `may_be_answered` where its answer may have been posted."""

    event: Event
    may_be_answered: bool
