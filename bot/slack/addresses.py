"""Response addresses, by which Slack lets an app answer what somebody did wherever they did it."""

import logging
import re
from typing import Any

import orjson
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.webhook import WebhookResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.causes import cause_of
from bot.slack.reduction import send_reduced, to_bare
from bot.slack.retries import SECONDS_A_CALL

log = logging.getLogger(__name__)

_NAME = re.compile(r"[a-z_]{1,60}")
# Of a bad request whose cause is not named, the blocks are the likeliest one.
_BAD_REQUEST, _UNNAMED = 400, "invalid_blocks"


class Addresses:
    """Sends to response addresses; what keeps Slack from taking it is logged, and not raised."""

    def __init__(self, retries: list[AsyncRetryHandler]) -> None:
        self._retries = retries

    async def send(self, url: str, message: dict[str, Any]) -> None:
        """Send a message, in which no link unfurls."""
        client = AsyncWebhookClient(url, timeout=SECONDS_A_CALL, retry_handlers=self._retries)

        async def post(reduced: dict[str, Any]) -> None:
            response = await client.send_dict(reduced)
            error = _error_in(response)
            if error:
                raise SlackApiError("", {"error": error})  # type: ignore[no-untyped-call]

        plain = {"unfurl_links": False, "unfurl_media": False, **message}
        try:
            await (send_reduced(post, plain, to_bare(plain)) if plain.get("blocks") else post(plain))
        except (SlackClientError, ClientError, TimeoutError) as error:
            log.error("what was sent to a response address did not arrive: %s", cause_of(error))


def _error_in(response: WebhookResponse) -> str:
    """Slack's name for why it did not take a message, from a body that is the name or JSON; "" where it took it."""
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
