"""Acts and submissions that may be refused or fail; the user is notified where they acted."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackClientError

from bot.reply import to_notice, wording
from bot.services import Asker, EntryPoint
from bot.services.curating import NotAllowed
from bot.slack.askers import to_asker
from bot.slack.errors import describe_slack_error
from bot.slack.interactions import Interaction
from bot.store import StoreDown

log = logging.getLogger(__name__)

Act = Callable[[Interaction], Awaitable[None]]
# An act on the value that a button carries: an id, or a request.
ValueAct = Callable[[Interaction, str], Awaitable[None]]
Submitted = Callable[[Asker, dict[str, Any]], Awaitable[dict[str, Any]]]


def to_handler(submit: Submitted) -> Callable[..., Awaitable[None]]:
    """Return a listener for a submitted window; it shows beside the first field why a submission is refused."""

    async def handle(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        try:
            response = await submit(to_asker(EntryPoint.FORM, body), view)
        except NotAllowed as reason:
            response = _error(view, str(reason))
        except StoreDown:
            response = _error(view, wording.NOT_SAVED)
        await ack(**response)

    return handle


def to_last_word(words: str) -> dict[str, Any]:
    """Return the response that replaces a submitted window with a last message."""
    return {"response_action": "update", "view": to_notice(words, is_last=True)}


def _error(view: dict[str, Any], words: str) -> dict[str, Any]:
    """Show an error beside a window's first field, so that nothing typed is lost."""
    first = next((block["block_id"] for block in view["blocks"] if block["type"] == "input"), None)
    if first is None:
        return {"response_action": "push", "view": to_notice(words)}
    return {"response_action": "errors", "errors": {first: words}}


async def try_act(interaction: Interaction, act: Act) -> None:
    """Carry out an act; notify the user if it is refused or fails."""
    try:
        await act(interaction)
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
        await interaction.notify({"text": words}, is_sorry=True)
    except (SlackClientError, ClientError, TimeoutError) as error:
        log.error("the user could not be notified of that: %s", describe_slack_error(error))
