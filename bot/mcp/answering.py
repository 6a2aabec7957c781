"""The answers of each tool, out of the served base. No question is recorded."""

import time
from collections.abc import Callable, Sequence
from datetime import date

from bot.domain.answers import Answer, NoAnswerReason, Outcome
from bot.domain.knowledge import About
from bot.domain.readings import Parsed
from bot.domain.requests import MAX_PAGE, Form, Request
from bot.domain.responses import Listing
from bot.reply import wording
from bot.reply.assistants import (
    ToolReply,
    to_fact_address,
    to_listing_reply,
    to_source_address,
    to_source_text,
    to_tool_reply,
)
from bot.reply.english import join, quoted
from bot.reply.texts import clean, cut
from bot.search import Index, answer, as_answer, find_fact, find_source, parse, parse_fields

# The facts of these forms are paged here; the other forms have pages of their own.
_LISTS_OF_FACTS = frozenset((Form.ANSWER, Form.TIMELINE, Form.SOURCE, Form.MENTIONED))
_MOST_REPEATED = 100


class Unknown(Exception):
    """There is no item with this id; the message names similar ids."""


class Answering:
    """Answers out of `current` knowledge, as of `today`; each call uses one index, though another may be loaded."""

    def __init__(self, current: Callable[[], Index], today: Callable[[], date]) -> None:
        self._current = current
        self._today = today

    @property
    def about(self) -> About:
        """The description of the base, with its nouns."""
        return self._current().snapshot.about

    def ask(self, question: str, page: int = 1) -> ToolReply:
        """Answer a question in the form that it asks for."""
        index, today = self._current(), self._today()
        parsed = parse(question, index, today)
        return _reply(parsed, page if page > 1 else parsed.request.page, index, today)

    def facts(self, partner: str, topic: str, period: str, page: int = 1) -> ToolReply:
        """Return the facts about a partner, on a topic, of a period, or any of them together."""
        return self._reply_to_fields([partner], topic, period, Form.ANSWER, page)

    def timeline(self, partner: str, topic: str, period: str, page: int = 1) -> ToolReply:
        """Return the same facts in the order of time."""
        return self._reply_to_fields([partner], topic, period, Form.TIMELINE, page)

    def compare(self, partners: Sequence[str], topic: str, page: int = 1) -> ToolReply:
        """Put partners side by side by topic."""
        return self._reply_to_fields(partners, topic, "", Form.COMPARE, page)

    def get_fact(self, id_: str) -> ToolReply:
        """Return one fact; where there is none with the id, name similar ids."""
        began = time.perf_counter()
        found, near = find_fact(_strip_address(id_, to_fact_address("")), self._current(), self._today())
        notes = [] if found.facts else [_not_there("fact", id_, near)]
        return to_tool_reply(found, found, 1, _since(began), notes)

    def list_partners(self, page: int = 1) -> ToolReply:
        """List the partners."""
        return self._list(Form.PARTNERS, page)

    def list_topics(self, page: int = 1) -> ToolReply:
        """List the topics."""
        return self._list(Form.TOPICS, page)

    def list_sources(self, page: int = 1) -> ToolReply:
        """List the sources."""
        return self._list(Form.SOURCES, page)

    def read_fact(self, id_: str) -> str:
        """Return a fact's text. Raises Unknown."""
        found, near = find_fact(id_, self._current(), self._today())
        if not found.facts:
            raise Unknown(_not_there("fact", id_, [to_fact_address(one) for one in near]))
        return to_tool_reply(found, found, 1, 0.0).text

    def read_source(self, id_: str) -> str:
        """Return a source's text. Raises Unknown."""
        index = self._current()
        source, near = find_source(id_, index)
        if source is None:
            raise Unknown(_not_there("source", id_, [to_source_address(one) for one in near]))
        return to_source_text(source, index.snapshot)

    def _reply_to_fields(self, names: Sequence[str], topic: str, period: str, form: Form, page: int) -> ToolReply:
        index, today = self._current(), self._today()
        parsed = parse_fields(names, topic, period, form, index, today)
        if parsed is None:
            return _reply_no_time(period, index, today)
        return _reply(parsed, page, index, today)

    def _list(self, form: Form, page: int) -> ToolReply:
        index, today = self._current(), self._today()
        listing = answer(Request(form=form), index, today)
        assert isinstance(listing, Listing)  # noqa: S101 - that is what these forms give
        return to_listing_reply(listing, page)


def _reply(parsed: Parsed, page: int, index: Index, today: date) -> ToolReply:
    began = time.perf_counter()
    request = parsed.request.change(page=1 if parsed.request.form in _LISTS_OF_FACTS else min(page, MAX_PAGE))
    response = answer(request, index, today, parsed)
    return to_tool_reply(response, as_answer(response), page, _since(began))


def _reply_no_time(period: str, index: Index, today: date) -> ToolReply:
    none = Answer(
        outcome=Outcome.NONE,
        request=Request(),
        snapshot=index.snapshot,
        today=today,
        text=period,
        reason=NoAnswerReason.NOT_UNDERSTOOD,
    )
    return to_tool_reply(none, none, 1, 0.0, [f"Of the period {_repeat(period)}: {wording.NO_PERIOD}"])


def _not_there(what: str, id_: str, near: Sequence[str]) -> str:
    nearest = f" Nearest: {join(near, 'or')}." if near else ""
    return f"There is no {what} with the id {_repeat(id_)}.{nearest}"


def _repeat(text: str) -> str:
    return quoted(cut(clean(text), _MOST_REPEATED))


def _strip_address(id_: str, before: str) -> str:
    return id_.strip().removeprefix(before)


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1_000
