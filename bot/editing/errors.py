"""Why a text cannot be edited."""

from bot.domain.operations import Fields


class EditError(Exception):
    """Why a text cannot be edited: the line, and how to mend it."""


class Missing(EditError):
    """There is no such fact or partner."""


class Conflict(EditError):
    """Somebody has changed the fact since the operation was made: `current` is as it is now, None if it is gone.

    `base` is as it was when the operation was made, None where that is not known; `proposed` is as it was to be, None
    where it was to be removed.
    """

    def __init__(self, message: str, *, base: Fields | None, current: Fields | None, proposed: Fields | None) -> None:
        super().__init__(message)
        self.base, self.current, self.proposed = base, current, proposed
