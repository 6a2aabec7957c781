"""The usage of a form that was asked for without what it needs."""

from typing import Any

from bot.domain.responses import Usage
from bot.reply import sentences
from bot.reply.forms.form import FormView
from bot.reply.offers import clean_offers
from bot.reply.pages import Reader
from bot.reply.phrases import echo_of
from bot.reply.view import View, to_sentence


def to_usage_view(usage: Usage, shown: FormView[Any], reader: Reader) -> View:
    """Lay out the form's usage, and complete requests as examples."""
    said = [sentences.not_here(usage.unknown)] if usage.unknown else []
    said.append(sentences.name_another(usage.partner.name) if usage.partner else f"Type {reader.prompt} {shown.usage}.")
    return View(
        title=shown.usage_title,
        asked=echo_of(usage),
        notes=tuple(map(to_sentence, said)),
        suggestions=clean_offers(usage.suggestions),
    )
