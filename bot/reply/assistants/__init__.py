"""Responses as assistants read them: text with all that it takes to quote, and the same as plain values."""

from bot.reply.assistants.answers import Told, to_told
from bot.reply.assistants.listings import to_told_listing
from bot.reply.assistants.quoting import INSTRUCTION, to_fact_address, to_source_address
from bot.reply.assistants.sources import to_source_text

__all__ = [
    "INSTRUCTION",
    "Told",
    "to_fact_address",
    "to_source_address",
    "to_source_text",
    "to_told",
    "to_told_listing",
]
