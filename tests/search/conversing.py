"""Conversations on the tests' base."""

from bot.domain.answers import Asked
from bot.domain.requests import Request, Word
from bot.domain.responses import Response
from bot.search import Index, as_answer, follow_up, respond, to_asked
from tests.bases import TODAY, index

ITALY = "partner: italy\nname: Italy\nkind: state\niso: IT\n"
BASE = index(relations__italy=ITALY)
SYLVANIA = Request(partners=("sylvania",))
VISITS = (Word("visits", ("diplomacy",)),)


def asked_before(text: str, base: Index = BASE) -> Asked | None:
    """Return what a conversation is about after a text."""
    return to_asked(respond(text, base, TODAY), None)


def go_on(before: str, text: str, base: Index = BASE) -> Response:
    """Return the response to a text after another."""
    return follow_up(text, asked_before(before, base), base, TODAY)


def continues(response: Response) -> bool:
    """Return whether a response was completed with the question before."""
    return as_answer(response).continues
