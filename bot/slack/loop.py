"""The readers' loop in Slack: votes, requests, watches and their own rows; and what curators do about gaps."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.reply.loop import ANY_LOOP_ACT, CURE, CURE_FACT, FAULT, GAP_REASON, REQUEST_FORM, VOTE, parse_loop_press
from bot.services import MAX_ASKED, Asker, EntryPoint, Responder
from bot.services.loop import find_watched
from bot.slack.addresses import Addresses
from bot.slack.askers import to_asker
from bot.slack.background import Background
from bot.slack.loop_desk import LoopDesk
from bot.slack.places import Place, to_place
from bot.slack.trying import Submitted, to_handler, try_act, try_typed
from bot.slack.workspaces import Workspaces

_Act = Callable[[Place], Awaitable[None]]
# So few words behind "watch" name something that there is not; more are a question.
_MOST_WORDS_OF_A_NAME = 2


def register(app: AsyncApp, desk: LoopDesk, addresses: Addresses, background: Background) -> None:
    """Answer what readers press and submit."""

    @app.action(ANY_LOOP_ACT)
    async def handle_press(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        background.start(try_act(to_place(body, client, addresses), _to_act(body["actions"][0], desk)))

    @app.options(CURE_FACT)
    async def handle_typing(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, view = to_asker(EntryPoint.FORM, body), body.get("view") or {}
        await ack(**await desk.suggest_facts(asker, view, str(body.get("value") or "")[:MAX_ASKED]))

    submitted: dict[str, Submitted] = {
        FAULT: desk.submit_fault,
        REQUEST_FORM: desk.submit_request,
        CURE: desk.submit_cure,
        GAP_REASON: desk.submit_decline,
    }
    for callback, submit in submitted.items():
        app.view(callback)(to_handler(submit))


def _to_act(action: dict[str, Any], desk: LoopDesk) -> _Act:
    pressed = parse_loop_press(action)

    async def act(place: Place) -> None:
        if pressed is None:
            return
        if pressed.act == VOTE:
            await desk.vote(place, action)
        else:
            await desk.act(place, pressed)

    return act


class LoopCommands:
    """What is typed behind the slash command to watch, and to see one's own rows: `watch`, `unwatch`, `privacy`."""

    def __init__(
        self,
        desk: LoopDesk,
        responder: Responder,
        addresses: Addresses,
        workspaces: Workspaces,
        background: Background,
    ) -> None:
        self._desk = desk
        self._responder = responder
        self._addresses = addresses
        self._workspaces = workspaces
        self._background = background

    def take(self, text: str, asker: Asker, command: dict[str, Any]) -> bool:
        """Begin what was typed; False where that is a question. What comes of it is sent later."""
        act = self._find(text)
        if act is None:
            return False
        self._background.start(try_typed(self._workspaces, asker, self._addresses, command, act))
        return True

    def _find(self, text: str) -> _Act | None:
        verb, _, rest = text.strip().partition(" ")
        verb = verb.lower()
        if verb == "privacy" and not rest:
            return self._desk.show_privacy
        if verb not in ("watch", "unwatch"):
            return None
        index, today = self._responder.as_of
        watched = find_watched(rest, index, today) if rest.strip() else None
        if watched is None:
            is_name = len(rest.split()) <= _MOST_WORDS_OF_A_NAME
            return self._desk.explain_watching if is_name else None
        act = self._desk.watch if verb == "watch" else self._desk.unwatch
        return lambda place: act(place, *watched)
