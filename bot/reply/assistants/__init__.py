"""Renderings for assistants: text with everything needed to quote it, and the same as plain values."""

from bot.reply.assistants.answers import ToolReply, to_tool_reply
from bot.reply.assistants.listings import to_listing_reply
from bot.reply.assistants.quoting import INSTRUCTION, to_fact_address, to_source_address
from bot.reply.assistants.sources import to_source_text

__all__ = [
    "INSTRUCTION",
    "ToolReply",
    "to_fact_address",
    "to_listing_reply",
    "to_source_address",
    "to_source_text",
    "to_tool_reply",
]
