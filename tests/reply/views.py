"""Views of replies, and their parts as text."""

from collections.abc import Sequence

from bot.domain.answers import Offer
from bot.domain.requests import Request
from bot.domain.responses import Response
from bot.reply import to_phrase
from bot.reply.layout import to_view
from bot.reply.pages import Reader
from bot.reply.view import View, to_words
from bot.search import answer, respond
from tests.bases import TODAY, index

INDEX = index()

# Questions that together get every form of reply.
QUESTIONS = (
    "sylvania",
    "sylvania page 2",
    "timeline sylvania",
    "timeline bohemia",
    "timeline",
    "compare sylvania graustark",
    "compare sylvania graustark zenda energy",
    "compare",
    "compare zenda bolivia",
    "topics",
    "partners",
    "sources",
    "source gazette-2018",
    "source nearly",
    "about",
    "map",
    "compare sylvania graustark 1801",
    "compare zenda sylvania whales",
    "elphberg",
    "bohemia",
    "help",
)


def ask(question: str, **changes: str | None) -> Response:
    """Return the response to a question, in the base with these changes."""
    return respond(question, index(**changes) if changes else INDEX, TODAY)


def view(question: str, **changes: str | None) -> View:
    """Return the view of the reply to a question."""
    return to_view(ask(question, **changes), Reader("/ruri"))


def press(request: Request, **changes: str | None) -> View:
    """Return the view of the reply to a button."""
    return to_view(answer(request, index(**changes), TODAY), Reader("/ruri"))


def notes(shown: View) -> list[str]:
    """Return the notes above the facts."""
    return [to_words(note) for note in shown.notes]


def words(shown: View) -> list[tuple[str, list[str]]]:
    """Return the groups of a view, each with its heading and items."""
    return [(group.heading, [to_words(item.note) for item in group.items]) for group in shown.groups]


def phrases(offers: Sequence[Offer]) -> list[str]:
    """Return the offers, as they can be typed."""
    return [to_phrase(offer.request, INDEX.snapshot) for offer in offers]
