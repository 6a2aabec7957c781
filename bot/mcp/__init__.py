"""Answers for assistants, by the Model Context Protocol: read-only tools, and facts and sources as resources.

Nothing that serves Slack imports this: the protocol's SDK takes half a second and 31 MiB. Nor does this import
`bot.mcp.http`, which a program that an assistant starts does not need.
"""

from bot.mcp.answering import Answering
from bot.mcp.server import create_server

__all__ = ["Answering", "create_server"]
