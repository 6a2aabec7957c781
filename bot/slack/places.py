"""Where somebody acted, and the windows and messages that are shown there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.reply import to_notice_modal
from bot.services import Asker, EntryPoint
from bot.slack.addresses import Addresses
from bot.slack.askers import to_asker


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody acted: who, the trigger that opens a window, and the view, empty for a message.

    `thread` is the thread of the message that was acted on; `is_private` where only who acted sees that message.
    `origin` is where everybody who sees it is answered, as "channel/thread"; "" where only a direct message reaches
    them.
    """

    asker: Asker
    client: AsyncWebClient = field(repr=False)
    addresses: Addresses = field(repr=False)
    trigger: str = field(default="", repr=False)
    view: Mapping[str, Any] = field(default_factory=dict, repr=False)
    thread: str = ""
    is_private: bool = False
    origin: str = ""

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

    async def tell(self, message: dict[str, Any], *, replaces: bool = False, is_sorry: bool = False) -> None:
        """Show a message to who acted alone: beside the one acted on or, where that is private, instead of it."""
        if self.view:
            await self.push(to_notice_modal(message, is_sorry=is_sorry))
        elif self.asker.response_url:
            where: dict[str, Any] = {
                "response_type": "ephemeral",
                "replace_original": replaces and self.is_private,
                **({"thread_ts": self.thread} if self.thread else {}),
            }
            await self.addresses.send(self.asker.response_url, where | message)


def to_place(body: dict[str, Any], client: AsyncWebClient, addresses: Addresses) -> Place:
    """Return where somebody pressed something, or chose a shortcut."""
    container = body.get("container") or {}
    return Place(
        to_asker(EntryPoint.BUTTON, body),
        client,
        addresses,
        str(body.get("trigger_id") or ""),
        body.get("view") or {},
        str(container.get("thread_ts") or ""),
        bool(container.get("is_ephemeral")),
        _origin_of(body, container),
    )


def _origin_of(body: dict[str, Any], container: Mapping[str, Any]) -> str:
    channel = str(container.get("channel_id") or "")
    if body.get("view") or container.get("is_ephemeral") or not channel:
        return ""
    thread = container.get("thread_ts") or ("" if channel.startswith("D") else container.get("message_ts"))
    return f"{channel}/{thread or ''}"
