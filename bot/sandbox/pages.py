"""The page in the browser: its files, its stream of events, and what it asks to be done."""

import contextlib
import logging
from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Any

from aiohttp import web

from bot.sandbox.acts import Acts
from bot.sandbox.refusals import Refused
from bot.sandbox.screens import Screens
from bot.sandbox.workspace import Json

log = logging.getLogger(__name__)

_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self' data: https: http://127.0.0.1:* http://localhost:*; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_WORDS = {
    "operation_timeout": "The app did not answer within three seconds; see its log.",
    "dispatch_failed": "The app could not be reached, or failed; see its log.",
    "message_not_found": "That message is no longer there.",
    "not_found": "That is no longer there.",
    "no_text": "There is nothing to send.",
}


class Pages:
    """Routes for the page, which acts and sees by these."""

    def __init__(self, acts: Acts, screens: Screens, people: frozenset[str]) -> None:
        self._acts = acts
        self._screens = screens
        self._people = people
        self._files = files("bot.sandbox").joinpath("page")

    def routes(self) -> list[web.AbstractRouteDef]:
        """What is served."""
        acts: dict[str, Callable[[str, Json], Awaitable[Json | None]]] = {
            "say": self._say,
            "act": self._act,
            "submit": self._submit,
            "close": self._close,
            "suggest": self._suggest,
            "home": self._home,
            "invite": self._invite,
            "shortcut": self._shortcut,
        }
        return [
            web.get("/", self._index),
            web.get("/page/{name}", self._file),
            web.get("/sandbox/stream", self._stream),
            *(web.post(f"/sandbox/{name}", self._acting(act)) for name, act in acts.items()),
        ]

    async def _index(self, _: web.Request) -> web.Response:
        return self._serve("index.html")

    async def _file(self, request: web.Request) -> web.Response:
        return self._serve(request.match_info["name"])

    def _serve(self, name: str) -> web.Response:
        path = self._files.joinpath(name)
        kind = _TYPES.get(name[name.rfind(".") :])
        if kind is None or not path.is_file():
            raise web.HTTPNotFound(text="there is no such page")
        return web.Response(body=path.read_bytes(), content_type=kind, charset="utf-8", headers=_HEADERS)

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        user = request.query.get("as", "")
        if user not in self._people:
            raise web.HTTPBadRequest(text="there is no such person")
        response = web.StreamResponse(headers={"content-type": "text/event-stream", "cache-control": "no-store"})
        await response.prepare(request)
        async with contextlib.aclosing(self._screens.stream(user)) as events:
            # The page goes away without a word, whenever it likes.
            with contextlib.suppress(ConnectionResetError):
                async for event in events:
                    await response.write(event)
        return response

    def _acting(self, act: Callable[[str, Json], Awaitable[Json | None]]) -> Callable[..., Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            if request.content_type != "application/json":
                raise web.HTTPUnsupportedMediaType(text="send JSON")
            try:
                asked = await request.json()
                user = asked["as"]
                if user not in self._people:
                    raise KeyError(user)
                answer = await act(user, asked) or {}
            except Refused as refused:
                log.warning("%s: %s", refused, "; ".join(refused.details) or "no more is known")
                return web.json_response({"ok": False, "error": _in_words(refused)})
            except (KeyError, TypeError, ValueError):
                raise web.HTTPBadRequest(text="that is not what the page sends") from None
            return web.json_response({"ok": True, **answer})

        return handle

    async def _say(self, user: str, asked: Json) -> None:
        await self._acts.say(user, asked["channel"], str(asked["text"]), thread=asked.get("thread"))

    async def _act(self, user: str, asked: Json) -> None:
        await self._acts.press(user, dict(asked["action"]), dict(asked.get("values") or {}), **_place(asked))

    async def _submit(self, user: str, asked: Json) -> Json:
        errors = await self._acts.submit(user, asked["view"], dict(asked["values"]))
        return {"errors": errors} if errors else {}

    async def _close(self, user: str, asked: Json) -> None:
        await self._acts.close_view(user, asked["view"])

    async def _suggest(self, user: str, asked: Json) -> Json:
        return await self._acts.suggest(
            user, asked["block_id"], asked["action_id"], str(asked["value"]), **_place(asked)
        )

    async def _home(self, user: str, asked: Json) -> None:
        await self._acts.open_home(user, asked["tab"])

    async def _invite(self, _: str, asked: Json) -> None:
        await self._acts.invite(asked["channel"])

    async def _shortcut(self, user: str, asked: Json) -> None:
        await self._acts.run_shortcut(user, asked["callback_id"], asked.get("message"))


def _place(asked: Json) -> dict[str, Any]:
    return {"message": asked.get("message"), "view": asked.get("view")}


def _in_words(refused: Refused) -> str:
    words = _WORDS.get(refused.error, f"That was refused: {refused.error}.")
    return " ".join([words, *refused.details[:3]])
