"""Socket Mode: Slack's requests over a websocket that the bot opens, for hosts that Slack cannot reach."""

import asyncio
import json
import logging
import time
from collections.abc import Callable
from typing import Any

import aiohttp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import make_request_id, request_id
from bot.slack.background import SECONDS_FOR_REQUESTS
from bot.slack.dispatch import Dispatcher
from bot.slack.errors import describe_slack_error
from bot.slack.identity import refuse_token
from bot.slack.shapes import is_payload

log = logging.getLogger(__name__)


# The SDK logs several lines for every failed try, some with the websocket's address; `_Outage` logs one instead.
_sdk_log = logging.getLogger(f"{__name__}.sdk")
_sdk_log.setLevel(logging.CRITICAL + 1)

SECONDS_BETWEEN_LINES = 60.0


class _Outage:
    """Logs an outage of Slack at most once a minute, and its end."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._logged: float | None = None

    def note(self, error: Exception) -> None:
        """Note a failed try."""
        now = self._clock()
        if self._logged is None or now - self._logged >= SECONDS_BETWEEN_LINES:
            self._logged = now
            log.warning("cannot connect to Slack, trying again: %s", describe_slack_error(error))

    def end(self) -> None:
        """Note a successful connection."""
        if self._logged is not None:
            self._logged = None
            log.info("connected to Slack again")


class _OneTry:
    """A client session that drops the websocket's address after the first try, since Slack takes each only once."""

    def __init__(self, session: aiohttp.ClientSession, spend: Callable[[], None], outage: _Outage) -> None:
        self._session = session
        self._spend = spend
        self._outage = outage

    @property
    def closed(self) -> bool:
        return self._session.closed

    async def ws_connect(self, *arguments: Any, **options: Any) -> Any:
        self._spend()
        try:
            socket = await self._session.ws_connect(*arguments, **options)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            self._outage.note(error)
            raise
        self._outage.end()
        return socket

    async def close(self) -> None:
        await self._session.close()


class _Client(SocketModeClient):
    """The SDK's client, changed to request a new address after each try, where the SDK retries the same for ever."""

    def __init__(self, outage: _Outage, **options: Any) -> None:
        self._outage = outage
        super().__init__(logger=_sdk_log, **options)

    async def issue_new_wss_url(self) -> str:
        """Request the websocket's address from Slack."""
        try:
            return await super().issue_new_wss_url()
        except Exception as error:  # the SDK raises any error for a response that is not JSON
            self._outage.note(error)
            raise

    @property
    def aiohttp_client_session(self) -> Any:
        return self._one_try

    @aiohttp_client_session.setter
    def aiohttp_client_session(self, session: aiohttp.ClientSession) -> None:
        self._one_try = _OneTry(session, self._spend_address, self._outage)

    def _spend_address(self) -> None:
        self.wss_uri = None


class SocketApp:
    """Serves a dispatcher over Socket Mode. Make it inside a running event loop."""

    def __init__(
        self, dispatcher: Dispatcher, *, app_token: str, api_url: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._dispatcher = dispatcher
        # The client requests the websocket's address from the Web API, with the app-level token.
        web_client = AsyncWebClient(token=app_token, base_url=api_url, logger=_sdk_log, retry_handlers=[])
        self._client = _Client(_Outage(clock), app_token=app_token, web_client=web_client)
        self._client.socket_mode_request_listeners.append(self._handle)
        self._handling: set[asyncio.Task[None]] = set()

    async def connect(self) -> None:
        """Open the connection; the client reconnects whenever Slack closes it.

        Raises TokenRefused. Any other failure may pass, so the client retries.
        """
        try:
            self._client.wss_uri = await self._client.issue_new_wss_url()
        except Exception as error:
            refuse_token(error)
        await self._client.connect()  # type: ignore[no-untyped-call]

    async def close(self) -> None:
        """Wait a while for the requests being answered, then close the connection."""
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
                is_retry = bool(request.retry_attempt)
                response = await self._dispatcher.dispatch(request.payload, is_retry=is_retry)
                if response.status == 503:
                    return  # unacknowledged, so that Slack delivers it again
                if response.status == 200 and response.body[:1] in ("{", b"{"):
                    payload = json.loads(response.body)
            # Every other envelope is acknowledged, whatever its response.
            await client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id, payload=payload))
        except Exception:
            log.exception("a request over Socket Mode could not be acknowledged")
        finally:
            self._handling.discard(task)
