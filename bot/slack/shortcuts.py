"""Shortcuts: the facts on what a message names, and a search form whose results can be shared."""

import logging
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.requests import decode_request
from bot.domain.responses import Response
from bot.reply import (
    FAILED,
    SEARCH_CONVERSATION,
    SEARCH_FORM,
    SEARCH_PARTNER,
    SEARCH_PERIOD,
    SEARCH_RESULT,
    SEARCH_WORDS,
    Filled,
    Surface,
    parse_search_form,
    to_message,
    to_modal,
    to_notice,
    to_notice_modal,
    to_partner_options,
    wording,
)
from bot.services import Asker, EntryPoint, Responder
from bot.slack.actions import notify_directly, open_view, to_shared
from bot.slack.addresses import Addresses
from bot.slack.askers import to_asker
from bot.slack.background import Background
from bot.slack.errors import describe_slack_error
from bot.slack.shown import to_shown_text

log = logging.getLogger(__name__)

FIND = "find"


def register(app: AsyncApp, responder: Responder, addresses: Addresses, background: Background) -> None:
    """Handle both shortcuts, and the typeahead and submissions of the form."""

    @app.shortcut({"type": "message_action", "callback_id": FIND})
    async def handle_message(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        background.start(_find(body, responder, addresses))

    @app.shortcut({"type": "shortcut", "callback_id": SEARCH_FORM})
    async def handle_search(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        background.start(_open(body, client, responder))

    @app.options(SEARCH_PARTNER)
    async def handle_typing(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(**to_partner_options(responder.suggest(str(body.get("value") or ""))))

    @app.view(SEARCH_FORM)
    async def handle_form(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        asker = to_asker(EntryPoint.FORM, body)
        response, errors = _search(parse_search_form(view["state"]["values"]), asker, responder)
        if response is None:
            await ack(response_action="errors", errors=errors)
        else:
            modal = to_modal(response, is_shareable=True, takes_feedback=responder.takes_feedback)
            await ack(response_action="update", view=modal)

    @app.view(SEARCH_RESULT)
    async def handle_share(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        request = decode_request(view.get("private_metadata"))
        if request is None:
            await ack(response_action="update", view=to_notice_modal(responder.expired()))
            return
        urls = [one["response_url"] for one in body.get("response_urls") or ()]
        if not urls:
            await ack(response_action="errors", errors={SEARCH_CONVERSATION: FAILED})
            return
        asker = to_asker(EntryPoint.FORM, body)
        response = responder.answer(request, asker)
        message = to_shared(response, body, responder.picture(response))
        await ack(response_action="clear")
        responder.announce_shared(response, asker)
        for url in urls:
            background.start(addresses.send(url, message))


def _search(filled: Filled, asker: Asker, responder: Responder) -> tuple[Response | None, dict[str, str]]:
    """Return the response to the submitted form, or else the problems by field."""
    if filled.is_empty:
        return None, {SEARCH_PARTNER: wording.fill_in(responder.about.partner)}
    chosen, parsed = filled.to_request(), None
    if filled.words:
        parsed = responder.with_text(chosen, filled.words)
        if parsed is None:
            return None, {SEARCH_WORDS: wording.NO_WORDS}
        chosen = parsed.request
    request = responder.with_time(chosen, filled.period) if filled.period else chosen
    if request is None:
        return None, {SEARCH_PERIOD: wording.NO_PERIOD}
    return responder.answer(request, asker, parsed), {}


async def _find(body: dict[str, Any], responder: Responder, addresses: Addresses) -> None:
    try:
        found = responder.find_named(to_shown_text(body["message"]), to_asker(EntryPoint.SHORTCUT, body))
        message = to_message(found, Surface.PUBLIC)
    except Exception:
        log.exception("a message could not be read")
        message = {"text": FAILED}
    target: dict[str, Any] = {"response_type": "ephemeral", "replace_original": False}
    if body["message"].get("thread_ts"):
        target["thread_ts"] = body["message"]["thread_ts"]
    await addresses.send(body["response_url"], target | message)


async def _open(body: dict[str, Any], client: AsyncWebClient, responder: Responder) -> None:
    try:
        await open_view(client, body["trigger_id"], responder.search_form(), to_notice(FAILED))
    except (SlackClientError, ClientError, TimeoutError) as error:
        log.error("the search could not be opened: %s", describe_slack_error(error))
        await notify_directly(body, client, FAILED)
