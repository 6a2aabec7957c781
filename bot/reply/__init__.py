"""Answers as people read them: Slack messages, terminal text, JSON and explanations; all wording."""

from bot.reply.blocks import Surface, to_home, to_message, to_modal
from bot.reply.controls import ASK, CHOOSE, SEARCH, SHARE, SHOW, Press, parse_action
from bot.reply.explanation import to_explanation
from bot.reply.records import to_record
from bot.reply.statistics import count_facts, to_statistics
from bot.reply.terminal import to_terminal
from bot.reply.texts import cut
from bot.reply.wording import EXPIRED, FAILED, counted

__all__ = [
    "ASK",
    "CHOOSE",
    "EXPIRED",
    "FAILED",
    "SEARCH",
    "SHARE",
    "SHOW",
    "Press",
    "Surface",
    "count_facts",
    "counted",
    "cut",
    "parse_action",
    "to_explanation",
    "to_home",
    "to_message",
    "to_modal",
    "to_record",
    "to_statistics",
    "to_terminal",
]
