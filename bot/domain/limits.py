"""Whom and where a workspace lets be answered."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The channels and users, by their ids, that a workspace allows, all where there are none.

    `shared_channels` is whether channels are answered that it shares with other companies. Somebody's own conversation
    with the bot is no channel.
    """

    team: str
    channels: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    shared_channels: bool = False

    def allows_user(self, user: str) -> bool:
        """Whether somebody may be answered at all."""
        return not self.users or user in self.users

    def allows_channel(self, channel: str) -> bool:
        """Whether anybody may be answered in a channel, "" where it is not told."""
        return not self.channels or not channel or channel.startswith("D") or channel in self.channels
