"""Pictures of responses, served at addresses that are signed with the signing secret."""

import asyncio
import base64
import binascii
import hashlib
import hmac
import io
import json
import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.domain.requests import Request, decode_request, encode_request
from bot.domain.responses import Response
from bot.reply import Picture
from bot.reply.pictures import describe_picture, draw_picture
from bot.search import Index, answer
from bot.services import BoundedMapping

PATH = "/pictures/"
MAX_PICTURES = 100
MAX_DRAWINGS = 30
SECONDS = 60.0
# Longer than a process takes to serve an edit that another serves already.
POLLS, SECONDS_BETWEEN_POLLS = 30, 0.1
_MAX_URL = 2_900
_SUFFIX = ".png"


class Pictures:
    """Makes the addresses of pictures, and serves the pictures.

    An address holds the revision, the day and the request whose response to draw, with a signature, so that nobody can
    guess another address, and any process that serves the base can draw it. `find` returns the index of a revision that
    is or was just served; a revision that this process does not serve yet is waited for. Pictures of older revisions
    are no longer drawn.

    A picture is drawn when it is first requested, and cached. At most 30 are drawn in a minute: a drawing takes half a
    second of a core, and a page that loads more pictures than the cache holds would have each drawn again and again.
    Cached pictures are served at once.
    """

    def __init__(
        self,
        public_url: str,
        secret: str,
        find: Callable[[str], Index | None],
        today: Callable[[], date],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._origin = public_url.rstrip("/")
        self._key = hashlib.sha256(b"pictures" + secret.encode()).digest()
        self._find = find
        self._today = today
        self._drawn: BoundedMapping[str, bytes] = BoundedMapping(MAX_PICTURES)
        self._drawing = asyncio.Lock()
        self._clock = clock
        self._drawn_at: deque[float] = deque(maxlen=MAX_DRAWINGS)

    def of(self, response: Response) -> Picture | None:
        """Return the picture of a response; None where there is nothing to draw, or no public address."""
        alt = describe_picture(response)
        if alt is None:
            return None
        # One picture shows all pages of its response.
        request = replace(response.request, page=1, shown=0)
        what = [response.snapshot.revision, self._today().isoformat(), encode_request(request)]
        token = base64.urlsafe_b64encode(json.dumps(what).encode()).decode().rstrip("=")
        url = f"{self._origin}{PATH}{token}.{self._sign(token)}{_SUFFIX}"
        return Picture(url, alt) if len(url) <= _MAX_URL else None

    async def read(self, path: str) -> bytes | None:
        """Return the PNG at a path; None where there is none, or for as long as `seconds_to_wait` says."""
        token = self._token_of(path)
        if token is None:
            return None
        if token not in self._drawn:
            await self._wait_for_revision(token)
            async with self._drawing:
                # The drawing before may have been this one, or the last of this minute.
                if token not in self._drawn and not await self._add(token):
                    return None
        self._drawn.move_to_end(token)
        return self._drawn[token]

    def seconds_to_wait(self, path: str) -> int:
        """Return the seconds until the picture at a path can be drawn; 0 where it can be now, or does not exist."""
        token = self._token_of(path)
        is_to_draw = token is not None and token not in self._drawn and self._read_token(token) is not None
        return self._seconds_to_next() if is_to_draw else 0

    def _seconds_to_next(self) -> int:
        """Return the seconds until one more picture may be drawn."""
        if len(self._drawn_at) < MAX_DRAWINGS:
            return 0
        return max(0, math.ceil(self._drawn_at[0] + SECONDS - self._clock()))

    async def _add(self, token: str) -> bool:
        """Draw a picture and cache it, if there is one and the limit allows; return whether it is cached."""
        found = self._read_token(token)
        if found is None or self._seconds_to_next():
            return False
        self._drawn_at.append(self._clock())
        drawn = await asyncio.to_thread(self._draw, *found)
        if drawn is None:
            return False
        self._drawn[token] = drawn
        return True

    def _token_of(self, path: str) -> str | None:
        """Return the token in an address; None where its signature is invalid."""
        token, _, signature = path.removeprefix(PATH).removesuffix(_SUFFIX).partition(".")
        return token if hmac.compare_digest(signature.encode(), self._sign(token).encode()) else None

    async def _wait_for_revision(self, token: str) -> None:
        """Wait for the revision of a picture, where another process serves it and this one does not yet."""
        for _ in range(POLLS if _decode(token) else 0):
            if self._read_token(token):
                return
            await asyncio.sleep(SECONDS_BETWEEN_POLLS)

    def _read_token(self, token: str) -> tuple[Request, Index, date] | None:
        """Return the request, the index and the day of a picture; None where the index is not served."""
        decoded = _decode(token)
        index = self._find(decoded[0]) if decoded else None
        return (decoded[2], index, decoded[1]) if decoded and index else None

    @staticmethod
    def _draw(request: Request, index: Index, day: date) -> bytes | None:
        png = io.BytesIO()
        is_drawn = draw_picture(answer(request, index, day), png)
        return png.getvalue() if is_drawn else None

    def _sign(self, token: str) -> str:
        return hmac.new(self._key, token.encode(), hashlib.sha256).hexdigest()[:32]


def _decode(token: str) -> tuple[str, date, Request] | None:
    """Return a picture's revision, day and request; None for a token of an older version."""
    try:
        revision, day, encoded = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        request = decode_request(encoded)
        return (revision, date.fromisoformat(day), request) if request else None
    except (ValueError, binascii.Error):
        return None
