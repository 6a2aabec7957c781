"""The notice to a follower that a gap is closed, with the answer itself."""

from collections.abc import Sequence

from bot.domain.gaps import Gap, GapKind, GapState
from bot.domain.responses import Response
from bot.reply import sentences
from bot.reply.controls import Element
from bot.reply.curating import Changed, to_changes_block
from bot.reply.curating.rich import to_line
from bot.reply.english import quoted
from bot.reply.fallback import MAX_MESSAGE_TEXT, escape_mrkdwn
from bot.reply.messages import MAX_BLOCKS, Picture, to_message
from bot.reply.texts import clean, cut

# With these limits and the longest answer the notice fits a message.
_MAX_QUESTION, _MAX_REASON = 200, 500


def to_gap_closed(
    gap: Gap, response: Response | None, picture: Picture | None = None, changes: Sequence[Changed] = ()
) -> Element:
    """Return the notice; `response` answers the question of a filled gap, if there is an answer.

    `changes` are those of the fact that the follower reported.
    """
    asked = cut(clean(gap.text), _MAX_QUESTION)
    head = f"You asked to be notified of {quoted(asked) if asked else 'a question'}. {_outcome_of(gap)}"
    if response is None:
        return {"text": escape_mrkdwn(f"{head}."), "blocks": [to_line(f"{head}.")]}
    answered = to_message(response, picture=picture)
    if changes:
        answered["blocks"] = [to_changes_block(changes), *answered["blocks"]]
    return _to_headed(f"{head}:", answered)


def to_marked(message: Element) -> Element:
    """Mark a message as one that may have been sent before."""
    return _to_headed(sentences.MAY_BE_SENT_BEFORE, message)


def _to_headed(head: str, message: Element) -> Element:
    """Put a line above a message, within Slack's limits."""
    text = cut(f"{escape_mrkdwn(head)}\n{message['text']}", MAX_MESSAGE_TEXT)
    return {**message, "text": text, "blocks": [to_line(head), *message["blocks"]][:MAX_BLOCKS]}


def _outcome_of(gap: Gap) -> str:
    if gap.state is GapState.DECLINED:
        reason = cut(clean(gap.reason).rstrip("."), _MAX_REASON)
        return f"The curators will not add it: {reason}" if reason else "The curators will not add it"
    return "What was reported is fixed" if gap.kind is GapKind.FAULT else "The base has it now"
