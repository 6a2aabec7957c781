"""The forms of responses: one module each, with the way to ask for the form and its layout."""

from typing import Any

from bot.domain.requests import Form
from bot.reply.forms.about import ABOUT
from bot.reply.forms.answer import ANSWER, MENTIONED
from bot.reply.forms.chatter import CHATTER
from bot.reply.forms.form import FormView
from bot.reply.forms.help import HELP
from bot.reply.forms.named import NAMED
from bot.reply.forms.usage import to_usage_view

__all__ = ["FORMS", "FormView", "to_usage_hint", "to_usage_view"]

_ALL: tuple[FormView[Any], ...] = (ANSWER, *NAMED, ABOUT, HELP, CHATTER, MENTIONED)
FORMS = {shown.form: shown for shown in _ALL}


def to_usage_hint() -> str:
    """Return Slack's hint of what to type after the slash command."""
    named = [shown.form.value for shown in FORMS.values() if shown.is_listed]
    return f"{FORMS[Form.ANSWER].usage}; or {', '.join(named)}"
