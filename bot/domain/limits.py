"""Limits on whom, and in which channels, a workspace lets the bot answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The users and channels that a workspace allows, by id; an empty set allows all.

    `shared_channels` is true if channels that are shared with other companies are answered too. A direct message to the
    bot is no channel.
    """

    team: str
    channels: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    shared_channels: bool = False

    def allows_user(self, user: str) -> bool:
        """Return whether a user may be answered."""
        return not self.users or user in self.users

    def allows_channel(self, channel: str) -> bool:
        """Return whether a channel may be answered in; "" is an unknown channel."""
        return not self.channels or not channel or channel.startswith("D") or channel in self.channels
