"""What a follower is told when a gap is closed: why they are told, and the answer itself."""

from bot.domain.gaps import Gap, GapKind, GapState
from bot.domain.responses import Response
from bot.reply import sentences
from bot.reply.controls import Element
from bot.reply.curating.rich import to_line
from bot.reply.english import quoted
from bot.reply.fallback import escape_mrkdwn
from bot.reply.messages import Picture, to_message
from bot.reply.texts import clean, cut

MAX_BLOCKS = 50
_MAX_QUESTION, _MAX_REASON = 300, 500


def to_told(gap: Gap, response: Response | None, picture: Picture | None = None) -> Element:
    """Return the message: why they are told, and where it is filled the response, which may be none."""
    asked = quoted(cut(clean(gap.text), _MAX_QUESTION)) if gap.text else "a question"
    head = f"You asked to be told of {asked}. {_outcome_of(gap)}"
    message = to_message(response, picture=picture) if response else {"text": "", "blocks": []}
    text = f"{escape_mrkdwn(head)}\n{message['text']}".rstrip()
    return {"text": text, "blocks": [to_line(head), *message["blocks"]][:MAX_BLOCKS]}


def to_marked(message: Element) -> Element:
    """Return a message with the mark that it may have been sent before."""
    mark = to_line(sentences.MAY_BE_SENT_BEFORE)
    text = f"{sentences.MAY_BE_SENT_BEFORE}\n{message['text']}"
    return {**message, "text": text, "blocks": [mark, *message["blocks"]][:MAX_BLOCKS]}


def _outcome_of(gap: Gap) -> str:
    if gap.state is GapState.DECLINED:
        reason = cut(clean(gap.reason), _MAX_REASON)
        return f"The curators will not add it: {reason}" if reason else "The curators will not add it."
    return "What was reported is mended:" if gap.kind is GapKind.FAULT else "The base has it now:"
