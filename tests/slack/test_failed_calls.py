"""Failed calls of the Web API, by kind."""

from typing import Any

import pytest
from aiohttp import ClientConnectionError
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

from bot.slack.failed_calls import FailedCalls

REQUEST = HttpRequest(method="POST", url="https://slack.com/api/chat.postMessage", headers={})


def refused(name: str) -> SlackApiError:
    return SlackApiError("", {"error": name})  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("failure", "kinds"),
    [
        ({"response": HttpResponse(status_code=200, headers={}, body={"ok": True})}, []),
        ({"response": HttpResponse(status_code=200, headers={}, body={"ok": False, "error": "no_text"})}, ["no_text"]),
        ({"response": HttpResponse(status_code=429, headers={}, body={"ok": False, "error": "ratelimited"})}, ["ratelimited"]),
        ({"response": HttpResponse(status_code=200, headers={}, body={"ok": False, "error": "what ada asked"})}, ["unreadable"]),
        ({"response": HttpResponse(status_code=200, headers={}, body={"ok": False})}, ["unreadable"]),
        ({"response": HttpResponse(status_code=503, headers={})}, ["unreadable"]),
        ({"error": TimeoutError()}, ["timeout"]),
        ({"error": ClientConnectionError("https://hooks.slack.com/secret")}, ["connection"]),
        ({"error": ConnectionResetError(104, "reset")}, ["connection"]),
        ({"error": refused("channel_not_found")}, ["channel_not_found"]),
        ({"error": refused("x" * 61)}, ["unreadable"]),
    ],
)  # fmt: skip
async def test_each_failed_try_is_noted_by_kind(failure: dict[str, Any], kinds: list[str]) -> None:
    noted: list[str] = []
    is_retried = await FailedCalls(noted.append).can_retry_async(state=RetryState(), request=REQUEST, **failure)

    assert (noted, is_retried) == (kinds, False)
