"""A local stand-in for Slack, and the page that shows it."""

from bot.sandbox.limits import check_message, check_options, check_view
from bot.sandbox.screens import Base
from bot.sandbox.server import Sandbox
from bot.sandbox.signing import sign
from bot.sandbox.standin import StandIn

__all__ = ["Base", "Sandbox", "StandIn", "check_message", "check_options", "check_view", "sign"]
