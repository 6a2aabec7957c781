"""The page in the browser: its files, its stream of events, and what it asks to be done."""

import contextlib
import logging
from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Any

from aiohttp import web

from bot.sandbox.refusals import Refused
from bot.sandbox.screens import Screens
from bot.sandbox.user_actions import UserActions
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
_MAX_DETAILS = 10
_UNREACHED = {
    "operation_timeout": "The app did not answer within three seconds; see its log.",
    "dispatch_failed": "The app could not be reached, or failed; see its log.",
}
_WORDS = {
    "message_not_found": "That message is no longer there.",
    "not_found": "That is no longer there.",
    "no_text": "There is nothing to send.",
    "msg_too_long": "That is too long to send.",
}


class Files:
    """The files that the page is made of."""

    def __init__(self) -> None:
        folder = files("bot.sandbox").joinpath("page")
        self._paths = {path.name: path for path in folder.iterdir() if _suffix(path.name) in _TYPES}

    async def handle(self, request: web.Request) -> web.Response:
        """Serve the file that a request names."""
        return self.serve(request.match_info["name"])

    def serve(self, name: str) -> web.Response:
        """Answer with a file; HTTPNotFound where there is none of that name."""
        path = self._paths.get(name)
        if path is None:
            raise web.HTTPNotFound(text="there is no such page")
        kind = _TYPES[_suffix(name)]
        return web.Response(body=path.read_bytes(), content_type=kind, charset="utf-8", headers=_HEADERS)


class Pages:
    """Routes for the page, which shows the workspace and acts in it through these."""

    def __init__(self, actions: UserActions, screens: Screens, people: frozenset[str]) -> None:
        self._actions = actions
        self._screens = screens
        self._people = people
        self._files = Files()

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes of the page."""
        handlers: dict[str, _Handler] = {
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
            web.get("/page/{name}", self._files.handle),
            web.get("/sandbox/stream", self._stream),
            *(web.post(f"/sandbox/{name}", self._handling(handler)) for name, handler in handlers.items()),
        ]

    async def _index(self, _: web.Request) -> web.Response:
        return self._files.serve("index.html")

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        user = request.query.get("as", "")
        if user not in self._people:
            raise web.HTTPBadRequest(text="there is no such person")
        response = web.StreamResponse(headers={"content-type": "text/event-stream", "cache-control": "no-store"})
        # The page goes away without a word, whenever it likes.
        with contextlib.suppress(ConnectionError):
            await response.prepare(request)
            async with contextlib.aclosing(self._screens.stream(user)) as events:
                async for event in events:
                    await response.write(event)
        return response

    def _handling(self, handler: "_Handler") -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            asked = await _read(request)
            user = _text(asked, "as")
            if user not in self._people:
                raise _bad("as")
            try:
                answer = await handler(user, asked) or {}
            except Refused as refused:
                log.warning("%s: %s", refused, "; ".join(refused.details) or "no more is known")
                return web.json_response({"ok": False, "error": _in_words(refused)})
            return web.json_response({"ok": True, **answer})

        return handle

    async def _say(self, user: str, asked: Json) -> None:
        thread = _text(asked, "thread") if asked.get("thread") is not None else None
        await self._actions.say(user, _text(asked, "channel"), _text(asked, "text"), thread=thread)

    async def _act(self, user: str, asked: Json) -> None:
        await self._actions.press(user, _record(asked, "action"), _record(asked, "values"), **_container(asked))

    async def _submit(self, user: str, asked: Json) -> Json:
        errors = await self._actions.submit(user, _text(asked, "view"), _record(asked, "values"))
        return {"errors": errors} if errors else {}

    async def _close(self, user: str, asked: Json) -> None:
        await self._actions.close_view(user, _text(asked, "view"))

    async def _suggest(self, user: str, asked: Json) -> Json:
        block, action, value = (_text(asked, key) for key in ("block_id", "action_id", "value"))
        return await self._actions.suggest(user, block, action, value, **_container(asked))

    async def _home(self, user: str, asked: Json) -> None:
        await self._actions.open_home(user, _text(asked, "tab"))

    async def _invite(self, _: str, asked: Json) -> None:
        await self._actions.invite(_text(asked, "channel"))

    async def _shortcut(self, user: str, asked: Json) -> None:
        await self._actions.run_shortcut(user, _text(asked, "callback_id"), _container(asked)["message"])


_Handler = Callable[[str, Json], Awaitable[Json | None]]


async def _read(request: web.Request) -> Json:
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="send JSON")
    try:
        asked = await request.json()
    except (ValueError, LookupError, RecursionError):
        raise web.HTTPBadRequest(text="that is not JSON") from None
    if not isinstance(asked, dict):
        raise web.HTTPBadRequest(text="that is not a JSON object")
    return asked


def _bad(key: str) -> web.HTTPBadRequest:
    return web.HTTPBadRequest(text=f"{key!r} is not what the page sends")


def _text(asked: Json, key: str) -> str:
    if not isinstance(asked.get(key), str):
        raise _bad(key)
    return str(asked[key])


def _record(asked: Json, key: str) -> Json:
    value = asked.get(key) or {}
    if not isinstance(value, dict):
        raise _bad(key)
    return value


def _container(asked: Json) -> dict[str, Any]:
    """Read the container acted on: a message by its `channel` and `ts`, or a view by its id."""
    message = _record(asked, "message")
    if message:
        return {"message": {key: _text(message, key) for key in ("channel", "ts")}, "view": None}
    return {"message": None, "view": asked.get("view")}


def _suffix(name: str) -> str:
    return name[name.rfind(".") :]


def _in_words(refused: Refused) -> str:
    """Word a refusal for the page: what happened, what to look at, and each detail on a line of its own."""
    unreached = _UNREACHED.get(refused.error, "")
    happened = refused.words or ("" if unreached else _WORDS.get(refused.error, f"That was refused: {refused.error}."))
    details = [f"\n• {detail}" for detail in refused.details[:_MAX_DETAILS]]
    return " ".join(filter(None, [happened, unreached])) + "".join(details)
