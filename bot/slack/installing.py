"""Installs by OAuth: Bolt's flow over the store's installations, with azrel's own pages."""

import logging
from collections.abc import Callable, Collection, Sequence
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientError
from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackClientError
from slack_sdk.oauth.installation_store import Installation as Granted
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.installations import Installation
from bot.services import Directory
from bot.slack.errors import describe_slack_error
from bot.slack.failed_calls import FailedCalls
from bot.slack.install_pages import to_installed_page, to_refused_page
from bot.slack.manifest import INSTALL_PATH, REDIRECT_PATH, to_scopes
from bot.slack.retries import SECONDS_A_CALL
from bot.store import Installations, StoreDown

log = logging.getLogger(__name__)

# Bolt's flow logs an authorization code that failed.
_sdk_log = logging.getLogger(f"{__name__}.sdk")
_sdk_log.setLevel(logging.CRITICAL + 1)

_NOT_NOW = "The install could not be finished at the moment. Try again in a few minutes."
# By the reason that Bolt's flow gives.
_WHY = {
    "access_denied": "You did not allow it. If that was not meant, try again.",
    "invalid_browser": "The install did not begin in this browser, or took longer than ten minutes.",
    "invalid_state": "The install took longer than ten minutes, or this page was loaded before.",
    "missing_code": "Slack did not say for which workspace.",
    "invalid_code": "Slack did not confirm the install.",
}
_UNKNOWN = "Slack did not go on with the install."


class _Refused(BoltError):
    """The workspace is not among those that may install the app."""


class Installing:
    """Serves the two steps of an install: the redirect to Slack, and the return from it.

    Only the `allowed` workspaces and organisations (ids) may install the app; all may where there are none.
    `sends_files` adds the scope for files. `public_url` is the app's origin, where it is known; else Slack uses the
    address in the app's settings.
    """

    def __init__(
        self,
        directory: Directory,
        installations: Installations,
        *,
        client_id: str,
        client_secret: str,
        api_url: str,
        public_url: str,
        allowed: Collection[str],
        command: Callable[[], str],
        clock: Callable[[], float],
        sends_files: bool = False,
    ) -> None:
        self._command = command
        client = AsyncWebClient(
            base_url=api_url, timeout=SECONDS_A_CALL, retry_handlers=[FailedCalls(_log_refusal)], logger=_sdk_log
        )
        settings = AsyncOAuthSettings(
            client_id=client_id,
            client_secret=client_secret,
            scopes=to_scopes(sends_files=sends_files),
            user_scopes=[],
            redirect_uri=f"{public_url}{REDIRECT_PATH}" if public_url else None,
            install_page_rendering_enabled=False,
            authorization_url=api_url.removesuffix("api/") + "oauth/v2/authorize",
            installation_store=_InstallationStore(directory, clock),
            state_store=_StateStore(installations),
            callback_options=AsyncCallbackOptions(self._succeed, self._fail),
            logger=_sdk_log,
        )
        self._flow = _Flow(client=client, settings=settings, logger=_sdk_log, allowed=frozenset(allowed))

    async def begin(self, query: str) -> BoltResponse:
        """Redirect the browser to Slack, where the user grants the app its scopes."""
        try:
            return await self._flow.handle_installation(AsyncBoltRequest(body="", query=query))
        except StoreDown:
            log.error("the app could not be installed: the store is down")
            return _to_response(503, to_refused_page("Not installed", _NOT_NOW, INSTALL_PATH))

    async def end(self, query: str, cookie: str) -> BoltResponse:
        """Install the app for the user whom Slack sends back, or explain why that failed."""
        request = AsyncBoltRequest(body="", query=query, headers={"cookie": cookie})
        try:
            return await self._flow.handle_callback(request)
        except (StoreDown, SlackClientError, ClientError, TimeoutError) as error:
            why = "the store is down" if isinstance(error, StoreDown) else describe_slack_error(error)
            log.error("the app could not be installed: %s", why)
            return _to_response(503, to_refused_page("Not installed", _NOT_NOW, INSTALL_PATH))

    async def _succeed(self, args: AsyncSuccessArgs) -> BoltResponse:
        granted = args.installation
        name = str(granted.team_name or granted.enterprise_name or "")
        where = {"app": granted.app_id, **({"team": granted.team_id} if granted.team_id else {})}
        page = to_installed_page(name, self._command(), f"https://slack.com/app_redirect?{urlencode(where)}")
        return _to_response(200, page, args.settings.state_utils.build_set_cookie_for_deletion())

    async def _fail(self, args: AsyncFailureArgs) -> BoltResponse:
        if isinstance(args.error, _Refused):
            log.warning("refused to be installed in a workspace that AZREL_ALLOWED_TEAMS does not name")
            why = "Only certain workspaces may install this app, and this is none of them. Ask its operator."
            status, page = 403, to_refused_page("Not installed", why)
        else:
            why = _WHY.get(args.reason, _UNKNOWN)
            status, page = args.suggested_status_code, to_refused_page("Not installed", why, INSTALL_PATH)
        return _to_response(status, page, args.settings.state_utils.build_set_cookie_for_deletion())


class _Flow(AsyncOAuthFlow):
    """Bolt's flow, which also refuses workspaces that are not allowed, and revokes their tokens."""

    def __init__(self, *, allowed: frozenset[str], **given: Any) -> None:
        super().__init__(**given)
        self._allowed = allowed

    async def store_installation(self, request: AsyncBoltRequest, installation: Granted) -> None:
        """Save an installation. Raises StoreDown, and BoltError where it is refused."""
        if self._allowed and self._allowed.isdisjoint({installation.team_id, installation.enterprise_id}):
            try:
                await self.client.auth_revoke(token=installation.bot_token)
            except (SlackClientError, ClientError, TimeoutError) as error:
                log.error("a token that was refused could not be revoked: %s", describe_slack_error(error))
            raise _Refused("not allowed")
        await super().store_installation(request, installation)


class _InstallationStore(AsyncInstallationStore):
    def __init__(self, directory: Directory, clock: Callable[[], float]) -> None:
        self._directory = directory
        self._clock = clock

    async def async_save(self, installation: Granted) -> None:
        """Save the grant."""
        is_of_all = bool(installation.is_enterprise_install)
        await self._directory.save(
            Installation(
                app=installation.app_id or "",
                enterprise=installation.enterprise_id or "",
                team="" if is_of_all else installation.team_id or "",
                name=(installation.enterprise_name if is_of_all else installation.team_name) or "",
                bot=installation.bot_id or "",
                bot_user=installation.bot_user_id or "",
                scopes=",".join(installation.bot_scopes or ()),
                installed_by=installation.user_id,
                installed_at=self._clock(),
                token=installation.bot_token or "",
            )
        )


class _StateStore(AsyncOAuthStateStore):
    def __init__(self, installations: Installations) -> None:
        self._installations = installations

    async def async_issue(self, *_: Any, **__: Any) -> str:
        """Make a state that nobody can guess."""
        return await self._installations.issue_state()

    async def async_consume(self, state: str) -> bool:
        """Use up a state; return whether it was valid."""
        return await self._installations.consume_state(state)


def _to_response(status: int, page: str, cookie: str = "") -> BoltResponse:
    headers: dict[str, str | Sequence[str]] = {"content-type": ["text/html; charset=utf-8"]}
    if cookie:
        headers["set-cookie"] = [cookie]
    return BoltResponse(status=status, body=page, headers=headers)


def _log_refusal(kind: str) -> None:
    log.error("Slack refused a step of an install: %s", kind)
