"""Response addresses (`response_url`), which let an app answer an interaction in any channel."""

import logging
import re
from collections.abc import Callable
from typing import Any

import orjson
from aiohttp import ClientError, ClientSession, ClientTimeout, TraceConfig
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.webhook import WebhookResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient
from yarl import URL

from bot.slack.errors import describe_slack_error
from bot.slack.failed_calls import to_kind
from bot.slack.reduction import send_reduced, to_bare
from bot.slack.retries import SECONDS_A_CALL

log = logging.getLogger(__name__)

# The hosts of Slack's response addresses.
_HOSTS = frozenset({"hooks.slack.com", "hooks.slack-gov.com"})
# The SDK logs whole addresses and bodies at this logger, whose level no other logger sets.
_sdk_log = logging.getLogger(f"{__name__}.sdk")
_sdk_log.setLevel(logging.CRITICAL + 1)
_NAME = re.compile(r"[a-z_]{1,60}")
_HTTPS = 443
# The likeliest cause of a bad request, where Slack names none.
_BAD_REQUEST, _UNNAMED = 400, "invalid_blocks"


class Addresses:
    """Posts messages to response addresses. A failure is logged and its kind noted, never raised.

    It posts only to Slack's own hosts, or to the origin of the Web API where that is not Slack's, since a payload could
    name another host.
    """

    def __init__(
        self, retries: list[AsyncRetryHandler], api_url: str, note_failure: Callable[[str], None] = lambda _: None
    ) -> None:
        self._retries = retries
        self._note_failure = note_failure
        self._web_api_origin = _origin_of(api_url)

    async def send(self, url: str, message: dict[str, Any]) -> None:
        """Post a message whose links do not unfurl."""
        if not self.is_slacks(url):
            log.error("nothing was sent to a response address that is not Slack's")
            return
        trace = TraceConfig()
        trace.on_request_redirect.append(_refuse_redirect)
        async with ClientSession(timeout=ClientTimeout(total=SECONDS_A_CALL), trace_configs=[trace]) as session:
            await self._send(session, url, message)

    def is_slacks(self, url: str) -> bool:
        """Return whether messages are sent to an address: it is on one of Slack's hosts, or where the Web API is."""
        origin = _origin_of(url)
        if origin is None:
            return False
        scheme, host, port = origin
        return (scheme == "https" and host in _HOSTS and port == _HTTPS) or origin == self._web_api_origin

    async def _send(self, session: ClientSession, url: str, message: dict[str, Any]) -> None:
        client = AsyncWebhookClient(
            url, timeout=SECONDS_A_CALL, retry_handlers=self._retries, session=session, logger=_sdk_log
        )

        async def post(reduced: dict[str, Any]) -> None:
            response = await client.send_dict(reduced)
            error = _error_in(response)
            if error:
                raise SlackApiError("", {"error": error})  # type: ignore[no-untyped-call]

        plain = {"unfurl_links": False, "unfurl_media": False, **message}
        try:
            await (send_reduced(post, plain, to_bare(plain)) if plain.get("blocks") else post(plain))
        except (SlackClientError, ClientError, TimeoutError) as error:
            self._note_failure(to_kind(error))
            log.error("a message to a response address could not be delivered: %s", describe_slack_error(error))


def _origin_of(url: str) -> tuple[str, str, int] | None:
    """Return the scheme, host and port of an address; None where one is missing, or where it has credentials."""
    try:
        parts = URL(url)
        is_plain = parts.scheme in ("http", "https") and parts.user is None and parts.password is None
        return (parts.scheme, parts.host, parts.port) if is_plain and parts.host and parts.port else None
    except ValueError:
        return None


async def _refuse_redirect(*_: object) -> None:
    raise ClientError("redirected")


def _error_in(response: WebhookResponse) -> str:
    """Return Slack's name for the error in a response, whose body is that name or JSON; "" for success."""
    body = response.body.strip()
    if body.startswith("{"):
        try:
            data = orjson.loads(body)
        except orjson.JSONDecodeError:
            data = {}
        body = "" if data.get("ok") else str(data.get("error"))
    elif response.status_code == 200:
        return ""
    if _NAME.fullmatch(body):
        return body
    if response.status_code == 200:
        return ""
    return _UNNAMED if response.status_code == _BAD_REQUEST else f"status {response.status_code}"
