"""The forms that responses have: one module each, which says how the form is asked for and how it is shown."""

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
    """Say what to type behind the slash command, for Slack's own hint beside it."""
    named = [shown.form.value for shown in FORMS.values() if shown.is_listed]
    return f"{FORMS[Form.ANSWER].usage}; or {', '.join(named)}"
