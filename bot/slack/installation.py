"""Events about the installation: the app was uninstalled, a token was revoked, or events were rate limited."""

import logging
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.installations import Installation
from bot.services import Directory
from bot.slack.errors import describe_slack_error
from bot.slack.identity import TokenRefused, refuse_token, to_address
from bot.store import StoreDown

log = logging.getLogger(__name__)

UNINSTALLED, REVOKED = "app_uninstalled", "tokens_revoked"
ENDINGS = frozenset({UNINSTALLED, REVOKED})
# Two clocks may differ by this much, so the order of an install and an event this close is unknown.
SECONDS_OF_DOUBT = 60.0
# Slack waits three seconds for the response.
_SECONDS_TO_ASK = 1


def register(app: AsyncApp, endings: "Endings | None" = None) -> None:
    """End an installation whose app was uninstalled or whose token was revoked; with one token, log the cure."""

    @app.event(UNINSTALLED)
    async def handle_uninstalled(body: dict[str, Any]) -> BoltResponse | None:
        if endings:
            return await endings.take(body, "uninstall")
        log.error("the app was removed from the workspace: install it again, and set its new SLACK_BOT_TOKEN")
        return None

    @app.event(REVOKED)
    async def handle_revoked(event: dict[str, Any], body: dict[str, Any]) -> BoltResponse | None:
        tokens = event.get("tokens")
        if not isinstance(tokens, dict) or not tokens.get("bot"):
            log.info("Slack revoked a person's token, which azrel does not use")
            return None
        if endings:
            return await endings.take(body, "revoke")
        log.error("Slack revoked the bot's token: install the app again, and set its new SLACK_BOT_TOKEN")
        return None


class Endings:
    """Ends installations, whatever the order of Slack's events, and never one that is newer than the event.

    Where an event's time does not settle the order, or its ids do not name the installation, Slack is asked whether the
    token is valid.
    """

    def __init__(self, directory: Directory, api_url: str) -> None:
        self._directory = directory
        self._api_url = api_url

    async def take(self, body: dict[str, Any], act: str) -> BoltResponse | None:
        """End the installation of an event; return 503, so that Slack delivers it again, while the store is down."""
        enterprise, team = to_address(body)
        try:
            found = await self._directory.find(enterprise, team)
            if found is None:
                return None
            later = body.get("event_time", found.installed_at) - found.installed_at
            if later <= -SECONDS_OF_DOUBT:
                log.info("the end of an installation is ignored: the app was installed again since")
                return None
            is_clear = later >= SECONDS_OF_DOUBT and (found.team == team or _is_of_organisation(body))
            if is_clear or await self._is_dead(found):
                await self._directory.end(found, act)
                log.info("an installation has ended: Slack reports its %s", act)
        except StoreDown:
            return BoltResponse(status=503, body="")
        return None

    async def _is_dead(self, installation: Installation) -> bool:
        """Ask Slack whether it rejects a token."""
        client = AsyncWebClient(
            token=installation.token, base_url=self._api_url, timeout=_SECONDS_TO_ASK, retry_handlers=[]
        )
        try:
            await client.auth_test()
        except (SlackClientError, ClientError, TimeoutError) as error:
            try:
                refuse_token(error)
            except TokenRefused:
                return True
            log.warning("it is not known whether an installation has ended: %s", describe_slack_error(error))
        return False


def _is_of_organisation(body: dict[str, Any]) -> bool:
    """Return whether an event is about the installation in a whole organisation."""
    entry: dict[str, Any] = next(iter(body.get("authorizations") or ()), {})
    return bool(entry.get("is_enterprise_install", not to_address(body)[1]))


def log_rate_limit() -> None:
    """Log that Slack drops events, of which it delivers at most 30,000 an hour."""
    log.warning("Slack limits the rate of events for a minute: some mentions and messages will not arrive")
