"""Offers that lead on from a reply: other pages, other forms, and further requests."""

from collections.abc import Iterable
from typing import Any

from bot.domain.answers import Answer, Offer
from bot.domain.kinds import Noun
from bot.domain.requests import MAX_SIZE, Form, Request
from bot.domain.responses import LaidOut, Response, SourceCard, Timeline
from bot.reply import wording
from bot.reply.english import counted
from bot.reply.pages import Page
from bot.reply.texts import clean


def clean_offers(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """Make the labels of offers, which may have people's words, fit for one line."""
    return tuple([_clean(offer) for offer in offers])


def _clean(offer: Offer) -> Offer:
    label = clean(offer.label)
    return offer if label == offer.label else Offer(label, offer.request)


def to_page_turns(
    page: Page[Any], total: int, request: Request, noun: Noun, size: int = 0
) -> tuple[Offer | None, Offer | None]:
    """Offer the next and the previous page of a request; `total` counts all items.

    They carry the `size` of the pages, so that the next page goes on from this one on any surface.
    """
    more, previous = None, None
    if page.has_more:
        left = total - page.last
        label = counted(left, noun, "more ") if left else f"More on the last {noun.singular}"
        more = Offer(label, request.change(page=page.number + 1, size=size))
    if page.number > 1:
        previous = Offer(wording.PREVIOUS, request.change(page=page.number - 1, size=size))
    return more, previous


def offer_everything(request: Request, total: int, fact: Noun) -> Offer:
    """Offer all facts that answer a request, with their excerpts, on full pages."""
    form = Form.ANSWER if request.form is Form.TIMELINE else request.form
    return Offer(wording.all_facts(total, fact), request.change(form=form, page=1, size=MAX_SIZE))


def offer_whole_timeline(request: Request) -> Offer:
    """Offer a timeline from its beginning, on full pages."""
    return Offer(wording.WHOLE_TIMELINE, request.change(page=1, size=MAX_SIZE))


def answer_in(response: Response) -> Answer | None:
    """Return the answer in a response, or the one that it lays out; None without one."""
    match response:
        case Answer():
            return response
        case LaidOut():
            return response.answer
    return None


def count_facts_in(response: Response) -> int:
    """Count the facts of a response, on all its pages; 0 for one that is not about facts."""
    match response:
        case Answer():
            return response.total
        case Timeline():
            return response.answer.total
        case SourceCard():
            return len(response.facts)
    return 0


def repeat(response: Response) -> Request:
    """Return the request of a response with its number of facts, so that a later reply can say what was removed."""
    return response.request.change(shown=count_facts_in(response))
