"""What leads on from a reply: other pages, the same facts in another form, and requests that are offered."""

from collections.abc import Iterable
from typing import Any

from bot.domain.answers import Answer, Offer
from bot.domain.requests import Form, Request
from bot.domain.responses import Comparison, Response, SourceCard, Timeline
from bot.reply import wording
from bot.reply.english import counted
from bot.reply.pages import Page
from bot.reply.texts import clean

_MORE_BESIDE = "More beside the last fact"


def clean_offers(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """Make the labels of offers, in which others' words may stand, fit for one line."""
    return tuple([Offer(clean(offer.label), offer.request) for offer in offers])


def to_page_turns(
    page: Page[Any], total: int, request: Request, noun: str = "fact"
) -> tuple[Offer | None, Offer | None]:
    """Offer the next and the previous page of what a request asks for; `total` are all that is counted."""
    more, previous = None, None
    if page.has_more:
        left = total - page.last
        label = counted(left, f"more {noun}") if left else _MORE_BESIDE
        more = Offer(label, request.change(page=page.number + 1))
    if page.number > 1:
        previous = Offer(wording.PREVIOUS, request.change(page=page.number - 1))
    return more, previous


def offer_everything(request: Request, total: int) -> Offer:
    """Offer all facts that answer a request, each with its source's words."""
    form = Form.ANSWER if request.form is Form.TIMELINE else request.form
    return Offer(wording.all_facts(total), request.change(form=form, page=1))


def answer_in(response: Response) -> Answer | None:
    """Return the answer that a response is or lays out, if it is one."""
    match response:
        case Answer():
            return response
        case Timeline() | Comparison():
            return response.answer
    return None


def count_facts_in(response: Response) -> int:
    """Count the facts of a response, those on other pages too; 0 for one that is not about facts."""
    match response:
        case Answer():
            return response.total
        case Timeline():
            return response.answer.total
        case SourceCard():
            return len(response.facts)
    return 0


def repeat(response: Response) -> Request:
    """Return the request of a response, to be asked again by a button that notes how many facts there were."""
    return response.request.change(shown=count_facts_in(response))
