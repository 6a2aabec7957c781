"""Slack's side of azrel: one module for each kind of request that Slack sends."""

from bot.slack.app import create_app
from bot.slack.background import SECONDS_FOR_REQUESTS, SECONDS_TO_LEAVE, Background
from bot.slack.dispatch import Dispatcher
from bot.slack.identity import TokenCheck, TokenRefused
from bot.slack.installing import Installing
from bot.slack.manifest import EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH, to_manifest
from bot.slack.replies import RETRY_HEADER
from bot.slack.shapes import is_payload
from bot.slack.sockets import SocketApp
from bot.slack.texts import to_typed

__all__ = [
    "EVENTS_PATH",
    "INSTALL_PATH",
    "REDIRECT_PATH",
    "RETRY_HEADER",
    "SECONDS_FOR_REQUESTS",
    "SECONDS_TO_LEAVE",
    "Background",
    "Dispatcher",
    "Installing",
    "SocketApp",
    "TokenCheck",
    "TokenRefused",
    "create_app",
    "is_payload",
    "to_manifest",
    "to_typed",
]
