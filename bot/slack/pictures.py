"""Pictures of responses, served at addresses that only this process can make."""

import asyncio
import base64
import binascii
import hashlib
import hmac
import io
import json
from collections import OrderedDict
from collections.abc import Callable
from datetime import date

from bot.domain.responses import Form, Response, Timeline
from bot.reply import Picture
from bot.reply.pictures import describe_picture, draw_picture
from bot.search import Index, respond

PATH = "/pictures/"
MAX_PICTURES = 100
_MAX_URL = 2_900
_MOST_BASES = 2
_SUFFIX = ".png"


class Pictures:
    """Addresses of pictures, and what is at them.

    An address holds what to draw, of which revision and as of which day, signed: whoever has one can see that picture
    and guess no other. A picture is drawn when it is first asked for, and kept for a while; of a revision that is
    served no longer, nor was just before, none is drawn any more.
    """

    def __init__(self, public_url: str, secret: str, current: Callable[[], Index], today: Callable[[], date]) -> None:
        self._origin = public_url.rstrip("/")
        self._key = hashlib.sha256(b"pictures" + secret.encode()).digest()
        self._current = current
        self._today = today
        self._drawn: OrderedDict[str, bytes] = OrderedDict()
        self._bases: OrderedDict[str, Index] = OrderedDict()
        self._drawing = asyncio.Lock()

    def of(self, response: Response) -> Picture | None:
        """The picture of a response; None where there is nothing to draw, or no address for it."""
        alt = describe_picture(response)
        if alt is None:
            return None
        # As it was typed it may be long, and may be asked shortly.
        asked = response.answer if isinstance(response, Timeline) else None
        ask = f"{Form.TIMELINE} {asked.again or asked.query.rephrased}" if asked else str(Form.MAP)
        self._keep(self._current())
        what = [response.snapshot.revision, self._today().isoformat(), ask]
        token = base64.urlsafe_b64encode(json.dumps(what).encode()).decode().rstrip("=")
        url = f"{self._origin}{PATH}{token}.{self._sign(token)}{_SUFFIX}"
        return Picture(url, alt) if len(url) <= _MAX_URL else None

    async def read(self, path: str) -> bytes | None:
        """The PNG at a path; None where there is none."""
        token, _, signature = path.removeprefix(PATH).removesuffix(_SUFFIX).partition(".")
        if not hmac.compare_digest(signature.encode(), self._sign(token).encode()):
            return None
        async with self._drawing:
            if token not in self._drawn:
                drawn = await asyncio.to_thread(self._draw, token)
                if drawn is None:
                    return None
                self._drawn[token] = drawn
                if len(self._drawn) > MAX_PICTURES:
                    self._drawn.popitem(last=False)
            self._drawn.move_to_end(token)
            return self._drawn[token]

    def _draw(self, token: str) -> bytes | None:
        try:
            revision, day, ask = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        except (ValueError, binascii.Error):
            return None
        index = self._bases.get(revision) or self._current()
        if revision != index.snapshot.revision:
            return None
        png = io.BytesIO()
        is_drawn = draw_picture(respond(ask, index, date.fromisoformat(day)), png)
        return png.getvalue() if is_drawn else None

    def _keep(self, index: Index) -> None:
        """Keep what is served while its pictures may be fetched, also over a reload."""
        self._bases[index.snapshot.revision] = index
        self._bases.move_to_end(index.snapshot.revision)
        if len(self._bases) > _MOST_BASES:
            self._bases.popitem(last=False)

    def _sign(self, token: str) -> str:
        return hmac.new(self._key, token.encode(), hashlib.sha256).hexdigest()[:32]
