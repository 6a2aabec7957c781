"""The same answers for assistants, by the Model Context Protocol: tools that only read, and facts and sources to read.

Nothing here is imported by what serves Slack: the protocol's SDK takes half a second and 31 MiB.
Nor does this import what serves it over HTTP, `bot.mcp.http`, which a program that an assistant starts has no use for.
"""

from bot.mcp.answering import Answering
from bot.mcp.server import create_server

__all__ = ["Answering", "create_server"]
