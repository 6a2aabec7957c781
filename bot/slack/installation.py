"""Events about the installation: the app was removed, its tokens were revoked, its events are limited."""

import logging
from typing import Any

from slack_bolt.async_app import AsyncApp

log = logging.getLogger(__name__)


def register(app: AsyncApp) -> None:
    """Log that the app was removed or its tokens were revoked; until it is installed anew, no answer can be posted."""

    @app.event("app_uninstalled")
    async def handle_uninstalled() -> None:
        log.error("the app was removed from the workspace: install it again, and set its new SLACK_BOT_TOKEN")

    @app.event("tokens_revoked")
    async def handle_revoked(event: dict[str, Any]) -> None:
        tokens = event.get("tokens")
        if isinstance(tokens, dict) and tokens.get("bot"):
            log.error("Slack revoked the bot's token: install the app again, and set its new SLACK_BOT_TOKEN")
        else:
            log.info("Slack revoked a person's token, which azrel does not use")


def log_rate_limit() -> None:
    """Log that Slack drops events: it delivers 30,000 an hour at the most."""
    log.warning("Slack limits the rate of events for a minute: some mentions and messages will not arrive")
