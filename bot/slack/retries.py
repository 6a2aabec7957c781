"""Retries of failed calls of the Web API: which ones, and how soon, for at most two minutes in all."""

from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

# A call that takes longer is not retried: Slack may have done it, and twice is worse than never.
SECONDS_A_CALL = 10
MAX_TRIES_AGAIN = 3
_LONGEST_WAIT = 30


class RateLimitRetryHandler(AsyncRateLimitErrorRetryHandler):
    """Waits for as long as Slack's Retry-After says, unless that is no number or too long."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if response is None or response.status_code != 429:
            return False
        given = next((values[0] for name, values in response.headers.items() if name.lower() == "retry-after"), "1")
        return given.isascii() and given.isdecimal() and int(given[:9]) <= _LONGEST_WAIT


def to_retries() -> list[AsyncRetryHandler]:
    """Return the handlers for failed connections, rate limits and Slack's own errors, with growing pauses."""
    return [
        AsyncConnectionErrorRetryHandler(max_retry_count=MAX_TRIES_AGAIN),
        RateLimitRetryHandler(max_retry_count=MAX_TRIES_AGAIN),
        AsyncServerErrorRetryHandler(max_retry_count=MAX_TRIES_AGAIN),
    ]
