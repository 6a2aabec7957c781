"""Failed calls of Slack's Web API, counted by kind."""

import re
from collections.abc import Callable

from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

from bot.slack.errors import describe_slack_error

# Slack has a few hundred names for errors; any other text is too various to count by.
_NAME = re.compile(r"[a-z][a-z_]{0,59}")
_OTHER = "unreadable"


class FailedCalls(AsyncRetryHandler):
    """Notes the kind of each failed try of a call, and never requests another try.

    The SDK calls retry handlers after every try, also in the clients that Bolt makes for each request.
    """

    def __init__(self, note: Callable[[str], None]) -> None:
        super().__init__()
        self._note = note

    async def can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        """Note a failure."""
        if error is not None:
            self._note(to_kind(error))
        elif response is not None and (kind := _kind_of_refusal(response)):
            self._note(kind)
        return False


def to_kind(error: Exception) -> str:
    """Return the kind of a failed call: Slack's name for the error, or timeout, connection or unreadable."""
    if isinstance(error, TimeoutError):
        return "timeout"
    return _to_name(describe_slack_error(error)) if isinstance(error, SlackApiError) else "connection"


def _kind_of_refusal(response: HttpResponse) -> str:
    """Return Slack's name for the error in a response; "" for success."""
    body = response.body
    if isinstance(body, dict) and not body.get("ok"):
        return _to_name(str(body.get("error")))
    return _OTHER if response.status_code != 200 else ""


def _to_name(name: str) -> str:
    return name if _NAME.fullmatch(name) else _OTHER
