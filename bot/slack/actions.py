"""Presses of buttons, menus and fields, answered in the place where they were pressed.

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
    FAILED,
    SEARCH_RESULT,
    SHARE,
    SHARED_MARK,
    SHOW,
    Picture,
    Surface,
    Typed,
    parse_action,
    to_bare_modal,
    to_message,
    to_modal,
    to_notice,
    to_notice_modal,
)
from bot.services import Conversations, EntryPoint, Responder, to_noted
from bot.slack.addresses import Addresses
from bot.slack.askers import to_asker
from bot.slack.background import Background
from bot.slack.errors import describe_slack_error
from bot.slack.reduction import send_reduced

log = logging.getLogger(__name__)

_ANY = re.compile(".*", re.DOTALL)


def register(
    app: AsyncApp, responder: Responder, addresses: Addresses, conversations: Conversations, background: Background
) -> None:
    """Answer what is pressed, chosen or typed in the bot's messages, modals and App Home."""
    answering = _Answering(responder, addresses, conversations)

    @app.action(_ANY)
    async def handle_action(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        if _is_whole(body):
            background.start(answering.react(body, client))


class _Answering:
    """Answers presses on any surface."""

    def __init__(self, responder: Responder, addresses: Addresses, conversations: Conversations) -> None:
        self._responder = responder
        self._addresses = addresses
        self._conversations = conversations

    async def react(self, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Answer a press; notify whoever pressed if that fails."""
        try:
            try:
                await self._answer(body, client)
            except (SlackClientError, ClientError, TimeoutError) as error:
                log.error("a press could not be answered: %s", describe_slack_error(error))
                await self._notify(body, client, {"text": FAILED})
            except Exception:
                log.exception("a press could not be answered")
                await self._notify(body, client, {"text": FAILED})
        except (SlackClientError, ClientError, TimeoutError) as error:
            log.error("nor could that be told: %s", describe_slack_error(error))
            await notify_directly(body, client, FAILED)

    async def _answer(self, body: dict[str, Any], client: AsyncWebClient) -> None:
        action = body["actions"][0]
        asked = parse_action(action)
        if asked is None:
            await self._notify(body, client, self._responder.expired())
            return
        asker, ask = to_asker(_entry_of(body), body), self._responder
        response = ask.respond(asked.text, asker) if isinstance(asked, Typed) else ask.answer(asked, asker)
        picture = self._responder.picture(response)
        kind = str(action["action_id"]).partition(".")[0]
        if body.get("view"):
            is_result = body["view"].get("callback_id") == SEARCH_RESULT
            modal = to_modal(response, is_shareable=is_result, picture=picture, takes_feedback=ask.takes_feedback)
            await _show_in_view(body, client, modal, to_bare_modal(response))
        elif kind == SHOW:
            await open_view(
                client,
                body["trigger_id"],
                to_modal(response, takes_feedback=ask.takes_feedback),
                to_bare_modal(response),
            )
        elif kind == SHARE:
            self._responder.announce_shared(response, asker)
            await self._addresses.send(body["response_url"], to_shared(response, body, picture))
        else:
            is_direct = _is_direct(body)
            surface = Surface.PUBLIC if is_direct else Surface.PRIVATE
            message = to_message(response, surface, picture=picture, takes_feedback=ask.takes_feedback)
            await self._addresses.send(body["response_url"], _place_of(body) | message)
            if is_direct:
                container = body["container"]
                conversation = (container["channel_id"], container.get("thread_ts") or "")
                noted = to_noted(response, await self._conversations.recall(conversation))
                await self._conversations.note(noted, conversation)

    async def _notify(self, body: dict[str, Any], client: AsyncWebClient, message: dict[str, Any]) -> None:
        """Tell whoever pressed: beside the message, or in a modal where it was pressed in a view."""
        if body.get("view"):
            await _show_in_view(body, client, to_notice_modal(message), to_notice(message["text"]))
        else:
            place = _place_of(body) | {"replace_original": False}
            await self._addresses.send(body["response_url"], place | message)


def to_shared(response: Response, body: dict[str, Any], picture: Picture | None) -> dict[str, Any]:
    """Return the response as whoever acted shares it with everybody in a conversation."""
    person = body["user"].get("username") or body["user"].get("name") or ""
    message = to_message(response, Surface.SHARED, sharer=person, picture=picture)
    return {"response_type": "in_channel", "replace_original": False, **message}


async def notify_directly(body: dict[str, Any], client: AsyncWebClient, words: str) -> None:
    """Tell whoever acted by a direct message, where there is no other way."""
    person = (body.get("user") or {}).get("id")
    try:
        if person:
            await client.chat_postMessage(channel=person, text=words)
    except (SlackClientError, ClientError, TimeoutError) as error:
        log.error("a person could not be told that something failed: %s", describe_slack_error(error))


async def open_view(client: AsyncWebClient, trigger: str, view: dict[str, Any], bare: dict[str, Any]) -> None:
    """Open a modal, with fewer blocks where Slack refuses some."""

    async def send(reduced: dict[str, Any]) -> Any:
        return await client.views_open(trigger_id=trigger, view=reduced)

    await send_reduced(send, view, bare)


async def _show_in_view(
    body: dict[str, Any], client: AsyncWebClient, modal: dict[str, Any], bare: dict[str, Any]
) -> None:
    """Open a modal from the App Home; update the modal where it was pressed in one."""
    if body["view"]["type"] == "home":
        await open_view(client, body["trigger_id"], modal, bare)
        return

    async def send(reduced: dict[str, Any]) -> Any:
        return await client.views_update(view_id=body["view"]["id"], view=reduced)

    await send_reduced(send, modal, bare)


def _entry_of(body: dict[str, Any]) -> EntryPoint:
    return EntryPoint.HOME if (body.get("view") or {}).get("type") == "home" else EntryPoint.BUTTON


def _is_whole(body: dict[str, Any]) -> bool:
    """Whether it has the fields that every press has."""
    place = body.get("view") if "view" in body else body.get("response_url")
    return bool(place) and all(isinstance(body.get(key), dict) for key in ("container", "user"))


def _place_of(body: dict[str, Any]) -> dict[str, Any]:
    """The fields that place the response to a press on a message."""
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
    """Whether it was pressed in somebody's own conversation with the bot.

    Between two people a shared answer may stand too, and there everybody is not the one who pressed.
    """
    channel = str(body["container"].get("channel_id"))
    is_shared = str(body["actions"][0].get("action_id")).endswith(SHARED_MARK)
    return channel.startswith("D") and not body["container"].get("is_ephemeral") and not is_shared
