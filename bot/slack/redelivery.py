"""Deduplication of events that Slack delivers again, because it had no response in time."""

from bot.services import BoundedMapping

# Slack repeats an event for at most an hour; a busy workspace sends some thousands in that time.
MAX_EVENTS = 50_000


class SeenEvents:
    """Remembers the newest event ids."""

    def __init__(self, most: int = MAX_EVENTS) -> None:
        self._ids: BoundedMapping[str, None] = BoundedMapping(most)

    def is_new(self, id_: str) -> bool:
        """Return whether an id is new, and remember it."""
        if id_ in self._ids:
            return False
        self._ids[id_] = None
        return True

    def forget(self, id_: str) -> None:
        """Forget an id, so that its next delivery counts as new."""
        self._ids.pop(id_, None)
