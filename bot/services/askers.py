"""Who asks, where, and by which way in."""

from dataclasses import dataclass, field
from enum import StrEnum


class EntryPoint(StrEnum):
    """By which way a question comes in."""

    COMMAND = "command"
    MENTION = "mention"
    MESSAGE = "message"
    BUTTON = "button"
    SHORTCUT = "shortcut"
    FORM = "form"
    STEP = "step"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, by their ids; "" where that is not told. `response_url` is a secret: it is where to answer them.

    `name` is what they are called, for the record of what they change.
    """

    entry: EntryPoint
    user: str = ""
    team: str = ""
    enterprise: str = ""
    channel: str = ""
    response_url: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
