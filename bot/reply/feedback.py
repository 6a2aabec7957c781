"""The end of an answer: buttons to vote on it, and to request what it lacks."""

from collections.abc import Iterator

from bot.domain.answers import Answer, Outcome
from bot.domain.responses import Comparison, Response, SourceCard, Timeline
from bot.reply.controls import Element
from bot.reply.loop_acts import to_feedback_block, to_feedback_buttons, to_request_button
from bot.reply.offers import answer_in
from bot.reply.phrases import to_phrase
from bot.reply.view import View

_VOTED_ON = (Answer, Comparison, SourceCard, Timeline)


def to_feedback_blocks(view: View, response: Response, *, is_public: bool) -> Iterator[Element]:
    """Yield the button to request what an answer lacks, and the votes on one whose view shows facts.

    Slack's own feedback buttons appear in messages that everybody sees; elsewhere plain buttons beside the request.
    """
    request = _to_request(response)
    elements = [request] if request else []
    has_facts = bool(view.facts or view.groups or view.rows) and isinstance(response, _VOTED_ON)
    voted_on = response.request.change(page=view.page, size=view.size)
    if has_facts and not is_public:
        elements += to_feedback_buttons(voted_on)
    if elements:
        yield {"type": "actions", "elements": elements}
    block = to_feedback_block(voted_on) if has_facts and is_public else None
    if block:
        yield block


def _to_request(response: Response) -> Element | None:
    """Make the button to request what is missing, in the typed words, where these are all that was asked."""
    answer = answer_in(response)
    if not answer or answer.outcome not in (Outcome.NEAR, Outcome.NONE):
        return None
    is_whole = response.text and not answer.continues
    return to_request_button(response.text if is_whole else to_phrase(response.request, response.snapshot))
