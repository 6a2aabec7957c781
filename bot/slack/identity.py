"""The workspace of the bot's token, checked at startup and compared with each payload's."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import describe_slack_error

log = logging.getLogger(__name__)

SECONDS_BETWEEN_CHECKS = 60.0
_SECONDS_A_CHECK = 3
# The header of every response that lists the token's scopes.
_SCOPES = "X-OAuth-Scopes"

# Slack's names for errors of a token that are permanent.
# https://docs.slack.dev/reference/methods/auth.test/
_REFUSALS = frozenset(
    {
        "access_denied",
        "account_inactive",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_auth",
        "missing_scope",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)


class TokenRefused(Exception):
    """Slack rejects a token; the message is Slack's name for the reason."""


def refuse_token(error: Exception) -> None:
    """Raise TokenRefused where an error means that Slack will never accept the token."""
    cause = describe_slack_error(error)
    if cause in _REFUSALS:
        raise TokenRefused(cause) from None


def to_address(payload: dict[str, Any]) -> tuple[str, str]:
    """Return the ids of the organisation and the workspace whose installation a request is for; "" where absent.

    In an event, `authorizations` describe the installation, and the outer ids the sender. A window that was opened in a
    shared channel names the workspace where the app is installed. In installations for an organisation `team` may be
    null.
    """
    if payload.get("type") == "event_callback":
        enterprise = payload.get("context_enterprise_id") or payload.get("enterprise_id")
        team = payload.get("context_team_id") or payload.get("team_id")
        if payload.get("authorizations"):
            entry = payload["authorizations"][0]
            # A workspace without an organisation must not get the sender's.
            enterprise, team = entry.get("enterprise_id"), entry.get("team_id") or team
    else:
        acting = (payload.get("team") or {}).get("id") or payload.get("team_id")
        enterprise = (payload.get("enterprise") or {}).get("id") or payload.get("enterprise_id")
        team = (payload.get("view") or {}).get("app_installed_team_id") or acting
        if team != acting:
            enterprise = ""  # it is the organisation of the user, who is from another workspace
        team = team or (payload.get("user") or {}).get("team_id")
    return enterprise or "", team or ""


def names_own_team(payload: dict[str, Any]) -> bool:
    """Return whether the workspace of a request surely belongs to the organisation that it names.

    In the payload of an interaction it may not: in a shared channel the two may describe different people.
    """
    entries = payload.get("authorizations") or ()
    return "command" in payload or bool(entries and entries[0].get("team_id"))


@dataclass(frozen=True, slots=True)
class Identity:
    """The workspace and the organisation of a token ("" where it has none), and the token's scopes."""

    team: str
    enterprise: str
    scopes: frozenset[str] = frozenset()

    def is_addressed(self, payload: dict[str, Any]) -> bool:
        """Return whether a payload is for this token.

        An event says so only in its `authorizations`: its outer `team_id` is the sender's, who may be from another
        workspace in a shared channel, and null in installations for an organisation. Other payloads name the user's
        workspace, so only a payload of another workspace and another organisation is not for this token.
        """
        own = {self.team, self.enterprise} - {""}
        if not own:
            return True
        if payload.get("type") == "event_callback":
            entries = payload.get("authorizations") or ()
            named = {id_ for entry in entries for id_ in (entry.get("team_id"), entry.get("enterprise_id"))}
            return not entries or not own.isdisjoint(named)
        team = (payload.get("team") or {}).get("id") or payload.get("team_id")
        enterprise = (payload.get("enterprise") or {}).get("id") or payload.get("enterprise_id")
        return not (team and enterprise) or not own.isdisjoint({team, enterprise})


class TokenCheck:
    """Looks up the workspace of the bot's token; `identity` is None until Slack has answered."""

    def __init__(self, token: str, api_url: str, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._client = AsyncWebClient(token=token, base_url=api_url, timeout=_SECONDS_A_CHECK, retry_handlers=[])
        self._sleep = sleep
        self.identity: Identity | None = None

    async def check(self) -> None:
        """Ask Slack once. Raises TokenRefused; a Slack that cannot be reached is logged."""
        try:
            found = await self._client.auth_test()
        except (SlackClientError, ClientError, TimeoutError) as error:
            refuse_token(error)
            log.warning(
                "the bot's token could not be checked yet, Slack is asked again in a minute: %s",
                describe_slack_error(error),
            )
            return
        scopes = str(found.headers.get(_SCOPES) or "").split(",")
        self.identity = Identity(
            str(found.get("team_id") or ""),
            str(found.get("enterprise_id") or ""),
            frozenset(scope.strip() for scope in scopes if scope.strip()),
        )
        log.info("Slack accepts the bot's token")

    async def keep_checking(self) -> None:
        """Ask Slack every minute until it answers; log a rejected token and stop."""
        while self.identity is None:
            await self._sleep(SECONDS_BETWEEN_CHECKS)
            try:
                await self.check()
            except TokenRefused as refused:
                log.error("Slack refuses SLACK_BOT_TOKEN (%s): set a valid one, and start again", refused)
                return
