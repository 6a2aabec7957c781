"""A question in a channel that has a default: `energy?` in a channel about Turkey asks of Turkey · Energy."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.domain.answers import Outcome
from bot.domain.defaults import Default
from bot.domain.readings import Parsed
from bot.domain.requests import Form, Request
from bot.domain.responses import Response, Timeline
from bot.search.index import Index
from bot.search.parsing import parse
from bot.search.responding import answer, as_answer

_FORMS = (Form.ANSWER, Form.TIMELINE)


def respond_in(text: str, default: Default | None, index: Index, today: date) -> Response:
    """Answer a text that was typed in a channel, as of a day."""
    return answer_in(parse(text, index, today), default, index, today)


def answer_in(parsed: Parsed, default: Default | None, index: Index, today: date) -> Response:
    """Answer what was read in a channel: with its default if that answers all that is asked, or else by itself."""
    request = parsed.request
    for added in _defaults_for(request, default, index) if default else ():
        changed = request.change(
            partners=(added.partner,) if added.partner else request.partners,
            topics=(added.topic,) if added.topic else request.topics,
        )
        response = answer(changed, index, today, parsed)
        if _answers_all(response):
            return _mark(response, added)
    return answer(request, index, today, parsed)


def _defaults_for(request: Request, default: Default, index: Index) -> Iterator[Default]:
    """Yield what may be added to a request, that with most first; nothing to lists and chatter, or where all is named.

    What is left out is named, too: `energy without Turkey` is not about Turkey.
    """
    if request.form not in _FORMS or request.either:
        return  # the reply asks which of several is meant: nothing said decides it
    snapshot = index.snapshot
    asks = request.is_narrowed or bool(request.amounts) or request.form is Form.TIMELINE
    partner = default.partner if default.partner in snapshot.partners and asks and not _names_partner(request) else ""
    has_topic = bool(request.all_topics) or not (asks or _names_partner(request))
    topic = default.topic if default.topic in snapshot.topics and not has_topic else ""
    if partner and topic:
        yield Default(partner, topic)
    if partner:
        yield Default(partner=partner)
    if topic:
        yield Default(topic=topic)


def _names_partner(request: Request) -> bool:
    return bool(
        request.partners or request.involving or request.countries or request.speakers or request.without_partners
    )


def _answers_all(response: Response) -> bool:
    found = as_answer(response)
    return found.outcome is Outcome.ANSWER and not (found.lacking or found.by_topic)


def _mark(response: Response, added: Default) -> Response:
    """Say of a response what of it comes from the channel."""
    if isinstance(response, Timeline):
        return replace(response, answer=replace(response.answer, default=added))
    return replace(as_answer(response), default=added)
