"""Events sent to the app, and sent again while it does not acknowledge them, as Slack does."""

import asyncio
from collections.abc import Iterable

from bot.sandbox.delivery import Delivery
from bot.sandbox.payloads import to_event
from bot.sandbox.refusals import Refused
from bot.sandbox.workspace import Json, Workspace

# Seconds before each retry: at once, after a minute, after five.
RETRY_SECONDS = (0.0, 60.0, 300.0)
_REASONS = {"operation_timeout": "http_timeout"}


class Events:
    """Sends events; call `close` in the end, which stops the retries."""

    def __init__(
        self, workspace: Workspace, delivery: Delivery, *, retry_seconds: Iterable[float] = RETRY_SECONDS
    ) -> None:
        self._workspace = workspace
        self._delivery = delivery
        self._retry_seconds = tuple(retry_seconds)
        self.retrying: set[asyncio.Task[None]] = set()

    async def send(self, event: Json) -> None:
        """Send an event; refused where the app does not acknowledge it, and then retried in the background."""
        envelope = to_event(event, id=self._workspace.new_id("Ev"), time=self._workspace.clock())
        try:
            await self._delivery.send_event(envelope)
        except Refused as refused:
            task = asyncio.create_task(self._retry(envelope, refused.error))
            self.retrying.add(task)
            task.add_done_callback(self.retrying.discard)
            raise

    async def close(self) -> None:
        """Stop the retries of events that the app did not acknowledge."""
        for task in tuple(self.retrying):
            task.cancel()
        await asyncio.gather(*self.retrying, return_exceptions=True)

    async def _retry(self, envelope: Json, error: str) -> None:
        for attempt, seconds in enumerate(self._retry_seconds, start=1):
            await asyncio.sleep(seconds)
            try:
                await self._delivery.send_event(envelope, attempt=attempt, reason=_REASONS.get(error, "http_error"))
            except Refused as refused:
                error = refused.error
            else:
                return
