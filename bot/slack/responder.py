"""What every listener asks: a text, answered from what is served at the moment."""

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.domain.knowledge import Partner
from bot.domain.responses import Response
from bot.reply import Picture, to_bare_home, to_home, to_search_form
from bot.search import Index, answer, complete, find_named, greet, is_period, not_understood, respond, suggest_partners

# What people type and send is cut here, once; Slack itself lets nobody type more than 12,000 characters.
MAX_ASKED, MAX_TYPED, MAX_MESSAGE = 1_000, 150, 12_000


class Responder:
    """Responds out of `current` knowledge, as of `today`. `heard` is told of each response, for whoever looks on.

    `picture` is the picture of a response, if there is one.
    """

    def __init__(
        self,
        current: Callable[[], Index],
        today: Callable[[], date],
        heard: Callable[[Response], None] | None = None,
        picture: Callable[[Response], Picture | None] | None = None,
    ) -> None:
        self._current = current
        self._today = today
        self._heard = heard
        self._picture = picture

    def respond(self, text: str, before: str | None = None) -> Response:
        """The response to a text; where there is one, together with the question asked before it."""
        index, today, text = self._current(), self._today(), text[:MAX_ASKED]
        whole = complete(text, before, index, today) if before else text
        response = respond(whole, index, today) if whole is not None else not_understood(text, index, today)
        if self._heard:
            self._heard(response)
        return response

    def revision(self) -> str:
        """The revision that is responded out of."""
        return self._current().snapshot.revision

    def picture(self, response: Response) -> Picture | None:
        """The picture of a response, if there is one."""
        return self._picture(response) if self._picture else None

    def find_named(self, text: str) -> Response:
        """The facts about whom and what a text names."""
        found = find_named(text[:MAX_MESSAGE], self._current(), self._today())
        if self._heard:
            self._heard(found)
        return found

    def suggest(self, typed: str) -> list[Partner]:
        """The partners whose name goes on as typed."""
        return suggest_partners(typed[:MAX_TYPED], self._current())

    def is_period(self, text: str) -> bool:
        """Whether a text is understood as a time."""
        return is_period(text[:MAX_ASKED], self._today())

    def examples(self) -> list[str]:
        """Questions that the base can answer."""
        return [item.query for item in answer("help", self._current(), self._today()).suggestions]

    def search_form(self) -> dict[str, Any]:
        """The form to search with."""
        return to_search_form(self._current().snapshot)

    def home(self) -> dict[str, Any]:
        """The App Home, as the base and the day have it."""
        return to_home(greet(self._current(), self._today()))

    def bare_home(self) -> dict[str, Any]:
        """The App Home of plain text alone."""
        return to_bare_home(greet(self._current(), self._today()))
