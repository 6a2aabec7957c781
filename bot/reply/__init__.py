"""Renderings of responses: Slack messages, terminal text, JSON and explanations; and all wording."""

from bot.reply import wording
from bot.reply.citing import ANY_CITE_ACT, CITE, CitingStyle, cite, to_cited, to_citing_window
from bot.reply.controls import ASK, CHOOSE, SEARCH, SHARE, SHARED_MARK, SHOW, Typed, parse_action
from bot.reply.english import counted
from bot.reply.explanation import to_explanation
from bot.reply.exports import ANY_EXPORT, Export, to_export, to_export_buttons, to_export_window, to_exported
from bot.reply.fallback import escape_mrkdwn
from bot.reply.forms import to_usage_hint
from bot.reply.forms.home import to_bare_home, to_home
from bot.reply.messages import (
    PICTURE_ALONE,
    Picture,
    Surface,
    find_facts_shown,
    to_bare_modal,
    to_message,
    to_modal,
    to_turned,
)
from bot.reply.notices import to_expired, to_notice, to_notice_modal
from bot.reply.phrases import to_echo, to_phrase, to_query
from bot.reply.records import to_explained_record, to_record
from bot.reply.search_form import CONVERSATION as SEARCH_CONVERSATION
from bot.reply.search_form import FORM as SEARCH_FORM
from bot.reply.search_form import PARTNER as SEARCH_PARTNER
from bot.reply.search_form import PERIOD as SEARCH_PERIOD
from bot.reply.search_form import RESULT as SEARCH_RESULT
from bot.reply.search_form import WORDS as SEARCH_WORDS
from bot.reply.search_form import Filled, parse_search_form, to_partner_options, to_search_form
from bot.reply.statistics import count_facts, to_statistics
from bot.reply.terminal import to_terminal
from bot.reply.texts import cut
from bot.reply.wording import EXPIRED, FAILED

__all__ = [
    "ANY_CITE_ACT",
    "ANY_EXPORT",
    "ASK",
    "CHOOSE",
    "CITE",
    "EXPIRED",
    "FAILED",
    "PICTURE_ALONE",
    "SEARCH",
    "SEARCH_CONVERSATION",
    "SEARCH_FORM",
    "SEARCH_PARTNER",
    "SEARCH_PERIOD",
    "SEARCH_RESULT",
    "SEARCH_WORDS",
    "SHARE",
    "SHARED_MARK",
    "SHOW",
    "CitingStyle",
    "Export",
    "Filled",
    "Picture",
    "Surface",
    "Typed",
    "cite",
    "count_facts",
    "counted",
    "cut",
    "escape_mrkdwn",
    "find_facts_shown",
    "parse_action",
    "parse_search_form",
    "to_bare_home",
    "to_bare_modal",
    "to_cited",
    "to_citing_window",
    "to_echo",
    "to_expired",
    "to_explained_record",
    "to_explanation",
    "to_export",
    "to_export_buttons",
    "to_export_window",
    "to_exported",
    "to_home",
    "to_message",
    "to_modal",
    "to_notice",
    "to_notice_modal",
    "to_partner_options",
    "to_phrase",
    "to_query",
    "to_record",
    "to_search_form",
    "to_statistics",
    "to_terminal",
    "to_turned",
    "to_usage_hint",
    "wording",
]
