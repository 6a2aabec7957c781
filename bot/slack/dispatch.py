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
from bot.slack.redelivery import Seen
from bot.slack.replies import RETRY_HEADER
from bot.slack.workspaces import AUTHORIZED, Workspaces
from bot.store import StoreDown, Taken

log = logging.getLogger(__name__)

# Slack's names for kinds of payloads and events; anything else is not repeated in the log.
_KIND = re.compile(r"[a-z_.]{1,60}")


class Dispatcher:
    """Answers requests: slash commands directly, and everything else by the listeners of a Bolt app.

    `resume` answers a message that another process left unanswered; `inbox` has what this one took in. `duties`
    are the leader's, and `gate` lets requests pass, where the base is curated from Slack.
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
        self._seen = Seen()

    async def dispatch(self, payload: dict[str, Any], *, is_retry: bool = False) -> BoltResponse:
        """Respond to a request of Slack's shape (`is_payload`), given as decoded JSON or the fields of a form.

        `is_retry` is whether Slack delivers it once more.

        Logs at DEBUG which kind of request it was, the response's status, and how long it took.
        """
        began = time.perf_counter()
        response = await self._respond(payload, is_retry)
        if log.isEnabledFor(logging.DEBUG):
            took = (time.perf_counter() - began) * 1_000
            log.debug("%s: status %d after %.1f ms", _kind_of(payload), response.status, took)
        return response

    async def _respond(self, payload: dict[str, Any], is_retry: bool) -> BoltResponse:
        """Respond to a request for a workspace that is answered; to an event that came before with 200 alone."""
        authorized = None
        try:
            authorized = await self._workspaces.authorize(payload)
        except StoreDown:
            if "command" not in payload:  # which needs no token
                return BoltResponse(status=503, body="it cannot be told whose the request is")
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
            self._seen.forget(event_id)  # Slack is told to come again
        return response

    def _refuse(self, payload: dict[str, Any]) -> BoltResponse | None:
        return self._gate.refuse(payload) if self._gate else None

    async def _respond_by_listeners(
        self, payload: dict[str, Any], authorized: AuthorizeResult | None, is_retry: bool
    ) -> BoltResponse:
        """Respond by a listener of the Bolt app.

        Failures of listeners are dealt with inside, so whatever else comes out of Bolt is a request in a form that
        Slack does not send: mistyped, or without what every request has. It gets 400.
        """
        # Bolt looks into a view or an event wherever the name is there, though it be null.
        body = {name: value for name, value in payload.items() if value is not None}
        try:
            # In this mode Bolt takes what is decoded.
            headers: dict[str, str | Sequence[str]] = {RETRY_HEADER: "1"} if is_retry else {}
            context = {AUTHORIZED: authorized}
            request = AsyncBoltRequest(body=body, headers=headers, mode="socket_mode", context=context)
            response = await self._bolt.async_dispatch(request)
        except Exception as error:
            # The error's own words, or a whole traceback, could repeat what a person wrote.
            place = traceback.extract_tb(error.__traceback__)[-1]
            log.error(
                "could not read a request: %s at %s:%s", type(error).__name__, Path(place.filename).name, place.lineno
            )
            return BoltResponse(status=400, body="the request is not one that Slack sends")
        if response.status == 404:
            log.warning("nothing handles a request that came: is the app's manifest that of this version?")
        return response


def _refuse(payload: dict[str, Any]) -> BoltResponse:
    """Refuse a request for a workspace that is not answered; take an event that tells that it is none any more."""
    if (payload.get("event") or {}).get("type") in ENDINGS:
        return BoltResponse(status=200, body="")
    log.warning("refused a request that is for a workspace other than those that this app is installed in")
    return BoltResponse(status=403, body="the request is for another workspace")


def _kind_of(payload: dict[str, Any]) -> str:
    """The kind of a request in Slack's own names, which hold nothing that a person wrote."""
    event = payload.get("event") or {}
    name = "slash_command" if "command" in payload else str(event.get("type") or payload.get("type"))
    return name if _KIND.fullmatch(name) else "a request of an unknown kind"
