"""Slack's side of azrel: one module for each kind of thing that can arrive."""

from bot.slack.app import create_app
from bot.slack.background import Background
from bot.slack.http import HttpApp

__all__ = ["Background", "HttpApp", "create_app"]
