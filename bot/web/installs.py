"""The two addresses of an install: its start, and the return from Slack."""

import time
from collections import deque
from collections.abc import Callable

from slack_bolt.response import BoltResponse
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.slack import INSTALL_PATH, REDIRECT_PATH, Installing
from bot.web.refusals import Refused

MOST_BEGUN, SECONDS = 60, 60.0
# The return address holds a code, which must not leak through a referrer; and the pages load nothing.
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def to_install_routes(installing: Installing, clock: Callable[[], float] = time.monotonic) -> list[Route]:
    """Return the routes. At most 60 installs a minute begin in a process, since each adds a row to the store."""
    begun: deque[float] = deque(maxlen=MOST_BEGUN)

    async def begin(request: Request) -> Response:
        now = clock()
        if len(begun) == MOST_BEGUN and now - begun[0] < SECONDS:
            raise Refused(503, "too many installs begin at once")
        begun.append(now)
        return _to_response(await installing.begin(request.url.query))

    async def end(request: Request) -> Response:
        return _to_response(await installing.end(request.url.query, request.headers.get("cookie", "")))

    return [Route(INSTALL_PATH, begin, methods=["GET"]), Route(REDIRECT_PATH, end, methods=["GET"])]


def _to_response(answer: BoltResponse) -> Response:
    response = Response(answer.body, answer.status, dict(_HEADERS))
    for name, values in answer.headers.items():
        for value in [values] if isinstance(values, str) else values:
            response.headers.append(name, value)
    return response
