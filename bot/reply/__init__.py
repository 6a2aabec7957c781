"""Answers as people read them: Slack messages, terminal text, JSON and explanations; all wording."""

from bot.reply.blocks import to_message
from bot.reply.explanation import to_explanation
from bot.reply.records import to_record
from bot.reply.statistics import count_facts, to_statistics
from bot.reply.terminal import to_terminal
from bot.reply.texts import cut
from bot.reply.wording import FAILED, counted

__all__ = [
    "FAILED",
    "count_facts",
    "counted",
    "cut",
    "to_explanation",
    "to_message",
    "to_record",
    "to_statistics",
    "to_terminal",
]
