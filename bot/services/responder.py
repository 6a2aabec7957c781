"""Answers to typed texts and requests, out of the index that is served."""

import time
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from bot.domain.answers import Answer, Asked, Outcome
from bot.domain.defaults import Default
from bot.domain.knowledge import About, Partner, Source
from bot.domain.readings import Parsed
from bot.domain.requests import Form, Request
from bot.domain.responses import Response
from bot.domain.text import fold
from bot.reply import Picture, to_bare_home, to_expired, to_home, to_phrase, to_search_form
from bot.search import (
    Index,
    add_text,
    add_time,
    add_topic,
    answer,
    as_answer,
    examples,
    find_named,
    follow_up,
    greet,
    parse,
    respond_in,
    suggest_partners,
)
from bot.services.announcements import MISSED, Announcements, Answered, Missed, Repeated, Shared, Subscriber
from bot.services.askers import Asker

# Typed texts are cut here, once; Slack itself allows 12,000 characters.
MAX_ASKED, MAX_TYPED, MAX_MESSAGE = 1_000, 150, 12_000

_R = TypeVar("_R", bound=Response)


class Responder:
    """Answers out of `current` knowledge as of `today`, and announces each answer to `subscribers`.

    `picture` draws a response, or returns None. With `takes_feedback`, readers can vote on answers. `default_of`
    returns the default of the asker's channel, or None.
    """

    def __init__(
        self,
        current: Callable[[], Index],
        today: Callable[[], date],
        subscribers: Iterable[Subscriber] = (),
        picture: Callable[[Response], Picture | None] | None = None,
        *,
        takes_feedback: bool = False,
        default_of: Callable[[Asker], Default | None] = lambda _: None,
    ) -> None:
        self._current = current
        self._today = today
        self._announcements = Announcements(subscribers)
        self._picture = picture
        self.takes_feedback = takes_feedback
        self.default_of = default_of

    @property
    def as_of(self) -> tuple[Index, date]:
        """The index that is served, and the day."""
        return self._current(), self._today()

    @property
    def about(self) -> About:
        """The description of the base, with its nouns."""
        return self._current().snapshot.about

    def respond(self, text: str, asker: Asker, before: Asked | None = None) -> Response:
        """Answer a typed text; `before` is the subject of the conversation, if it has one."""
        began = time.perf_counter()
        index, today, text = self._current(), self._today(), text[:MAX_ASKED]
        default = self.default_of(asker)
        response = follow_up(text, before, index, today, default) if before else respond_in(text, default, index, today)
        return self._announce(response, asker, began)

    def answer(self, request: Request, asker: Asker, parsed: Parsed | None = None) -> Response:
        """Answer a request; `parsed` is the text that it was read from, if any was typed."""
        began = time.perf_counter()
        return self._announce(answer(request, self._current(), self._today(), parsed), asker, began)

    def find_named(self, text: str, asker: Asker) -> Answer:
        """Find the facts about the partners and topics that a message names."""
        began = time.perf_counter()
        return self._announce(find_named(text[:MAX_MESSAGE], self._current(), self._today()), asker, began)

    def announce_repeated(self, asker: Asker, outcome: Outcome, began: float, missed: Response | None) -> None:
        """Announce that a question was answered from the cache; it arrived at `began`, by `time.perf_counter()`.

        A response that `missed` something counts as a miss for each asker.
        """
        self._announcements.announce(Repeated(asker, outcome, time.perf_counter() - began))
        if missed:
            self._announcements.announce(Missed(asker, missed))

    def announce_shared(self, response: Response, asker: Asker) -> None:
        """Announce that a response is shared with a conversation."""
        self._announcements.announce(Shared(asker, response))

    def parse(self, text: str) -> Parsed:
        """Parse a typed text into a request, which may be narrowed before it is answered."""
        return parse(text[:MAX_ASKED], self._current(), self._today())

    def with_time(self, request: Request, text: str) -> Request | None:
        """Narrow a request to a typed time; None where the text names no time."""
        return add_time(request, text[:MAX_ASKED], self._current(), self._today())

    def with_topic(self, request: Request, text: str) -> Request:
        """Narrow a request to a typed topic, or else to words."""
        return add_topic(request, text[:MAX_ASKED], self._current(), self._today())

    def with_text(self, request: Request, text: str) -> Parsed | None:
        """Parse the text typed beside the chosen fields; None where it asks nothing."""
        return add_text(request, text[:MAX_ASKED], self._current(), self._today())

    def picture(self, response: Response) -> Picture | None:
        """Return the picture of a response, if there is one."""
        return self._picture(response) if self._picture else None

    def suggest(self, typed: str) -> list[Partner]:
        """Suggest the partners whose names continue the typed text."""
        return suggest_partners(typed[:MAX_TYPED], self._current())

    def has_fact(self, id_: str) -> bool:
        """Return whether the served base has a fact with this id."""
        return id_ in self._current().snapshot.facts

    def suggest_sources(self, typed: str) -> list[Source]:
        """Suggest the sources whose title, publisher or id has all typed words."""
        parts = fold(typed[:MAX_TYPED]).split()
        sources = self._current().snapshot.sources.values()
        return [one for one in sources if all(part in fold(f"{one.title} {one.publisher} {one.id}") for part in parts)]

    def prompts(self) -> list[str]:
        """Return examples of questions, as they can be typed."""
        index = self._current()
        return [to_phrase(offer.request, index.snapshot) for offer in examples(index)]

    def expired(self) -> dict[str, Any]:
        """Return the message for a button of an older version, with examples to press instead."""
        index = self._current()
        return to_expired(examples(index), index.snapshot.about.command)

    def search_form(self) -> dict[str, Any]:
        """Return the search form."""
        return to_search_form(self._current().snapshot)

    def home(self) -> dict[str, Any]:
        """Return the App Home for the served base and day."""
        return to_home(greet(self._current(), self._today()))

    def bare_home(self) -> dict[str, Any]:
        """Return the App Home as plain text."""
        return to_bare_home(greet(self._current(), self._today()))

    def _announce(self, response: _R, asker: Asker, began: float) -> _R:
        if self._announcements.has_subscribers:
            outcome = as_answer(response).outcome
            self._announcements.announce(Answered(asker, response, outcome, time.perf_counter() - began))
            # A message that the shortcut reads need not name anything in the base, so it is no miss.
            if outcome in MISSED and response.request.form is not Form.MENTIONED:
                self._announcements.announce(Missed(asker, response))
        return response
