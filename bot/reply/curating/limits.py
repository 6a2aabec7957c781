"""The window for limits of use: the channels and people that are answered, and the messages to everybody else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.defaults import Default
from bot.domain.knowledge import Snapshot
from bot.domain.limits import Limits
from bot.reply.controls import Element, to_plain
from bot.reply.curating.rich import to_channel, to_paragraph, to_text
from bot.reply.fields import (
    CHANNELS_ALONE,
    read_choice,
    read_ids,
    read_text,
    read_yes,
    to_channel_menu,
    to_input,
    to_menu,
    to_topic_options,
    to_typeahead,
    to_yes_or_no,
)

LIMITS = "limits-window"
OPEN_LIMITS = "limits-open"
# A typeahead: Slack requests its options.
DEFAULT_PARTNER = "limits-partner"
_CHANNELS, _USERS, _SHARED = "limits-channels", "limits-users", "limits-shared"
_CHANNEL, _TOPIC = "limits-channel", "limits-topic"
_MOST_NAMED = 100

NOT_FOR_YOU = "In this workspace only some people are answered here, and you are not among them yet. Ask an admin."
NOT_IN_CHANNEL = "This channel is not one in which I answer. Ask me in a direct message, or in one of the others."
NOT_IN_SHARED = (
    "This channel is shared with another company, and I do not answer there unless an admin allows it. Ask me in a "
    "direct message."
)


@dataclass(frozen=True, slots=True)
class FilledLimits:
    """The limits as filled in; `channel` is to get the `default`, "" where none was chosen."""

    channels: tuple[str, ...]
    users: tuple[str, ...]
    shared_channels: bool
    channel: str
    default: Default


def describe_rate(seconds: int) -> str:
    """Ask a person who exceeds the rate to wait so many seconds."""
    return f"That was a lot at once, and I can hardly keep up! Ask again in {seconds} s."


def to_limits_button() -> Element:
    """Make the row of buttons of the admins' window that opens this one."""
    button = {"type": "button", "action_id": f"{OPEN_LIMITS}.0", "text": to_plain("Limits of use")}
    return {"type": "actions", "elements": [button]}


def to_limits_window(limits: Limits, defaults: Mapping[str, Default], snapshot: Snapshot) -> Element:
    """Return the window, filled with a workspace's limits and the defaults of its channels."""
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
                    "filter": CHANNELS_ALONE,
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
            to_yes_or_no(
                _SHARED, "Answer in channels that are shared with other companies?", is_yes=limits.shared_channels
            ),
            *_to_default_blocks(defaults, snapshot),
        ],
    }


def parse_limits(values: Mapping[str, Any]) -> FilledLimits:
    """Read the submitted window."""
    return FilledLimits(
        channels=tuple(read_ids(values, _CHANNELS, "selected_conversations")),
        users=tuple(read_ids(values, _USERS, "selected_users")),
        shared_channels=read_yes(values, _SHARED),
        channel=read_text(values, _CHANNEL, "selected_conversation"),
        default=Default(read_choice(values, DEFAULT_PARTNER), read_choice(values, _TOPIC)),
    )


def default_without_channel() -> dict[str, str]:
    """Return the error of a default without a channel."""
    return {_CHANNEL: "Choose the channel, too."}


def _to_default_blocks(defaults: Mapping[str, Default], snapshot: Snapshot) -> Iterator[Element]:
    """Yield the list of channels with a default, and the fields that set one."""
    about = snapshot.about
    if defaults:
        yield to_paragraph(_describe_defaults(defaults, snapshot))
    yield to_input(
        _CHANNEL,
        "Channel with a default",
        to_channel_menu(),
        hint=f"Questions there that name no {about.partner.singular}, or no topic, are read with the one below. "
        "Leave both empty to end the default of the channel.",
        optional=True,
    )
    yield to_input(DEFAULT_PARTNER, f"Its {about.partner.singular}", to_typeahead(), optional=True)
    if topics := to_topic_options(snapshot):
        yield to_input(_TOPIC, "Its topic", to_menu("Choose a topic", topics), optional=True)


def _describe_defaults(defaults: Mapping[str, Default], snapshot: Snapshot) -> Iterator[Element]:
    yield to_text("Defaults of channels\n", bold=True)
    for channel, default in list(defaults.items())[:_MOST_NAMED]:
        found = snapshot.partners.get(default.partner), snapshot.topics.get(default.topic)
        # A default whose partner and topic were removed has no effect until the base has them again.
        named = " · ".join([one.name for one in found if one]) or "no longer in the base"
        yield to_channel(channel)
        yield to_text(f": {named}\n")
    if len(defaults) > _MOST_NAMED:
        yield to_text(f"and {len(defaults) - _MOST_NAMED} more")
