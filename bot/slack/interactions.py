"""Interactions: a user presses, submits or chooses something, and a modal or an ephemeral message responds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.reply import to_notice_modal
from bot.services import Asker, EntryPoint
from bot.slack.addresses import Addresses
from bot.slack.askers import to_asker


@dataclass(frozen=True, slots=True)
class Interaction:
    """One interaction of a user with a message or a view, and the means to respond to it.

    `trigger` is Slack's `trigger_id`, which opens a modal. `view` is empty for an interaction with a message.
    `thread` is the thread of the message; `is_private` says that the message is ephemeral, visible to the user alone.
    `origin` is "channel/thread", where an answer reaches everybody who sees the message; "" where only a direct
    message can reach the user.
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
        """Update the modal that the user acted in, or open a new one."""
        if self.view and self.view.get("type") == "modal":
            await self.client.views_update(view_id=self.view["id"], view=window)
        else:
            await self.client.views_open(trigger_id=self.trigger, view=window)

    async def push(self, window: dict[str, Any]) -> None:
        """Open a modal on top of the one that the user acted in, which reappears when the new one is closed."""
        if self.view and self.view.get("type") == "modal":
            await self.client.views_push(trigger_id=self.trigger, view=window)
        else:
            await self.client.views_open(trigger_id=self.trigger, view=window)

    async def notify(self, message: dict[str, Any], *, replaces: bool = False, is_sorry: bool = False) -> None:
        """Show the user an ephemeral message; with `replaces`, replace the ephemeral message they acted on."""
        if self.view:
            await self.push(to_notice_modal(message, is_sorry=is_sorry))
        elif self.asker.response_url:
            where: dict[str, Any] = {
                "response_type": "ephemeral",
                "replace_original": replaces and self.is_private,
                **({"thread_ts": self.thread} if self.thread else {}),
            }
            await self.addresses.send(self.asker.response_url, where | message)


def to_interaction(body: dict[str, Any], client: AsyncWebClient, addresses: Addresses) -> Interaction:
    """Return the interaction that a payload of a button, menu or shortcut describes."""
    container = body.get("container") or {}
    return Interaction(
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
