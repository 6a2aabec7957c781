"""The forms that are asked for by name, in the order of help and of the base's own page."""

from typing import Any

from bot.domain.knowledge import About
from bot.reply.forms.compare import COMPARE
from bot.reply.forms.form import FormView
from bot.reply.forms.map import MAP
from bot.reply.forms.partners import PARTNERS
from bot.reply.forms.source import SOURCE
from bot.reply.forms.sources import SOURCES
from bot.reply.forms.timeline import TIMELINE
from bot.reply.forms.topics import TOPICS

NAMED: tuple[FormView[Any], ...] = (TIMELINE, COMPARE, TOPICS, PARTNERS, SOURCES, SOURCE, MAP)


def listed_words(about: About) -> list[str]:
    """Return the words for the forms that help lists; partners are listed by the base's own noun."""
    partners = about.partner.plural
    return [
        partners if named is PARTNERS and partners.isalpha() else named.form.value for named in NAMED if named.is_listed
    ]
