"""azrel over HTTP: Slack's requests, probes and pictures."""

from bot.web.app import create_web_app
from bot.web.connections import BoundedConnection
from bot.web.pictures import Pictures
from bot.web.probes import ProbeServer

__all__ = ["BoundedConnection", "Pictures", "ProbeServer", "create_web_app"]
