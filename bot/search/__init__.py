"""Questions to facts: pure, deterministic, and each match with its reason."""

from bot.search.answering import answer
from bot.search.followups import complete
from bot.search.index import Index, build
from bot.search.requests import as_answer, greet, respond

__all__ = ["Index", "answer", "as_answer", "build", "complete", "greet", "respond"]
