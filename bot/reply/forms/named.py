"""The forms that are asked for by their name, in the order in which help and the base's own page list them."""

from typing import Any

from bot.reply.forms.compare import COMPARE
from bot.reply.forms.form import FormView
from bot.reply.forms.map import MAP
from bot.reply.forms.partners import PARTNERS
from bot.reply.forms.source import SOURCE
from bot.reply.forms.sources import SOURCES
from bot.reply.forms.timeline import TIMELINE
from bot.reply.forms.topics import TOPICS

NAMED: tuple[FormView[Any], ...] = (TIMELINE, COMPARE, TOPICS, PARTNERS, SOURCES, SOURCE, MAP)
LISTED = tuple([named.form.value for named in NAMED if named.is_listed])
