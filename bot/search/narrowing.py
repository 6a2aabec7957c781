"""A request narrowed to a time, a topic or anything else that was typed beside it."""

from dataclasses import replace
from datetime import date

from bot.domain.readings import Parsed
from bot.domain.requests import Form, Request
from bot.search.index import Index
from bot.search.keeping import keep_known
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


def add_text(request: Request, text: str, index: Index, today: date) -> Parsed | None:
    """Read a text beside what was chosen: its request asks for both; None where the text asks nothing."""
    parsed, chosen = parse(text, index, today), keep_known(request, index)
    asked = parsed.request
    if asked.form in (Form.HELP, Form.CHATTER):
        return None
    both = asked.change(
        partners=tuple(dict.fromkeys((*chosen.partners, *asked.partners))),
        topics=tuple(dict.fromkeys((*chosen.topics, *asked.topics))),
        words=(*chosen.words, *asked.words),
        page=1,
    )
    return replace(parsed, request=both)
