"""A local stand-in for Slack."""

from bot.sandbox.limits import check_message
from bot.sandbox.signing import sign
from bot.sandbox.standin import StandIn

__all__ = ["StandIn", "check_message", "sign"]
