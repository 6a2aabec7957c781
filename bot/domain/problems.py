"""What is wrong with the knowledge, as values that point at the place to mend."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Location(NamedTuple):
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

    def __str__(self) -> str:
        path, line, column = self.location
        label = "warning: " if self.severity is Severity.WARNING else ""
        return f"{path}:{line}:{column}: {label}{self.message} [{self.rule}]"
