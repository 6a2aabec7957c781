"""The readers' loop in Slack: buttons and forms for feedback, watches and personal rows, and for curators' gaps."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.reply.loop import ANY_LOOP_ACT, CURE, CURE_FACT, FAULT, GAP_REASON, REQUEST_FORM, VOTE, parse_loop_press
from bot.services import MAX_ASKED, EntryPoint, Responder
from bot.services.loop import find_watched
from bot.slack.addresses import Addresses
from bot.slack.askers import to_asker
from bot.slack.background import Background
from bot.slack.feedback_actions import FeedbackActions
from bot.slack.gap_actions import GapActions
from bot.slack.interactions import to_interaction
from bot.slack.trying import Act, Submitted, to_handler, try_act
from bot.slack.watch_actions import WatchActions

# So few words after "watch" are an unknown name; more are a question.
_MOST_WORDS_OF_A_NAME = 2


@dataclass(frozen=True, slots=True)
class LoopActions:
    """The acts and submissions of the readers' loop."""

    feedback: FeedbackActions
    gaps: GapActions
    watches: WatchActions


def register(app: AsyncApp, actions: LoopActions, addresses: Addresses, background: Background) -> None:
    """Handle the buttons, forms and typeaheads of the readers' loop."""
    acts = {**actions.feedback.acts, **actions.gaps.acts, **actions.watches.acts}

    @app.action(ANY_LOOP_ACT)
    async def handle_press(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        action = body["actions"][0]
        pressed, interaction = parse_loop_press(action), to_interaction(body, client, addresses)
        if pressed and pressed.act == VOTE:
            background.start(try_act(interaction, lambda at: actions.feedback.vote(at, action)))
        elif pressed and (act := acts.get(pressed.act)):
            background.start(try_act(interaction, lambda at: act(at, pressed.value)))

    @app.options(CURE_FACT)
    async def handle_typing(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, view = to_asker(EntryPoint.FORM, body), body.get("view") or {}
        await ack(**await actions.gaps.suggest_facts(asker, view, str(body.get("value") or "")[:MAX_ASKED]))

    submitted: dict[str, Submitted] = {
        FAULT: actions.feedback.submit_fault,
        REQUEST_FORM: actions.feedback.submit_request,
        CURE: actions.gaps.submit_cure,
        GAP_REASON: actions.gaps.submit_decline,
    }
    for callback, submit in submitted.items():
        app.view(callback)(to_handler(submit))


def find_typed(text: str, watches: WatchActions, responder: Responder) -> Act | None:
    """Find the act that a slash command's text names: `watch` or `unwatch` with a name, or `privacy`."""
    verb, _, rest = text.strip().partition(" ")
    verb = verb.lower()
    if verb == "privacy" and not rest:
        return watches.show_privacy
    if verb not in ("watch", "unwatch"):
        return None
    watched = find_watched(rest, *responder.as_of) if rest.strip() else None
    if watched is None:
        is_name = len(rest.split()) <= _MOST_WORDS_OF_A_NAME
        return watches.explain_watching if is_name else None
    act = watches.watch if verb == "watch" else watches.unwatch
    return lambda interaction: act(interaction, *watched)
