"""Where a curator or reviewer acted, and the windows that are shown there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.services import Asker


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody acted: who, the trigger that opens a window, and the view, empty for a message."""

    asker: Asker
    client: AsyncWebClient = field(repr=False)
    trigger: str = field(repr=False)
    view: Mapping[str, Any] = field(repr=False)

    async def show(self, window: dict[str, Any]) -> None:
        """Show a window: in place of the one acted in, or a new one."""
        if self.view and self.view.get("type") == "modal":
            await self.client.views_update(view_id=self.view["id"], view=window)
        else:
            await self.client.views_open(trigger_id=self.trigger, view=window)

    async def push(self, window: dict[str, Any]) -> None:
        """Show a window on top of the one acted in, which comes back when it is closed."""
        if self.view and self.view.get("type") == "modal":
            await self.client.views_push(trigger_id=self.trigger, view=window)
        else:
            await self.client.views_open(trigger_id=self.trigger, view=window)
