"""Buttons, menus and fields: answered where they stand.

A private reply is replaced; beside what everybody sees, only who pressed gets an answer; a modal shows it itself; from
the App Home a modal opens. Only Share speaks to everybody, and it does so by the interaction's own address, which
reaches channels that the bot is not in.
"""

import logging
import re
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.responses import Response
from bot.reply import (
    EXPIRED,
    FAILED,
    SEARCH,
    SEARCH_RESULT,
    SHARE,
    SHOW,
    Press,
    Surface,
    parse_action,
    to_message,
    to_modal,
)
from bot.slack.addresses import Addresses
from bot.slack.background import Background
from bot.slack.causes import cause_of
from bot.slack.responder import Responder

log = logging.getLogger(__name__)

_ANY = re.compile(".*", re.DOTALL)


def register(app: AsyncApp, responder: Responder, addresses: Addresses, background: Background) -> None:
    """Answer whatever is pressed, chosen or typed in what the bot shows."""

    @app.action(_ANY)
    async def handle_action(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        if _is_whole(body):
            background.start(_react(body, client, responder, addresses))


async def _react(body: dict[str, Any], client: AsyncWebClient, responder: Responder, addresses: Addresses) -> None:
    action = body["actions"][0]
    try:
        await _answer(body, client, responder, addresses, action)
    except (SlackClientError, ClientError, TimeoutError) as error:
        log.error("a press could not be answered: %s", cause_of(error))
    except Exception:
        log.exception("a press could not be answered")
        await _tell(body, addresses, FAILED)


async def _answer(
    body: dict[str, Any],
    client: AsyncWebClient,
    responder: Responder,
    addresses: Addresses,
    action: dict[str, Any],
) -> None:
    press = parse_action(action)
    if press is None:
        await _tell(body, addresses, EXPIRED)
        return
    response = responder.respond(press.ask)
    kind = str(action["action_id"]).partition(".")[0]
    if body.get("view"):
        await _show_in_view(body, client, response, press)
    elif kind in (SHOW, SEARCH):
        await client.views_open(trigger_id=body["trigger_id"], view=to_modal(response, shown=press.facts))
    elif kind == SHARE:
        person = body["user"].get("username") or body["user"].get("name") or ""
        message = to_message(response, Surface.SHARED, shown=press.facts, sharer=person)
        await addresses.send(
            body["response_url"], {"response_type": "in_channel", "replace_original": False, **message}
        )
    else:
        surface = Surface.PUBLIC if _is_direct(body) else Surface.PRIVATE
        await addresses.send(
            body["response_url"], {**_place_of(body), **to_message(response, surface, shown=press.facts)}
        )


async def _show_in_view(body: dict[str, Any], client: AsyncWebClient, response: Response, press: Press) -> None:
    is_result = body["view"].get("callback_id") == SEARCH_RESULT
    modal = to_modal(response, shown=press.facts, is_shareable=is_result)
    if body["view"]["type"] == "home":
        await client.views_open(trigger_id=body["trigger_id"], view=modal)
    else:
        await client.views_update(view_id=body["view"]["id"], view=modal)


async def _tell(body: dict[str, Any], addresses: Addresses, words: str) -> None:
    """Say something to who pressed, if there is a way to."""
    if body.get("response_url"):
        await addresses.send(body["response_url"], {**_place_of(body), "replace_original": False, "text": words})


def _is_whole(body: dict[str, Any]) -> bool:
    """Whether it has what every press has that Slack tells of."""
    place = body.get("view") if "view" in body else body.get("response_url")
    return bool(place) and all(isinstance(body.get(key), dict) for key in ("container", "user"))


def _place_of(body: dict[str, Any]) -> dict[str, Any]:
    """How the response to a press on a message is to stand there."""
    container = body["container"]
    if container.get("is_ephemeral"):
        return {"response_type": "ephemeral", "replace_original": True}
    place: dict[str, Any] = {"response_type": "ephemeral", "replace_original": False}
    if _is_direct(body):
        # In somebody's own conversation with the bot everybody is that person, and what is ephemeral is soon gone.
        place["response_type"] = "in_channel"
    if container.get("thread_ts"):
        place["thread_ts"] = container["thread_ts"]
    return place


def _is_direct(body: dict[str, Any]) -> bool:
    channel = str(body["container"].get("channel_id"))
    return channel.startswith("D") and not body["container"].get("is_ephemeral")
