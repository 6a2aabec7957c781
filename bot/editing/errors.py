"""Errors of editing."""

from bot.domain.operations import Fields


class EditError(Exception):
    """A text cannot be edited; the message names the line and the cure."""


class Missing(EditError):
    """The fact, partner or topic does not exist."""


class Conflict(EditError):
    """The fact has changed since the operation was made: `current` is its present version, None if it was removed.

    `base` is the version that the operation was made from, None if unknown; `proposed` is the operation's version, None
    for a removal.
    """

    def __init__(self, message: str, *, base: Fields | None, current: Fields | None, proposed: Fields | None) -> None:
        super().__init__(message)
        self.base, self.current, self.proposed = base, current, proposed
