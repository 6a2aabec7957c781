"""The one way into the app, whichever way a request came."""

import logging
import traceback
from pathlib import Path
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse

log = logging.getLogger(__name__)


def is_payload(data: Any) -> bool:
    """Whether decoded JSON has the shape of what Slack sends, as far as anything here relies on it."""
    if not isinstance(data, dict):
        return False
    authorizations = data.get("authorizations", [])
    return (
        isinstance(data.get("event", {}), dict)
        and isinstance(authorizations, list)
        and all(isinstance(authorization, dict) for authorization in authorizations)
    )


async def dispatch(app: AsyncApp, **request: Any) -> BoltResponse:
    """The app's response to a request, given as AsyncBoltRequest takes it; 400 to one that Bolt fails to read.

    Failures of listeners are dealt with inside the app, so whatever comes out of it is a request in a form that Slack
    does not send: mistyped, or without what every request has.
    """
    if isinstance(request["body"], dict) and not is_payload(request["body"]):
        return BoltResponse(status=400, body="the request is not one that Slack sends")
    try:
        response = await app.async_dispatch(AsyncBoltRequest(**request))
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
