"""The gate: refuses requests of people, from channels or at a rate outside the workspace's limits, with a message."""

import logging
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.defaults import ChannelDefault, Default
from bot.domain.limits import Limits
from bot.reply import to_notice, to_partner_options
from bot.reply.curating import ADMIN
from bot.reply.curating.limits import (
    DEFAULT_PARTNER,
    LIMITS,
    NOT_FOR_YOU,
    NOT_IN_CHANNEL,
    NOT_IN_SHARED,
    OPEN_LIMITS,
    default_without_channel,
    describe_rate,
    parse_limits,
    to_limits_window,
)
from bot.services import Asker, EntryPoint, Responder
from bot.services.defaults import ChannelDefaults
from bot.services.limits import Denied, Limiting, Why
from bot.slack.addresses import Addresses
from bot.slack.askers import to_asker
from bot.slack.background import Background
from bot.slack.errors import describe_slack_error
from bot.slack.interactions import Interaction, to_interaction
from bot.slack.texts import to_typed
from bot.slack.trying import to_handler, try_act
from bot.slack.workspaces import Workspaces

log = logging.getLogger(__name__)

# An admin may be outside the limits on who may ask.
_ADMINS_COMMAND = "admin"
_ADMINS_WINDOWS = frozenset({ADMIN, LIMITS})
_WRITTEN = frozenset({"app_mention", "message"})
# Slack sends the fields that curators fill in as they type.
_NO_QUESTIONS = ("curate-", "limits-")


def register(
    app: AsyncApp,
    limiting: Limiting,
    defaults: ChannelDefaults,
    responder: Responder,
    addresses: Addresses,
    background: Background,
) -> None:
    """Let admins set the limits of their workspace and the defaults of its channels."""

    @app.action({"action_id": f"{OPEN_LIMITS}.0"})
    async def handle_open(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()

        async def show(interaction: Interaction) -> None:
            await limiting.demand_admin(interaction.asker)
            team, (index, _) = interaction.asker.team, responder.as_of
            await interaction.push(to_limits_window(limiting.of(team), defaults.list_of(team), index.snapshot))

        background.start(try_act(to_interaction(body, client, addresses), show))

    async def submit(asker: Asker, view: dict[str, Any]) -> dict[str, Any]:
        filled = parse_limits(view["state"]["values"])
        if filled.default != Default() and not filled.channel:
            return {"response_action": "errors", "errors": default_without_channel()}
        await limiting.set(asker, Limits(asker.team, filled.channels, filled.users, filled.shared_channels))
        if filled.channel:
            await defaults.set(asker.user, ChannelDefault(asker.team, filled.channel, filled.default))
        return {}

    app.view(LIMITS)(to_handler(submit))

    @app.options(DEFAULT_PARTNER)
    async def handle_partner(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(**to_partner_options(responder.suggest(str(body.get("value") or ""))))


class Gate:
    """Passes requests within the limits; explains the refusal of others, only to the user."""

    def __init__(
        self, limiting: Limiting, workspaces: Workspaces, addresses: Addresses, background: Background
    ) -> None:
        self._limiting = limiting
        self._workspaces = workspaces
        self._addresses = addresses
        self._background = background

    def refuse(self, payload: dict[str, Any]) -> BoltResponse | None:
        """Return the response to a request outside the limits; None for one within them."""
        if _is_admins(payload) or not _is_persons(payload):
            return None
        asker = to_asker(EntryPoint.BUTTON, payload)
        denied = self._limiting.check(asker, is_shared=_is_shared(payload), is_question=_is_question(payload))
        return self._respond(payload, asker, _to_words(denied)) if denied else None

    def _respond(self, payload: dict[str, Any], asker: Asker, words: str) -> BoltResponse:
        if "command" in payload:
            return BoltResponse(status=200, body={"response_type": "ephemeral", "text": words})
        match payload.get("type"):
            case "view_submission":
                return BoltResponse(status=200, body={"response_action": "push", "view": to_notice(words)})
            case "block_suggestion":
                return BoltResponse(status=200, body={"options": []})
        self._background.start(self._notify(payload, asker, words))
        return BoltResponse(status=200, body="")

    async def _notify(self, payload: dict[str, Any], asker: Asker, words: str) -> None:
        if asker.response_url:
            message = {"response_type": "ephemeral", "replace_original": False, "text": words}
            await self._addresses.send(asker.response_url, message)
            return
        try:
            client = await self._workspaces.client_of(asker.team, asker.enterprise)
            if event := payload.get("event"):
                await _notify_in_conversation(client, event, words)
            elif trigger := payload.get("trigger_id"):
                await client.views_open(trigger_id=trigger, view=to_notice(words))
        except (SlackClientError, ClientError, TimeoutError) as error:
            log.error("a user could not be notified of a refusal: %s", describe_slack_error(error))


async def _notify_in_conversation(client: AsyncWebClient, event: dict[str, Any], words: str) -> None:
    if event.get("type") not in _WRITTEN:
        return
    channel, thread = str(event.get("channel")), event.get("thread_ts")
    if channel.startswith("D"):
        await client.chat_postMessage(channel=channel, thread_ts=thread, text=words)
    else:
        await client.chat_postEphemeral(channel=channel, user=str(event.get("user")), thread_ts=thread, text=words)


def _is_admins(payload: dict[str, Any]) -> bool:
    """Return whether a request is an admin's, to set the limits."""
    if "command" in payload:
        return to_typed(str(payload.get("text") or "")).lower() == _ADMINS_COMMAND
    return (payload.get("view") or {}).get("callback_id") in _ADMINS_WINDOWS


def _is_persons(payload: dict[str, Any]) -> bool:
    """Return whether a person caused a request, rather than a bot or an automatic event."""
    event = payload.get("event")
    if event is None:
        return True
    is_about_people = event.get("type") in (*_WRITTEN, "app_home_opened")
    return is_about_people and isinstance(event.get("user"), str) and not event.get("bot_id")


def _is_question(payload: dict[str, Any]) -> bool:
    """Return whether a request asks for an answer."""
    if event := payload.get("event"):
        return event.get("type") in _WRITTEN
    if payload.get("type") == "block_actions":
        return not str(payload["actions"][0]["action_id"]).startswith(_NO_QUESTIONS)
    return "command" in payload


def _is_shared(payload: dict[str, Any]) -> bool:
    """Return whether a request comes from a channel shared between companies, as far as the payload shows it.

    An interaction's payload shows only the workspace of the user.
    """
    if payload.get("is_ext_shared_channel") is True:
        return not str((payload.get("event") or {}).get("channel")).startswith("D")
    team, user = (payload.get("team") or {}).get("id"), payload.get("user") or {}
    is_from_elsewhere = bool(team and user.get("team_id")) and user["team_id"] != team
    return is_from_elsewhere and not payload.get("enterprise")


def _to_words(denied: Denied) -> str:
    words = {Why.USER: NOT_FOR_YOU, Why.CHANNEL: NOT_IN_CHANNEL, Why.SHARED: NOT_IN_SHARED}
    return words.get(denied.why) or describe_rate(denied.seconds)
