"""Events that Slack delivers again, because it had no response in time."""

from bot.services import Newest

# Slack repeats an event for an hour at the most; a busy workspace sends some thousands in that time.
MAX_EVENTS = 50_000


class Seen:
    """Remembers the newest so many ids."""

    def __init__(self, most: int = MAX_EVENTS) -> None:
        self._ids: Newest[str, None] = Newest(most)

    def is_new(self, id_: str) -> bool:
        """Whether an id is new; remember it."""
        if id_ in self._ids:
            return False
        self._ids[id_] = None
        return True

    def forget(self, id_: str) -> None:
        """Forget an id, which is new if it comes again."""
        self._ids.pop(id_, None)
