"""Events that Slack delivers again, because it did not hear in time that they had arrived."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse

# Slack repeats an event for an hour at the most; a busy workspace sends some thousands in that time.
MAX_EVENTS = 50_000


class Seen:
    """Remembers the newest so many ids."""

    def __init__(self, most: int = MAX_EVENTS) -> None:
        self._most = most
        self._ids: OrderedDict[str, None] = OrderedDict()

    def is_new(self, id_: str) -> bool:
        """Whether an id has not been asked about before; from now on it has."""
        if id_ in self._ids:
            return False
        self._ids[id_] = None
        if len(self._ids) > self._most:
            self._ids.popitem(last=False)
        return True


def register(app: AsyncApp) -> None:
    """Let each event through once."""
    seen = Seen()

    @app.middleware
    async def pass_new_events(body: dict[str, Any], next: Callable[[], Awaitable[BoltResponse]]) -> BoltResponse:  # noqa: A002
        id_ = body.get("event_id")
        if isinstance(id_, str) and not seen.is_new(id_):
            return BoltResponse(status=200, body="")
        return await next()
