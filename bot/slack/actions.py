"""Buttons, menus and fields of answers, answered on the surface where the user pressed them.

An ephemeral reply is replaced. Beside a message that everybody sees, the answer is ephemeral. A modal is updated; from
the App Home a modal opens. Only *Share* posts to everybody, through the interaction's own response address, which
reaches channels that the bot has not joined.
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
    """Handle the buttons, menus and fields of the bot's messages, modals and App Home."""
    answering = _Answering(responder, addresses, conversations)

    @app.action(_ANY)
    async def handle_action(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        if _is_whole(body):
            background.start(answering.react(body, client))


class _Answering:
    """Answers an action on any surface."""

    def __init__(self, responder: Responder, addresses: Addresses, conversations: Conversations) -> None:
        self._responder = responder
        self._addresses = addresses
        self._conversations = conversations

    async def react(self, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Answer an action; notify the user if that fails."""
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
            log.error("the user could not be notified of that: %s", describe_slack_error(error))
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
            await self._addresses.send(body["response_url"], _target_of(body) | message)
            if is_direct:
                container = body["container"]
                conversation = (container["channel_id"], container.get("thread_ts") or "")
                noted = to_noted(response, await self._conversations.recall(conversation))
                await self._conversations.note(noted, conversation)

    async def _notify(self, body: dict[str, Any], client: AsyncWebClient, message: dict[str, Any]) -> None:
        """Notify the user: beside the message, or in a modal where the action was in a view."""
        if body.get("view"):
            await _show_in_view(body, client, to_notice_modal(message), to_notice(message["text"]))
        else:
            target = _target_of(body) | {"replace_original": False}
            await self._addresses.send(body["response_url"], target | message)


def to_shared(response: Response, body: dict[str, Any], picture: Picture | None) -> dict[str, Any]:
    """Return the response as a message that the user shares with a conversation."""
    person = body["user"].get("username") or body["user"].get("name") or ""
    message = to_message(response, Surface.SHARED, sharer=person, picture=picture)
    return {"response_type": "in_channel", "replace_original": False, **message}


async def notify_directly(body: dict[str, Any], client: AsyncWebClient, words: str) -> None:
    """Notify the user by a direct message, where nothing else reaches them."""
    person = (body.get("user") or {}).get("id")
    try:
        if person:
            await client.chat_postMessage(channel=person, text=words)
    except (SlackClientError, ClientError, TimeoutError) as error:
        log.error("a user could not be notified of a failure: %s", describe_slack_error(error))


async def open_view(client: AsyncWebClient, trigger: str, view: dict[str, Any], bare: dict[str, Any]) -> None:
    """Open a modal, with fewer blocks if Slack refuses some."""

    async def send(reduced: dict[str, Any]) -> Any:
        return await client.views_open(trigger_id=trigger, view=reduced)

    await send_reduced(send, view, bare)


async def _show_in_view(
    body: dict[str, Any], client: AsyncWebClient, modal: dict[str, Any], bare: dict[str, Any]
) -> None:
    """Update the modal that the action was in; from the App Home, open one."""
    if body["view"]["type"] == "home":
        await open_view(client, body["trigger_id"], modal, bare)
        return

    async def send(reduced: dict[str, Any]) -> Any:
        return await client.views_update(view_id=body["view"]["id"], view=reduced)

    await send_reduced(send, modal, bare)


def _entry_of(body: dict[str, Any]) -> EntryPoint:
    return EntryPoint.HOME if (body.get("view") or {}).get("type") == "home" else EntryPoint.BUTTON


def _is_whole(body: dict[str, Any]) -> bool:
    """Return whether a payload has the fields that every action has."""
    surface = body.get("view") if "view" in body else body.get("response_url")
    return bool(surface) and all(isinstance(body.get(key), dict) for key in ("container", "user"))


def _target_of(body: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a response that say where it appears: beside the message, or instead of it."""
    container = body["container"]
    if container.get("is_ephemeral"):
        return {"response_type": "ephemeral", "replace_original": True}
    target: dict[str, Any] = {"response_type": "ephemeral", "replace_original": False}
    if _is_direct(body):
        # An ephemeral message soon vanishes, and nobody else reads the user's conversation with the bot.
        target["response_type"] = "in_channel"
    if container.get("thread_ts"):
        target["thread_ts"] = container["thread_ts"]
    return target


def _is_direct(body: dict[str, Any]) -> bool:
    """Return whether the action was in the user's own conversation with the bot.

    A direct message between two people may hold a shared answer, which an answer for everybody must not replace.
    """
    channel = str(body["container"].get("channel_id"))
    is_shared = str(body["actions"][0].get("action_id")).endswith(SHARED_MARK)
    return channel.startswith("D") and not body["container"].get("is_ephemeral") and not is_shared
