"""Search: find the facts that answer a question, each with the reason for its match."""

from bot.search.defaults import respond_in
from bot.search.followups import follow_up, to_asked
from bot.search.index import Index, build, build_whole, complete
from bot.search.looking_up import find_fact, find_source
from bot.search.mentions import find_named
from bot.search.naming import parse_fields
from bot.search.narrowing import add_text, add_time, add_topic
from bot.search.nearest_ids import near_ids
from bot.search.offers import examples
from bot.search.parsing import parse
from bot.search.reaching import names_in_capitals, unreached_names
from bot.search.responding import answer, as_answer, greet, respond
from bot.search.rules.addresses import strip_markup
from bot.search.suggesting import suggest_partners

__all__ = [
    "Index",
    "add_text",
    "add_time",
    "add_topic",
    "answer",
    "as_answer",
    "build",
    "build_whole",
    "complete",
    "examples",
    "find_fact",
    "find_named",
    "find_source",
    "follow_up",
    "greet",
    "names_in_capitals",
    "near_ids",
    "parse",
    "parse_fields",
    "respond",
    "respond_in",
    "strip_markup",
    "suggest_partners",
    "to_asked",
    "unreached_names",
]
