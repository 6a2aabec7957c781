"""Dispatch of requests, whether over HTTP or Socket Mode: commands answered directly, the rest by the Bolt app."""

import logging
import re
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse

from bot.services import Duties, Inbox
from bot.slack.commands import Commands
from bot.slack.gate import Gate
from bot.slack.installation import ENDINGS, log_rate_limit
from bot.slack.redelivery import SeenEvents
from bot.slack.replies import RETRY_HEADER
from bot.slack.workspaces import AUTHORIZED, Workspaces
from bot.store import StoreDown, Taken

log = logging.getLogger(__name__)

# Slack's names for kinds of payloads and events; the log repeats nothing else.
_KIND = re.compile(r"[a-z_.]{1,60}")


class Dispatcher:
    """Responds to requests: to slash commands itself, to everything else through a Bolt app's listeners.

    `resume` answers a message that another process left; `inbox` holds the messages that this process took. `duties`
    are its part of housekeeping, and `gate` refuses requests over the limits, where the base is curated from Slack.
    """

    def __init__(
        self,
        bolt: AsyncApp,
        commands: Commands,
        workspaces: Workspaces,
        resume: Callable[[Taken], None],
        inbox: Inbox,
        duties: Duties | None = None,
        gate: Gate | None = None,
    ) -> None:
        self._bolt = bolt
        self._commands = commands
        self._workspaces = workspaces
        self.resume = resume
        self.inbox = inbox
        self.duties = duties
        self._gate = gate
        self._seen = SeenEvents()

    async def dispatch(self, payload: dict[str, Any], *, is_retry: bool = False) -> BoltResponse:
        """Respond to a payload of Slack's shape (`is_payload`), decoded from JSON or from a form.

        `is_retry` says that Slack delivers it once more. Logs the kind of request, the status and the time taken at
        DEBUG.
        """
        began = time.perf_counter()
        response = await self._respond(payload, is_retry)
        if log.isEnabledFor(logging.DEBUG):
            took = (time.perf_counter() - began) * 1_000
            log.debug("%s: status %d after %.1f ms", _kind_of(payload), response.status, took)
        return response

    async def _respond(self, payload: dict[str, Any], is_retry: bool) -> BoltResponse:
        """Respond to a request for a known workspace; acknowledge an event that was seen before."""
        authorized = None
        try:
            authorized = await self._workspaces.authorize(payload)
        except StoreDown:
            if "command" not in payload:  # a command needs no token
                return BoltResponse(status=503, body="the workspace of the request cannot be looked up")
        else:
            if authorized is None:
                return _refuse(payload)
        if "command" in payload:
            return self._refuse(payload) or await self._commands.answer(payload)
        if payload.get("type") == "app_rate_limited":
            log_rate_limit()
            return BoltResponse(status=200, body="")
        event_id = payload.get("event_id")
        if isinstance(event_id, str) and not self._seen.is_new(event_id):
            return BoltResponse(status=200, body="")
        response = self._refuse(payload) or await self._respond_by_listeners(payload, authorized, is_retry)
        if response.status == 503 and isinstance(event_id, str):
            self._seen.forget(event_id)  # a 503 makes Slack deliver it again
        return response

    def _refuse(self, payload: dict[str, Any]) -> BoltResponse | None:
        """Return the gate's refusal, if it refuses."""
        return self._gate.refuse(payload) if self._gate else None

    async def _respond_by_listeners(
        self, payload: dict[str, Any], authorized: AuthorizeResult | None, is_retry: bool
    ) -> BoltResponse:
        """Respond through a listener of the Bolt app.

        Bolt handles the failures of listeners, so any other exception means a request that Slack would not send:
        mistyped, or without a field that every request has. The response is 400.
        """
        # Bolt reads the fields of a view or an event even where it is null.
        body = {name: value for name, value in payload.items() if value is not None}
        try:
            # In this mode Bolt takes a decoded body.
            headers: dict[str, str | Sequence[str]] = {RETRY_HEADER: "1"} if is_retry else {}
            context = {AUTHORIZED: authorized}
            request = AsyncBoltRequest(body=body, headers=headers, mode="socket_mode", context=context)
            response = await self._bolt.async_dispatch(request)
        except Exception as error:
            # The error's own message, or a whole traceback, could repeat what a person wrote.
            frame = traceback.extract_tb(error.__traceback__)[-1]
            log.error(
                "could not read a request: %s at %s:%s", type(error).__name__, Path(frame.filename).name, frame.lineno
            )
            return BoltResponse(status=400, body="the request is not one that Slack sends")
        if response.status == 404:
            log.warning("nothing handles a request that came: is the app's manifest that of this version?")
        return response


def _refuse(payload: dict[str, Any]) -> BoltResponse:
    """Refuse a request for an unknown workspace; acknowledge an event that reports an uninstall."""
    if (payload.get("event") or {}).get("type") in ENDINGS:
        return BoltResponse(status=200, body="")
    log.warning("refused a request that is for a workspace other than those that this app is installed in")
    return BoltResponse(status=403, body="the request is for another workspace")


def _kind_of(payload: dict[str, Any]) -> str:
    """Return the kind of a request in Slack's own names, which hold nothing that a person wrote."""
    event = payload.get("event") or {}
    name = "slash_command" if "command" in payload else str(event.get("type") or payload.get("type"))
    return name if _KIND.fullmatch(name) else "a request of an unknown kind"
