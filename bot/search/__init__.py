"""Questions to facts: pure, deterministic, and each match with its reason."""

from bot.search.answering import answer
from bot.search.index import Index, build

__all__ = ["Index", "answer", "build"]
