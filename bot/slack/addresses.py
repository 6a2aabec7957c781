"""Response addresses, by which Slack lets an app answer what somebody did wherever they did it."""

import logging
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.causes import cause_of
from bot.slack.retries import SECONDS_A_CALL

log = logging.getLogger(__name__)


def without_pictures(message: dict[str, Any]) -> dict[str, Any]:
    """A message or view without its image blocks."""
    blocks = message.get("blocks")
    return {**message, "blocks": [block for block in blocks if block["type"] != "image"]} if blocks else message


class Addresses:
    """Sends to response addresses; what keeps Slack from taking it is logged, and not raised."""

    def __init__(self, retries: list[AsyncRetryHandler]) -> None:
        self._retries = retries

    async def send(self, url: str, message: dict[str, Any]) -> None:
        """Send a message, in which no link unfurls."""
        client = AsyncWebhookClient(url, timeout=SECONDS_A_CALL, retry_handlers=self._retries)
        plain = {"unfurl_links": False, "unfurl_media": False, **message}
        try:
            response = await client.send_dict(plain)
            if response.status_code != 200 and without_pictures(plain) != plain:
                # Slack fetches a picture meanwhile, and refuses the whole message where it cannot.
                response = await client.send_dict(without_pictures(plain))
        except (SlackClientError, ClientError, TimeoutError) as error:
            log.error("a response address could not be reached: %s", cause_of(error))
            return
        if response.status_code != 200:
            log.error("Slack did not take what was sent to a response address: status %s", response.status_code)
