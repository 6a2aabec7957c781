"""The workspaces that azrel serves, with their tokens: the one of the settings, or each workspace's own."""

from collections.abc import Callable
from typing import Any, Protocol

from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.installations import Installation
from bot.services import Directory
from bot.slack.identity import Identity, names_own_team, to_address
from bot.store import StoreDown

# The key in a request's context of its authorization.
AUTHORIZED = "azrel_authorized"
MakeClient = Callable[[str], AsyncWebClient]


class NoToken(SlackClientError):
    """There is no token for a workspace: it has not installed the app, or the store is down."""


class Workspaces(Protocol):
    """The workspaces that azrel serves."""

    async def authorize(self, payload: dict[str, Any]) -> AuthorizeResult | None:
        """Return the token for a request's workspace; None where azrel does not serve it.

        Raises StoreDown where the token cannot be looked up.
        """

    async def client_of(self, team: str, enterprise: str = "") -> AsyncWebClient:
        """Return a client for a workspace, for calls outside a request. Raises NoToken."""


class OneWorkspace:
    """The workspace of a single token; `identity` names it, once Slack has."""

    def __init__(self, token: str, identity: Callable[[], Identity | None], make_client: MakeClient) -> None:
        self._token = token
        self._identity = identity
        self._client = make_client(token)

    async def authorize(self, payload: dict[str, Any]) -> AuthorizeResult | None:
        """Return the token, unless a request is for another workspace."""
        identity = self._identity()
        if identity and not identity.is_addressed(payload):
            return None
        enterprise, team = to_address(payload)
        scopes = sorted(identity.scopes) if identity else []
        return AuthorizeResult(enterprise_id=enterprise, team_id=team, bot_token=self._token, bot_scopes=scopes)

    async def client_of(self, team: str, enterprise: str = "") -> AsyncWebClient:
        """Return the client, the same for all."""
        return self._client


class InstalledWorkspaces:
    """The workspaces in the directory, each with its own token, looked up without a call of Slack."""

    def __init__(self, directory: Directory, make_client: MakeClient) -> None:
        self._directory = directory
        self._make_client = make_client

    async def authorize(self, payload: dict[str, Any]) -> AuthorizeResult | None:
        """Return the token of the installation that a request is for."""
        enterprise, team = to_address(payload)
        found = await self._directory.find(enterprise, team)
        if found and not found.team and names_own_team(payload):
            self._directory.note(team, enterprise)
        return _to_result(found, team) if found else None

    async def client_of(self, team: str, enterprise: str = "") -> AsyncWebClient:
        """Return a client with the workspace's token."""
        try:
            found = await self._directory.find(enterprise, team)
        except StoreDown:
            found = None
        if found is None:
            raise NoToken
        return self._make_client(found.token)


def _to_result(found: Installation, team: str) -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=found.enterprise or None,
        team_id=team or None,
        bot_token=found.token,
        bot_id=found.bot,
        bot_user_id=found.bot_user,
        bot_scopes=found.scopes,
    )
