"""What is wrong with the knowledge, as values that point at the place to mend."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.text import escape

# Of a message that quotes more than anybody reads, so much is shown of its beginning and, with the cure, of its end.
_LONGEST, _HEAD, _TAIL = 1_000, 600, 300


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a curator's file: path relative to the knowledge folder, line and column counted from 1."""

    path: str
    line: int
    column: int


class Severity(StrEnum):
    """An error keeps the knowledge from being served; a warning wants a curator's eye."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend: where, what and how (`message`), and the rule that found it."""

    location: Location
    message: str
    rule: str
    severity: Severity = Severity.ERROR

    @property
    def shown_path(self) -> str:
        """The path as it may be shown: whatever a file is called, nothing in it moves a terminal's cursor."""
        return escape(self.location.path)

    @property
    def shown_message(self) -> str:
        """The message as it may be shown: escaped, since it quotes what curators wrote, and not longer than is read."""
        message = self.message
        return escape(message if len(message) <= _LONGEST else f"{message[:_HEAD]} … {message[-_TAIL:]}")

    def __str__(self) -> str:
        label = "warning: " if self.severity is Severity.WARNING else ""
        location = self.location
        return f"{self.shown_path}:{location.line}:{location.column}: {label}{self.shown_message} [{self.rule}]"
