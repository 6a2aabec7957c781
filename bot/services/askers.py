"""The asker of a question: the user, the conversation, and the entry point."""

from dataclasses import dataclass, field
from enum import StrEnum


class EntryPoint(StrEnum):
    """The entry point that a question comes through."""

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
    """The ids of a user, their workspace and their channel, "" where Slack omits one.

    `response_url` answers them, and is a secret. `name` is shown in the record of what they change.
    """

    entry: EntryPoint
    user: str = ""
    team: str = ""
    enterprise: str = ""
    channel: str = ""
    response_url: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
