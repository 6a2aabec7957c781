"""A request narrowed to a time or a topic that was typed beside it."""

from datetime import date

from bot.domain.requests import Request
from bot.search.index import Index
from bot.search.parsing import parse
from bot.search.rules import PERIOD_RULES
from bot.search.rules.draft import MAX_LENGTH, Draft


def add_time(request: Request, text: str, index: Index, today: date) -> Request | None:
    """Return the request narrowed to a time as typed; None where the text says no time."""
    draft = Draft(index, text[:MAX_LENGTH], today)
    for rule in PERIOD_RULES:
        rule.apply(draft)
    if draft.period is None and not draft.newest_first:
        return None
    period = draft.period.period if draft.period else request.period
    newest_first = draft.newest_first or request.newest_first
    return request.change(period=period, newest_first=newest_first, page=1, size=0, shown=0)


def add_topic(request: Request, text: str, index: Index, today: date) -> Request:
    """Return the request narrowed to what a text names beside partners: topics, or words."""
    added = parse(text, index, today).request
    topics = tuple(dict.fromkeys((*request.topics, *added.topics)))
    return request.change(topics=topics, words=(*request.words, *added.words), page=1, size=0, shown=0)
