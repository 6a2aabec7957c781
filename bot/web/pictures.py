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
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.domain.requests import Request, decode_request, encode_request
from bot.domain.responses import Response
from bot.reply import Picture
from bot.reply.pictures import describe_picture, draw_picture
from bot.search import Index, answer

PATH = "/pictures/"
MAX_PICTURES = 100
MAX_DRAWINGS = 30
SECONDS = 60.0
_MAX_URL = 2_900
_MOST_BASES = 2
_SUFFIX = ".png"


class Pictures:
    """Makes the addresses of pictures, and serves the pictures.

    An address holds the revision, the day and the request whose response to draw, signed: whoever has one can see that
    picture and guess no other. A picture is drawn when it is first asked for, and kept for a while; of a revision that
    is served no longer, nor was just before, none is drawn any more. No more than 30 are drawn in a minute: a drawing
    takes half a second of a core, and a page that loads more pictures than are kept, again and again, has each drawn
    anew. What is kept needs no drawing, and is served at once.
    """

    def __init__(
        self,
        public_url: str,
        secret: str,
        current: Callable[[], Index],
        today: Callable[[], date],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._origin = public_url.rstrip("/")
        self._key = hashlib.sha256(b"pictures" + secret.encode()).digest()
        self._current = current
        self._today = today
        self._drawn: OrderedDict[str, bytes] = OrderedDict()
        self._bases: OrderedDict[str, Index] = OrderedDict()
        self._drawing = asyncio.Lock()
        self._clock = clock
        self._drawn_at: deque[float] = deque(maxlen=MAX_DRAWINGS)

    def of(self, response: Response) -> Picture | None:
        """The picture of a response; None where there is nothing to draw, or no address for it."""
        alt = describe_picture(response)
        if alt is None:
            return None
        self._keep(self._current())
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
            async with self._drawing:
                # Whoever drew before may have drawn this one, or the last that may be drawn.
                if token not in self._drawn and not await self._add(token):
                    return None
        self._drawn.move_to_end(token)
        return self._drawn[token]

    def seconds_to_wait(self, path: str) -> int:
        """In how many seconds the picture at a path can be drawn; 0 where it can be now, or there is none."""
        token = self._token_of(path)
        is_to_draw = token is not None and token not in self._drawn and self._find(token) is not None
        return self._seconds_to_next() if is_to_draw else 0

    def _seconds_to_next(self) -> int:
        """In how many seconds one more may be drawn."""
        if len(self._drawn_at) < MAX_DRAWINGS:
            return 0
        return max(0, math.ceil(self._drawn_at[0] + SECONDS - self._clock()))

    async def _add(self, token: str) -> bool:
        """Draw a picture and keep it, if there is one and it is not one too many; whether it is kept now."""
        found = self._find(token)
        if found is None or self._seconds_to_next():
            return False
        self._drawn_at.append(self._clock())
        drawn = await asyncio.to_thread(self._draw, *found)
        if drawn is None:
            return False
        self._drawn[token] = drawn
        if len(self._drawn) > MAX_PICTURES:
            self._drawn.popitem(last=False)
        return True

    def _token_of(self, path: str) -> str | None:
        """The token in an address; None where its signature is not ours."""
        token, _, signature = path.removeprefix(PATH).removesuffix(_SUFFIX).partition(".")
        return token if hmac.compare_digest(signature.encode(), self._sign(token).encode()) else None

    def _find(self, token: str) -> tuple[Request, Index, date] | None:
        """What to draw, out of which base and as of which day; None where that base is served no longer."""
        try:
            revision, day, encoded = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        except (ValueError, binascii.Error):
            return None
        request, index = decode_request(encoded), self._bases.get(revision) or self._current()
        if request is None or revision != index.snapshot.revision:
            return None
        return request, index, date.fromisoformat(day)

    @staticmethod
    def _draw(request: Request, index: Index, day: date) -> bytes | None:
        png = io.BytesIO()
        is_drawn = draw_picture(answer(request, index, day), png)
        return png.getvalue() if is_drawn else None

    def _keep(self, index: Index) -> None:
        """Keep the served base while its pictures may be fetched, also after the next reload."""
        self._bases[index.snapshot.revision] = index
        self._bases.move_to_end(index.snapshot.revision)
        if len(self._bases) > _MOST_BASES:
            self._bases.popitem(last=False)

    def _sign(self, token: str) -> str:
        return hmac.new(self._key, token.encode(), hashlib.sha256).hexdigest()[:32]
