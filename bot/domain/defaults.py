"""Defaults of channels: the partner and topic of a question that names none."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Default:
    """The partner and the topic, by their ids, of a question that names none; "" for neither."""

    partner: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class ChannelDefault:
    """The default of one channel of a workspace."""

    team: str
    channel: str
    default: Default
