"""Pictures of responses, served at signed addresses, which only who has the signing secret can make."""

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
from bot.services import Newest

PATH = "/pictures/"
MAX_PICTURES = 100
MAX_DRAWINGS = 30
SECONDS = 60.0
# For longer than a process takes to serve an edit that another serves already.
LOOKS, SECONDS_BETWEEN_LOOKS = 30, 0.1
_MAX_URL = 2_900
_SUFFIX = ".png"


class Pictures:
    """Makes the addresses of pictures, and serves the pictures.

    An address holds the revision, the day and the request whose response to draw, signed: whoever has one can see that
    picture and guess no other, and any process that serves the knowledge can draw it. `find` returns what is served of
    a revision, or was just before; one that this process does not serve yet is waited for. Of an older one no picture
    is drawn any more.

    A picture is drawn when it is first asked for, and kept for a while. No more than 30 are drawn in a minute: a
    drawing takes half a second of a core, and a page that loads more pictures than are kept, again and again, has each
    drawn anew. What is kept needs no drawing, and is served at once.
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
        self._drawn: Newest[str, bytes] = Newest(MAX_PICTURES)
        self._drawing = asyncio.Lock()
        self._clock = clock
        self._drawn_at: deque[float] = deque(maxlen=MAX_DRAWINGS)

    def of(self, response: Response) -> Picture | None:
        """The picture of a response; None where there is nothing to draw, or no address for it."""
        alt = describe_picture(response)
        if alt is None:
            return None
        # A picture shows all that the pages of its response do.
        request = replace(response.request, page=1, shown=0)
        what = [response.snapshot.revision, self._today().isoformat(), encode_request(request)]
        token = base64.urlsafe_b64encode(json.dumps(what).encode()).decode().rstrip("=")
        url = f"{self._origin}{PATH}{token}.{self._sign(token)}{_SUFFIX}"
        return Picture(url, alt) if len(url) <= _MAX_URL else None

    async def read(self, path: str) -> bytes | None:
        """The PNG at a path; None where there is none, or it cannot be drawn for some `seconds_to_wait`."""
        token = self._token_of(path)
        if token is None:
            return None
        if token not in self._drawn:
            await self._wait_for_revision(token)
            async with self._drawing:
                # Whoever drew before may have drawn this one, or the last that may be drawn.
                if token not in self._drawn and not await self._add(token):
                    return None
        self._drawn.move_to_end(token)
        return self._drawn[token]

    def seconds_to_wait(self, path: str) -> int:
        """In how many seconds the picture at a path can be drawn; 0 where it can be now, or there is none."""
        token = self._token_of(path)
        is_to_draw = token is not None and token not in self._drawn and self._what_to_draw(token) is not None
        return self._seconds_to_next() if is_to_draw else 0

    def _seconds_to_next(self) -> int:
        """In how many seconds one more may be drawn."""
        if len(self._drawn_at) < MAX_DRAWINGS:
            return 0
        return max(0, math.ceil(self._drawn_at[0] + SECONDS - self._clock()))

    async def _add(self, token: str) -> bool:
        """Draw a picture and keep it, if there is one and it is not one too many; whether it is kept now."""
        found = self._what_to_draw(token)
        if found is None or self._seconds_to_next():
            return False
        self._drawn_at.append(self._clock())
        drawn = await asyncio.to_thread(self._draw, *found)
        if drawn is None:
            return False
        self._drawn[token] = drawn
        return True

    def _token_of(self, path: str) -> str | None:
        """The token in an address; None where its signature is not ours."""
        token, _, signature = path.removeprefix(PATH).removesuffix(_SUFFIX).partition(".")
        return token if hmac.compare_digest(signature.encode(), self._sign(token).encode()) else None

    async def _wait_for_revision(self, token: str) -> None:
        """Wait for the revision of a picture, if another process serves it and this one does not yet."""
        for _ in range(LOOKS if _decode(token) else 0):
            if self._what_to_draw(token):
                return
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)

    def _what_to_draw(self, token: str) -> tuple[Request, Index, date] | None:
        """What to draw, out of which base and as of which day; None where that base is not served."""
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
    """Return a picture's revision, day and request; None where it is of an older version."""
    try:
        revision, day, encoded = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        request = decode_request(encoded)
        return (revision, date.fromisoformat(day), request) if request else None
    except (ValueError, binascii.Error):
        return None
