"""Response → View, by the table of forms."""

from bot.domain.answers import Answer
from bot.domain.responses import Response, Usage
from bot.reply.forms import FORMS, to_usage_view
from bot.reply.forms.answer import to_answer_view
from bot.reply.pages import Reader
from bot.reply.view import View


def to_view(response: Response, reader: Reader) -> View:
    """Lay out a response for a reader."""
    shown = FORMS[response.request.form]
    if isinstance(response, Usage):
        return to_usage_view(response, shown, reader)
    if isinstance(response, Answer) and not issubclass(shown.response, Answer):
        # A form without facts, or whose partner is ambiguous.
        return to_answer_view(response, reader)
    return shown.to_view(response, reader)
