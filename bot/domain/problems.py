"""Problems of the knowledge, as values with their location in the curators' files."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.text import escape

# Characters shown of a very long message: of its beginning and of its end, which holds the cure.
_LONGEST, _HEAD, _TAIL = 1_000, 600, 300


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A location in a curator's file: path relative to the knowledge folder, line and column counted from 1."""

    path: str
    line: int
    column: int


class Severity(StrEnum):
    """The severity of a problem: errors keep the knowledge from being served, warnings are for a curator to check."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A problem with its location, a `message` with the cure, and the rule that found it."""

    location: Location
    message: str
    rule: str
    severity: Severity = Severity.ERROR

    @property
    def shown_path(self) -> str:
        """The path, escaped for output: no file's name can move a terminal's cursor."""
        return escape(self.location.path)

    @property
    def shown_message(self) -> str:
        """The message, escaped for output, since it quotes curators' text, and shortened if it is very long."""
        message = self.message
        return escape(message if len(message) <= _LONGEST else f"{message[:_HEAD]} … {message[-_TAIL:]}")

    def __str__(self) -> str:
        label = "warning: " if self.severity is Severity.WARNING else ""
        location = self.location
        return f"{self.shown_path}:{location.line}:{location.column}: {label}{self.shown_message} [{self.rule}]"
