"""Events that Slack delivers again, because it had no response in time."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable

from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

# Slack repeats an event for an hour at the most; a busy workspace sends some thousands in that time.
MAX_EVENTS = 50_000


class Seen:
    """Remembers the newest so many ids."""

    def __init__(self, most: int = MAX_EVENTS) -> None:
        self._most = most
        self._ids: OrderedDict[str, None] = OrderedDict()

    def is_new(self, id_: str) -> bool:
        """Whether an id is new; remember it."""
        if id_ in self._ids:
            return False
        self._ids[id_] = None
        if len(self._ids) > self._most:
            self._ids.popitem(last=False)
        return True


class Redelivery(AsyncMiddleware):
    """Drops events that were delivered before."""

    def __init__(self) -> None:
        self._seen = Seen()

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - the name is the library's
    ) -> BoltResponse:
        """Answer a redelivered event with 200; pass everything else on."""
        id_ = req.body.get("event_id")
        if isinstance(id_, str) and not self._seen.is_new(id_):
            return BoltResponse(status=200, body="")
        return await next()
