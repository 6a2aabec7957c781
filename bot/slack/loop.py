"""The readers' loop in Slack: votes, requests, watches and their own rows; and what curators do about gaps."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.reply.loop import ANY_LOOP_ACT, CURE, CURE_FACT, FAULT, GAP_REASON, REQUEST_FORM, VOTE, parse_loop_press
from bot.services import MAX_ASKED, EntryPoint, Responder
from bot.services.loop import find_watched
from bot.slack.addresses import Addresses
from bot.slack.askers import to_asker
from bot.slack.background import Background
from bot.slack.interactions import Interaction, to_interaction
from bot.slack.loop_desk import LoopDesk
from bot.slack.trying import Act, Submitted, to_handler, try_act

# So few words behind "watch" name something that there is not; more are a question.
_MOST_WORDS_OF_A_NAME = 2


def register(app: AsyncApp, desk: LoopDesk, addresses: Addresses, background: Background) -> None:
    """Answer what readers press and submit."""

    @app.action(ANY_LOOP_ACT)
    async def handle_press(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        background.start(try_act(to_interaction(body, client, addresses), _to_act(body["actions"][0], desk)))

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


def _to_act(action: dict[str, Any], desk: LoopDesk) -> Act:
    pressed = parse_loop_press(action)

    async def act(interaction: Interaction) -> None:
        if pressed is None:
            return
        if pressed.act == VOTE:
            await desk.vote(interaction, action)
        else:
            await desk.act(interaction, pressed)

    return act


def find_typed(text: str, desk: LoopDesk, responder: Responder) -> Act | None:
    """Find what is typed behind the slash command to watch, or to see one's own rows: `watch`, `unwatch`, `privacy`."""
    verb, _, rest = text.strip().partition(" ")
    verb = verb.lower()
    if verb == "privacy" and not rest:
        return desk.show_privacy
    if verb not in ("watch", "unwatch"):
        return None
    watched = find_watched(rest, *responder.as_of) if rest.strip() else None
    if watched is None:
        is_name = len(rest.split()) <= _MOST_WORDS_OF_A_NAME
        return desk.explain_watching if is_name else None
    act = desk.watch if verb == "watch" else desk.unwatch
    return lambda interaction: act(interaction, *watched)
