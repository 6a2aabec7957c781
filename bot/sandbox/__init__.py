"""A fake Slack on this machine, and the page that shows it."""

from bot.sandbox.fake_slack import FakeSlack
from bot.sandbox.limits import check_message, check_options, check_view
from bot.sandbox.profile import AppProfile
from bot.sandbox.server import Sandbox
from bot.sandbox.signing import sign
from bot.sandbox.waiting import WaitingPage

__all__ = ["AppProfile", "FakeSlack", "Sandbox", "WaitingPage", "check_message", "check_options", "check_view", "sign"]
