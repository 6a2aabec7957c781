"""Socket Mode: Slack's requests over a websocket that the bot opens, for hosts that Slack cannot reach."""

import asyncio
import json
import logging
import uuid

from aiohttp import ClientError
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.dispatch import dispatch
from bot.slack.logs import request_id

log = logging.getLogger(__name__)


_SECONDS_TO_FINISH = 5.0


class TokenRefused(Exception):
    """Slack does not accept the app-level token; the message is Slack's name for the reason."""


class SocketApp:
    """Serves a Bolt app over Socket Mode. Make it inside a running event loop."""

    def __init__(self, app: AsyncApp, *, app_token: str, api_url: str) -> None:
        self._app = app
        # The client asks the Web API for the websocket's address, with the app-level token.
        web_client = AsyncWebClient(token=app_token, base_url=api_url)
        self._client = SocketModeClient(app_token=app_token, web_client=web_client)
        self._client.socket_mode_request_listeners.append(self._handle)
        self._handling: set[asyncio.Task[None]] = set()

    async def connect(self) -> None:
        """Open the connection; the client keeps it open, and opens it anew whenever Slack closes it.

        Raises TokenRefused. Where Slack is out of reach, it tries on.
        """
        try:
            self._client.wss_uri = await self._client.issue_new_wss_url()
        except SlackApiError as error:
            raise TokenRefused(error.response["error"]) from None
        except (ClientError, TimeoutError) as error:
            log.warning("Slack is out of reach, trying on: %r", error)
        await self._client.connect()  # type: ignore[no-untyped-call]

    async def close(self) -> None:
        """Let what is under way finish, and take no more requests."""
        if self._handling:
            await asyncio.wait(set(self._handling), timeout=_SECONDS_TO_FINISH)
        await self._client.close()  # type: ignore[no-untyped-call]

    async def _handle(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - the client calls its listeners in tasks
        self._handling.add(task)
        request_id.set(uuid.uuid4().hex[:12])
        try:
            response = await dispatch(self._app, mode="socket_mode", body=request.payload)
            # Each envelope is acknowledged whatever became of it, for Slack delivers again what is not.
            payload = json.loads(response.body) if response.status == 200 and response.body.startswith("{") else None
            await client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id, payload=payload))
        finally:
            self._handling.discard(task)
