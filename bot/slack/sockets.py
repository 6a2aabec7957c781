"""Socket Mode: Slack's requests over a websocket that the bot opens, for hosts that Slack cannot reach."""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any

import aiohttp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.background import SECONDS_FOR_REQUESTS
from bot.slack.causes import cause_of
from bot.slack.dispatch import App
from bot.slack.logs import make_request_id, request_id
from bot.slack.shapes import is_payload

log = logging.getLogger(__name__)


# Slack's names for a token that no waiting will mend.
_REFUSALS = frozenset(
    {
        "account_inactive",
        "invalid_auth",
        "missing_scope",
        "not_allowed_token_type",
        "not_authed",
        "token_expired",
        "token_revoked",
    }
)


class TokenRefused(Exception):
    """Slack does not accept the app-level token; the message is Slack's name for the reason."""


class _OneTry:
    """A client session that spends the websocket's address with the first try, since Slack takes each only once."""

    def __init__(self, session: aiohttp.ClientSession, spend: Callable[[], None]) -> None:
        self._session = session
        self._spend = spend

    @property
    def closed(self) -> bool:
        return self._session.closed

    async def ws_connect(self, *arguments: Any, **options: Any) -> Any:
        self._spend()
        return await self._session.ws_connect(*arguments, **options)

    async def close(self) -> None:
        await self._session.close()


class _Client(SocketModeClient):
    """The SDK's client, but that it asks for a new address after each try; the SDK's tries one again for ever."""

    @property
    def aiohttp_client_session(self) -> Any:
        return self._one_try

    @aiohttp_client_session.setter
    def aiohttp_client_session(self, session: aiohttp.ClientSession) -> None:
        self._one_try = _OneTry(session, self._spend_address)

    def _spend_address(self) -> None:
        self.wss_uri = None


class SocketApp:
    """Serves an app over Socket Mode. Make it inside a running event loop."""

    def __init__(self, app: App, *, app_token: str, api_url: str) -> None:
        self._app = app
        # The client asks the Web API for the websocket's address, with the app-level token.
        web_client = AsyncWebClient(token=app_token, base_url=api_url)
        self._client = _Client(app_token=app_token, web_client=web_client)
        self._client.socket_mode_request_listeners.append(self._handle)
        self._handling: set[asyncio.Task[None]] = set()

    async def connect(self) -> None:
        """Open the connection; the client keeps it open, and opens it anew whenever Slack closes it.

        Raises TokenRefused. Whatever else keeps Slack from answering may pass, so the client tries on.
        """
        try:
            self._client.wss_uri = await self._client.issue_new_wss_url()
        except Exception as error:
            cause = cause_of(error)
            if cause in _REFUSALS:
                raise TokenRefused(cause) from None
            log.warning("cannot connect to Slack yet, trying on: %s", cause)
        await self._client.connect()  # type: ignore[no-untyped-call]

    async def close(self) -> None:
        """Let the requests under way finish, for a while, then end the connection."""
        if self._handling:
            await asyncio.wait(set(self._handling), timeout=SECONDS_FOR_REQUESTS)
        await self._client.close()  # type: ignore[no-untyped-call]

    async def _handle(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - the client calls its listeners in tasks
        self._handling.add(task)
        request_id.set(make_request_id())
        try:
            payload = None
            if is_payload(request.payload):
                response = await self._app.dispatch(request.payload)
                if response.status == 200 and response.body[:1] in ("{", b"{"):
                    payload = json.loads(response.body)
            # Each envelope is acknowledged whatever became of it, for Slack delivers again what is not.
            await client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id, payload=payload))
        finally:
            self._handling.discard(task)
