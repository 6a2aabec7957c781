"""Questions to facts: pure, deterministic, and each match with its reason."""

from bot.search.answering import answer, not_understood
from bot.search.followups import complete
from bot.search.index import Index, build, build_whole
from bot.search.naming import find_named, suggest_partners
from bot.search.normalise import strip_markup
from bot.search.periods import is_period
from bot.search.requests import as_answer, greet, respond

__all__ = [
    "Index",
    "answer",
    "as_answer",
    "build",
    "build_whole",
    "complete",
    "find_named",
    "greet",
    "is_period",
    "not_understood",
    "respond",
    "strip_markup",
    "suggest_partners",
]
