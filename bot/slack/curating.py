"""Curating: what curators and reviewers press, fill in and submit. Authority is looked up anew at each of these."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.reply import to_notice, to_partner_options, wording
from bot.reply.curating import (
    ADMIN,
    ANY_ACT,
    FIELD,
    PARTNER,
    REASON,
    SEND,
    SOURCE,
    WHERE,
    WORDS,
    parse_press,
    to_source_options,
)
from bot.services import Asker, EntryPoint, Responder
from bot.services.curating import NotAllowed, People
from bot.slack.addresses import Addresses
from bot.slack.askers import to_asker
from bot.slack.background import Background
from bot.slack.desk import Desk
from bot.slack.errors import describe_slack_error
from bot.slack.places import Place
from bot.store import StoreDown

log = logging.getLogger(__name__)

PROPOSE_MESSAGE = "propose"

_Submitted = Callable[[Asker, dict[str, Any]], Awaitable[dict[str, Any]]]


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
        background.start(_try(body, client, addresses, lambda place: desk.propose_message(place, body["message"])))

    @app.options(PARTNER)
    async def handle_partner(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(**to_partner_options(responder.suggest(str(body.get("value") or ""))))

    @app.options(SOURCE)
    async def handle_source(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(**to_source_options(responder.suggest_sources(str(body.get("value") or ""))))

    submitted: dict[str, _Submitted] = {
        WHERE: desk.submit_where,
        WORDS: desk.submit_words,
        SEND: desk.submit_proposal,
        REASON: desk.submit_reason,
        ADMIN: desk.submit_admin,
    }
    for callback, submit in submitted.items():
        app.view(callback)(_submission(submit))

    @app.view_closed(WHERE)
    async def handle_close(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        background.start(desk.close(to_asker(EntryPoint.FORM, body), body["view"]))


class CurateCommands:
    """What is typed behind the slash command to curate: `propose`, `admin`, and `history` with a fact's id."""

    def __init__(
        self,
        desk: Desk,
        people: People,
        responder: Responder,
        addresses: Addresses,
        client: AsyncWebClient,
        background: Background,
    ) -> None:
        self._desk = desk
        self._people = people
        self._responder = responder
        self._addresses = addresses
        self._client = client
        self._background = background

    def take(self, text: str, asker: Asker, command: dict[str, Any]) -> bool:
        """Begin what was typed; False where that is a question. What comes of it is sent later."""
        act = self._find(text.split())
        if act is None:
            return False
        place = Place(asker, self._client, str(command.get("trigger_id") or ""), {})
        self._background.start(_try_at(place, self._addresses, act))
        return True

    def is_for_curator(self, asker: Asker) -> bool:
        """Return whether a reply is for a curator, by what is remembered."""
        return self._people.is_curator(asker)

    def _find(self, words: list[str]) -> Callable[[Place], Awaitable[None]] | None:
        match [word.lower() for word in words]:
            case ["propose"]:
                return self._desk.propose
            case ["admin"]:
                return self._desk.show_admin
            case ["history", _] if self._responder.has_fact(fact := words[1]):
                return lambda place: self._desk.show_history(place, fact)
        return None


def _submission(submit: _Submitted) -> Callable[..., Awaitable[None]]:
    async def handle(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        try:
            response = await submit(to_asker(EntryPoint.FORM, body), view)
        except NotAllowed as reason:
            response = _error(view, str(reason))
        except StoreDown:
            response = _error(view, wording.NOT_SAVED)
        await ack(**response)

    return handle


def _error(view: dict[str, Any], words: str) -> dict[str, Any]:
    """Say what is wrong beside a window's first field, so that nothing typed is lost."""
    first = next((block["block_id"] for block in view["blocks"] if block["type"] == "input"), None)
    if first is None:
        return {"response_action": "push", "view": to_notice(words)}
    return {"response_action": "errors", "errors": {first: words}}


async def _act(body: dict[str, Any], client: AsyncWebClient, desk: Desk, addresses: Addresses) -> None:
    pressed = parse_press(body["actions"][0])
    if pressed is not None:
        await _try(body, client, addresses, lambda place: desk.act(place, pressed))


async def _try(
    body: dict[str, Any],
    client: AsyncWebClient,
    addresses: Addresses,
    act: Callable[[Place], Awaitable[None]],
) -> None:
    view = body.get("view") or {}
    place = Place(to_asker(EntryPoint.BUTTON, body), client, str(body.get("trigger_id") or ""), view)
    await _try_at(place, addresses, act)


async def _try_at(place: Place, addresses: Addresses, act: Callable[[Place], Awaitable[None]]) -> None:
    """Do what was asked for; tell whoever asked where that cannot be."""
    try:
        await act(place)
        return
    except NotAllowed as reason:
        words = str(reason)
    except StoreDown:
        words = wording.NOT_SAVED
    except (SlackClientError, ClientError, TimeoutError) as error:
        log.error("a press could not be answered: %s", describe_slack_error(error))
        words = wording.FAILED_TO_ACT
    except Exception:
        log.exception("a press could not be answered")
        words = wording.FAILED_TO_ACT
    try:
        if place.view:
            await place.push(to_notice(words))
        elif place.asker.response_url:
            await addresses.send(
                place.asker.response_url, {"response_type": "ephemeral", "replace_original": False, "text": words}
            )
    except (SlackClientError, ClientError, TimeoutError) as error:
        log.error("nor could that be told: %s", describe_slack_error(error))
