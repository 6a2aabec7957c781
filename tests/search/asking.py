"""Questions to the tests' base (tests/bases.py)."""

from bot.domain.answers import Answer
from bot.domain.requests import Request
from bot.search import Index, answer, respond
from tests.bases import TODAY, index

INDEX = index()


def ask(question: str, base: Index = INDEX) -> Answer:
    """Return the answer to a question."""
    found = respond(question, base, TODAY)
    assert isinstance(found, Answer)
    return found


def press(request: Request, base: Index = INDEX) -> Answer:
    """Return the answer to a request, as a button asks it."""
    found = answer(request, base, TODAY)
    assert isinstance(found, Answer)
    return found


def facts(question: str, base: Index = INDEX) -> list[str]:
    """Return the ids of the facts that answer a question, companions among them."""
    return [match.fact.id for match in ask(question, base).facts]


def reasons(question: str, base: Index = INDEX) -> list[tuple[str, ...]]:
    """Return the reasons of each fact that answers a question."""
    return [tuple(reason.words for reason in match.reasons) for match in ask(question, base).facts]
