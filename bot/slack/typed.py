"""Acts that a user types after the slash command instead of a question."""

import logging
from collections.abc import Callable
from typing import Any

from bot.reply import wording
from bot.services import Asker
from bot.slack.addresses import Addresses
from bot.slack.background import Background
from bot.slack.interactions import Interaction
from bot.slack.trying import Act, try_act
from bot.slack.workspaces import NoToken, Workspaces

log = logging.getLogger(__name__)

# Finds the act that a text names; None for a question.
Finder = Callable[[str], Act | None]


class TypedActs:
    """Starts the act that a command's text names, by the first of the `finders` that knows it."""

    def __init__(self, *finders: Finder, addresses: Addresses, workspaces: Workspaces, background: Background) -> None:
        self._finders = finders
        self._addresses = addresses
        self._workspaces = workspaces
        self._background = background

    def take(self, text: str, asker: Asker, command: dict[str, Any]) -> bool:
        """Start the act in the background; return False for a question."""
        act = next((act for find in self._finders if (act := find(text))), None)
        if act is None:
            return False
        self._background.start(self._do(act, asker, command))
        return True

    async def _do(self, act: Act, asker: Asker, command: dict[str, Any]) -> None:
        try:
            client = await self._workspaces.client_of(asker.team, asker.enterprise)
        except NoToken:
            log.error("a command could not be carried out: there is no token for its workspace")
            failed = {"response_type": "ephemeral", "text": wording.FAILED_TO_ACT}
            await self._addresses.send(asker.response_url, failed)
            return
        trigger = str(command.get("trigger_id") or "")
        await try_act(Interaction(asker, client, self._addresses, trigger, is_private=True), act)
