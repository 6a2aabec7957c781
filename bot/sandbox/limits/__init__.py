"""Slack's limits on what is sent to it, checked over the JSON that would be sent.

The numbers are those of https://docs.slack.dev/reference/block-kit/ and https://docs.slack.dev/reference/views/, where
the SDK's own models check only some of them. What is not known here is refused, so that a block or element the bot
begins to use gets its limits written down first.
"""

from bot.sandbox.limits.surfaces import check_message, check_options, check_view

__all__ = ["check_message", "check_options", "check_view"]
