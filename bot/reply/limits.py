"""The window in which an admin says whom and where the app answers, and what people are told whom it does not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.limits import Limits
from bot.reply.controls import Element, to_option, to_plain
from bot.reply.fields import read_choice, read_ids, to_input

LIMITS = "limits-window"
OPEN_LIMITS = "limits-open"
_CHANNELS, _USERS, _SHARED = "limits-channels", "limits-users", "limits-shared"
_YES, _NO = "yes", "no"

NOT_FOR_YOU = "In this workspace only some people are answered here, and you are not among them yet. Ask an admin."
NOT_IN_CHANNEL = "This channel is not one in which I answer. Ask me in a direct message, or in one of the others."
NOT_IN_SHARED = (
    "This channel is shared with another company, and I do not answer there unless an admin allows it. Ask me in a "
    "direct message."
)


@dataclass(frozen=True, slots=True)
class FilledLimits:
    """The window as filled in."""

    channels: tuple[str, ...]
    users: tuple[str, ...]
    shared_channels: bool


def describe_rate(seconds: int) -> str:
    """Tell somebody who asks too often when to go on."""
    return f"That was a lot at once, and I can hardly keep up! Ask again in {seconds} s."


def to_limits_button() -> Element:
    """Return the row of the admins' window whose button opens this one."""
    button = {"type": "button", "action_id": f"{OPEN_LIMITS}.0", "text": to_plain("Limits of use")}
    return {"type": "actions", "elements": [button]}


def to_limits_window(limits: Limits) -> Element:
    """Return the window, filled with a workspace's limits."""
    yes, no = to_option("Yes", _YES), to_option("No", _NO)
    return {
        "type": "modal",
        "callback_id": LIMITS,
        "title": to_plain("Limits of use"),
        "submit": to_plain("Save"),
        "close": to_plain("Cancel"),
        "blocks": [
            to_input(
                _CHANNELS,
                "Channels",
                {
                    "type": "multi_conversations_select",
                    "placeholder": to_plain("All channels"),
                    "filter": {"include": ["public", "private"], "exclude_bot_users": True},
                    **({"initial_conversations": list(limits.channels)} if limits.channels else {}),
                },
                hint="Only there are questions answered, and in direct messages. Without any: in all channels.",
                optional=True,
            ),
            to_input(
                _USERS,
                "People",
                {
                    "type": "multi_users_select",
                    "placeholder": to_plain("Everybody"),
                    **({"initial_users": list(limits.users)} if limits.users else {}),
                },
                hint="Only they are answered. Without any: everybody. Admins can always open this window.",
                optional=True,
            ),
            to_input(
                _SHARED,
                "Answer in channels that are shared with other companies?",
                {
                    "type": "static_select",
                    "placeholder": to_plain("Choose"),
                    "options": [no, yes],
                    "initial_option": yes if limits.shared_channels else no,
                },
            ),
        ],
    }


def parse_limits(values: Mapping[str, Any]) -> FilledLimits:
    """Read the window."""
    return FilledLimits(
        channels=tuple(read_ids(values, _CHANNELS, "selected_conversations")),
        users=tuple(read_ids(values, _USERS, "selected_users")),
        shared_channels=read_choice(values, _SHARED) == _YES,
    )
