"""Curating: what curators and reviewers press, fill in and submit. Authority is looked up anew at each of these."""

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
from bot.slack.askers import to_asker
from bot.slack.background import Background
from bot.slack.desk import Desk
from bot.slack.interactions import to_interaction
from bot.slack.trying import Act, Submitted, to_handler, try_act

PROPOSE_MESSAGE = "propose"


def register(app: AsyncApp, desk: Desk, responder: Responder, addresses: Addresses, background: Background) -> None:
    """Answer what is pressed and submitted to curate, and the message shortcut that begins a proposal."""

    @app.action(ANY_ACT)
    async def handle_press(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        background.start(_act(body, client, desk, addresses))

    @app.action(FIELD)
    async def handle_field(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        background.start(desk.keep(to_asker(EntryPoint.FORM, body), body["view"]))

    @app.shortcut({"type": "message_action", "callback_id": PROPOSE_MESSAGE})
    async def handle_message(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        interaction = to_interaction(body, client, addresses)
        background.start(try_act(interaction, lambda at: desk.propose_message(at, body["message"])))

    @app.options(OWNED_PARTNERS)
    @app.options(PARTNER)
    async def handle_partner(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(**to_partner_options(responder.suggest(str(body.get("value") or ""))))

    @app.options(SOURCE)
    async def handle_source(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(**to_source_options(responder.suggest_sources(str(body.get("value") or ""))))

    submitted: dict[str, Submitted] = {
        WHERE: desk.submit_where,
        WORDS: desk.submit_words,
        SEND: desk.submit_proposal,
        REASON: desk.submit_reason,
        ADMIN: desk.submit_admin,
    }
    for callback, submit in submitted.items():
        app.view(callback)(to_handler(submit))

    @app.view_closed(WHERE)
    async def handle_close(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        background.start(desk.close(to_asker(EntryPoint.FORM, body), body["view"]))


def find_typed(text: str, desk: Desk, responder: Responder) -> Act | None:
    """Find what is typed behind the slash command to curate: `propose`, `admin`, and `history` with a fact's id."""
    words = text.split()
    match [word.lower() for word in words]:
        case ["propose"]:
            return desk.propose
        case ["admin"]:
            return desk.show_admin
        case ["history", _] if responder.has_fact(fact := words[1]):
            return lambda interaction: desk.show_history(interaction, fact)
    return None


async def _act(body: dict[str, Any], client: AsyncWebClient, desk: Desk, addresses: Addresses) -> None:
    pressed = parse_press(body["actions"][0])
    if pressed is not None:
        await try_act(to_interaction(body, client, addresses), lambda interaction: desk.act(interaction, pressed))
