"""Slack's side of azrel: one module for each kind of thing that can arrive."""

from bot.slack.app import create_app
from bot.slack.background import SECONDS_FOR_REQUESTS, Background
from bot.slack.dispatch import App
from bot.slack.http import EVENTS_PATH, HttpApp
from bot.slack.identity import TokenCheck, TokenRefused
from bot.slack.logs import configure_logs
from bot.slack.manifest import to_manifest
from bot.slack.pictures import Pictures
from bot.slack.probes import ProbeServer
from bot.slack.sockets import SocketApp
from bot.slack.texts import to_typed

__all__ = [
    "EVENTS_PATH",
    "SECONDS_FOR_REQUESTS",
    "App",
    "Background",
    "HttpApp",
    "Pictures",
    "ProbeServer",
    "SocketApp",
    "TokenCheck",
    "TokenRefused",
    "configure_logs",
    "create_app",
    "to_manifest",
    "to_typed",
]
