"""The same answers for assistants, by the Model Context Protocol: tools that only read, and facts and sources to read.

Nothing here is imported by what serves Slack: the protocol's SDK takes half a second and 31 MiB.
"""

from bot.mcp.answering import Answering
from bot.mcp.http import create_http_app
from bot.mcp.server import create_server

__all__ = ["Answering", "create_http_app", "create_server"]
