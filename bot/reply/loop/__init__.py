"""What readers and curators see of what the base lacks: votes and faults, requests, gaps, cures, and who is told."""

from bot.reply.acts import Pressed
from bot.reply.loop.cure import FilledCure, parse_cure, to_asked_again_blocks, to_cure_window
from bot.reply.loop.digests import Digest, DueFact, to_digest
from bot.reply.loop.feedback import (
    FAULT,
    FilledFault,
    describe_fault,
    describe_missing_fault,
    parse_fault,
    to_fault_window,
)
from bot.reply.loop.gaps import GAP_REASON, describe_missing_reason, parse_decline, to_decline_window, to_gap_message
from bot.reply.loop.home import to_gap_blocks
from bot.reply.loop.privacy import to_privacy
from bot.reply.loop.report import to_report_record, to_report_text, to_report_window
from bot.reply.loop.requests import REQUEST_FORM, FilledRequest, parse_request, to_request_window
from bot.reply.loop.told import to_marked, to_told
from bot.reply.loop.watches import (
    describe_watch_usage,
    to_unwatched,
    to_watch_blocks,
    to_watch_notice,
    to_watching,
)
from bot.reply.loop_acts import (
    ANY_LOOP_ACT,
    CURE,
    DECLINE_GAP,
    EDIT_FOR,
    FORGET,
    OPT_OUT,
    PACE,
    PROPOSE_FOR,
    REPORT,
    REQUEST,
    SNOOZE,
    UNWATCH,
    VOTE,
    parse_loop_press,
    parse_vote,
    to_feedback_block,
    to_feedback_buttons,
    to_request_button,
)

__all__ = [
    "ANY_LOOP_ACT",
    "CURE",
    "DECLINE_GAP",
    "EDIT_FOR",
    "FAULT",
    "FORGET",
    "GAP_REASON",
    "OPT_OUT",
    "PACE",
    "PROPOSE_FOR",
    "REPORT",
    "REQUEST",
    "REQUEST_FORM",
    "SNOOZE",
    "UNWATCH",
    "VOTE",
    "Digest",
    "DueFact",
    "FilledCure",
    "FilledFault",
    "FilledRequest",
    "Pressed",
    "describe_fault",
    "describe_missing_fault",
    "describe_missing_reason",
    "describe_watch_usage",
    "parse_cure",
    "parse_decline",
    "parse_fault",
    "parse_loop_press",
    "parse_request",
    "parse_vote",
    "to_asked_again_blocks",
    "to_cure_window",
    "to_decline_window",
    "to_digest",
    "to_fault_window",
    "to_feedback_block",
    "to_feedback_buttons",
    "to_gap_blocks",
    "to_gap_message",
    "to_marked",
    "to_privacy",
    "to_report_record",
    "to_report_text",
    "to_report_window",
    "to_request_button",
    "to_request_window",
    "to_told",
    "to_unwatched",
    "to_watch_blocks",
    "to_watch_notice",
    "to_watching",
]
