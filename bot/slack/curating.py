"""Curating in Slack: buttons, forms and shortcuts of curators, reviewers and admins.

Each act and submission looks up the role again, since it may have changed since the button was shown.
"""

from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.reply import to_partner_options
from bot.reply.curating import (
    ADMIN,
    ANY_ACT,
    FIELD,
    OWNED_PARTNERS,
    PARTNER,
    REASON,
    SEND,
    SOURCE,
    WHERE,
    WORDS,
    parse_press,
    to_source_options,
)
from bot.services import EntryPoint, Responder
from bot.slack.addresses import Addresses
from bot.slack.admin_actions import AdminActions
from bot.slack.askers import to_asker
from bot.slack.background import Background
from bot.slack.draft_actions import DraftActions
from bot.slack.interactions import to_interaction
from bot.slack.review_actions import ReviewActions
from bot.slack.trying import Act, Submitted, to_handler, try_act

PROPOSE_MESSAGE = "propose"


@dataclass(frozen=True, slots=True)
class CuratingActions:
    """The acts and submissions of curators, reviewers and admins."""

    drafts: DraftActions
    reviews: ReviewActions
    admin: AdminActions


def register(
    app: AsyncApp, actions: CuratingActions, responder: Responder, addresses: Addresses, background: Background
) -> None:
    """Handle the buttons, forms and typeaheads of curating, and the message shortcut that begins a proposal."""
    acts = {**actions.drafts.acts, **actions.reviews.acts}

    @app.action(ANY_ACT)
    async def handle_press(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        pressed = parse_press(body["actions"][0])
        if pressed and (act := acts.get(pressed.act)):
            interaction = to_interaction(body, client, addresses)
            background.start(try_act(interaction, lambda at: act(at, pressed.value)))

    @app.action(FIELD)
    async def handle_field(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        background.start(actions.drafts.save_fields(to_asker(EntryPoint.FORM, body), body["view"]))

    @app.shortcut({"type": "message_action", "callback_id": PROPOSE_MESSAGE})
    async def handle_message(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        interaction = to_interaction(body, client, addresses)
        background.start(try_act(interaction, lambda at: actions.drafts.propose_message(at, body["message"])))

    @app.options(OWNED_PARTNERS)
    @app.options(PARTNER)
    async def handle_partner(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(**to_partner_options(responder.suggest(str(body.get("value") or ""))))

    @app.options(SOURCE)
    async def handle_source(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(**to_source_options(responder.suggest_sources(str(body.get("value") or ""))))

    submitted: dict[str, Submitted] = {
        WHERE: actions.drafts.submit_where,
        WORDS: actions.drafts.submit_words,
        SEND: actions.drafts.submit_proposal,
        REASON: actions.reviews.submit_reason,
        ADMIN: actions.admin.submit_admin,
    }
    for callback, submit in submitted.items():
        app.view(callback)(to_handler(submit))

    @app.view_closed(WHERE)
    async def handle_close(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        background.start(actions.drafts.close(to_asker(EntryPoint.FORM, body), body["view"]))


def find_typed(text: str, actions: CuratingActions, responder: Responder) -> Act | None:
    """Find the act that a slash command's text names: `propose`, `admin`, or `history` with a fact's id."""
    words = text.split()
    match [word.lower() for word in words]:
        case ["propose"]:
            return actions.drafts.propose
        case ["admin"]:
            return actions.admin.show_admin
        case ["history", _] if responder.has_fact(fact := words[1]):
            return lambda interaction: actions.reviews.show_history(interaction, fact)
    return None
