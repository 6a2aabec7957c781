"""Slack's side of Socket Mode: websockets over which requests reach the app.

https://docs.slack.dev/apis/events-api/using-socket-mode/
"""

import asyncio
import json
import logging
import uuid
from contextlib import suppress
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

log = logging.getLogger(__name__)

MAX_FRAME = 1024 * 1024


class SocketMode:
    """The websockets that apps have opened.

    `refused_handshakes` is how many websockets are refused before one is taken; on those that open while it
    `is_silent`, no ping is answered.
    """

    def __init__(self) -> None:
        self.is_silent = False
        self.refused_handshakes = 0
        self._sockets: list[web.WebSocketResponse] = []
        self._acknowledged: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._opened = asyncio.Condition()

    async def deliver(self, kind: str, payload: dict[str, Any], *, seconds: float = 60.0) -> dict[str, Any]:
        """Send a request over Socket Mode, of kind `slash_commands` or `events_api`; return the acknowledgement.

        TimeoutError if no app is connected, or if it does not acknowledge, in time.
        """
        envelope = uuid.uuid4().hex
        async with asyncio.timeout(seconds):
            async with self._opened:
                await self._opened.wait_for(lambda: bool(self._sockets))
            self._acknowledged[envelope] = asyncio.get_running_loop().create_future()
            await self._sockets[-1].send_json(
                {"type": kind, "envelope_id": envelope, "payload": payload, "accepts_response_payload": True}
            )
            return await self._acknowledged[envelope]

    async def drop_connections(self) -> None:
        """Close every websocket, as Slack does from time to time."""
        for socket in self._sockets.copy():
            await socket.close()

    async def ask_to_reconnect(self) -> None:
        """Announce to every connection that it is soon to be closed, as Slack does."""
        for socket in self._sockets.copy():
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Open a websocket and take its acknowledgements until it closes."""
        if self.refused_handshakes:
            self.refused_handshakes -= 1
            raise web.HTTPForbidden
        socket = web.WebSocketResponse(autoping=not self.is_silent, max_msg_size=MAX_FRAME)
        with suppress(ConnectionError):  # the app may go at any moment
            await socket.prepare(request)
            await socket.send_json({"type": "hello", "num_connections": len(self._sockets) + 1})
            async with self._opened:
                self._sockets.append(socket)
                self._opened.notify_all()
            try:
                async for message in socket:
                    self._take_frame(message)
            finally:
                self._sockets.remove(socket)
        return socket

    def _take_frame(self, message: WSMessage) -> None:
        """Take an acknowledgement; log a frame that Slack would not understand, without repeating its content."""
        if message.type in (WSMsgType.PING, WSMsgType.PONG):
            return  # where pings are not to be answered
        if message.type is WSMsgType.ERROR:
            log.warning("closed a websocket: a frame was too large or malformed")
            return
        try:
            acknowledged = json.loads(message.data) if message.type is WSMsgType.TEXT else None
        except (ValueError, RecursionError):
            acknowledged = None
        if not isinstance(acknowledged, dict) or not isinstance(acknowledged.get("envelope_id"), str):
            log.warning("passed over a frame that acknowledges nothing")
            return
        waiting = self._acknowledged.pop(acknowledged["envelope_id"], None)
        if waiting and not waiting.done():
            waiting.set_result(acknowledged)
