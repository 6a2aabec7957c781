"""The search form, for a partner, a topic, a time and words, and its results."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.kinds import Kind
from bot.domain.knowledge import Partner, Snapshot
from bot.domain.requests import Request
from bot.domain.text import capitalised
from bot.reply import wording
from bot.reply.controls import Element, to_option, to_plain
from bot.reply.fields import read_choice, read_text, to_input, to_menu, to_text_element, to_topic_options, to_typeahead

# The callback ids of the form and of its results, and the ids of its fields, which are blocks and actions alike.
FORM, RESULT = "search", "result"
PARTNER, TOPIC, PERIOD, WORDS, CONVERSATION = "partner", "topic", "period", "words", "conversation"
_MAX_PERIOD, _MAX_WORDS = 100, 300


@dataclass(frozen=True, slots=True)
class Filled:
    """A submitted form: ids of a partner and a topic, and a time and words as typed; "" where empty."""

    partner: str = ""
    topic: str = ""
    period: str = ""
    words: str = ""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was filled in."""
        return not (self.partner or self.topic or self.period or self.words)

    def to_request(self) -> Request:
        """Return the chosen partner and topic as a request; the time and the words are parsed later."""
        return Request(partners=(self.partner,) if self.partner else (), topics=(self.topic,) if self.topic else ())


def to_search_form(snapshot: Snapshot) -> Element:
    """Return the form as a modal."""
    topics = to_topic_options(snapshot)
    topic = to_menu(wording.CHOOSE, topics)
    period = {**to_text_element("", _MAX_PERIOD), "placeholder": to_plain(wording.PERIOD_EXAMPLES)}
    examples = wording.words_examples(snapshot.topics.values())
    words = {**to_text_element("", _MAX_WORDS), "placeholder": to_plain(examples)}
    return {
        "type": "modal",
        "callback_id": FORM,
        "title": to_plain(wording.search_title(snapshot.about)),
        "submit": to_plain(wording.SEARCH_SUBMIT),
        "close": to_plain(wording.CLOSE),
        "blocks": [
            to_input(PARTNER, capitalised(snapshot.about.partner.singular), to_typeahead(), optional=True),
            *([to_input(TOPIC, wording.TOPIC, topic, optional=True)] if topics else []),
            to_input(PERIOD, wording.PERIOD, period, optional=True),
            to_input(WORDS, wording.WORDS, words, optional=True),
        ],
    }


def to_partner_options(partners: Iterable[Partner]) -> Element:
    """Return partners as the options of a typeahead, grouped by kind."""
    groups: dict[Kind, list[Element]] = {}
    for partner in partners:
        flag = f":flag-{partner.iso.lower()}: " if partner.iso else ""
        groups.setdefault(partner.kind, []).append(to_option(flag + partner.name, partner.id, emoji=True))
    return {
        "option_groups": [{"label": to_plain(kind.heading), "options": options} for kind, options in groups.items()]
    }


def parse_search_form(values: Mapping[str, Any]) -> Filled:
    """Read the values of a submitted form."""
    return Filled(
        partner=read_choice(values, PARTNER),
        topic=read_choice(values, TOPIC),
        period=read_text(values, PERIOD),
        words=read_text(values, WORDS),
    )


def to_conversation_field() -> Element:
    """Return the field for a conversation to share with; Slack adds a response address for it."""
    element = {
        "type": "conversations_select",
        "default_to_current_conversation": True,
        "response_url_enabled": True,
        "placeholder": to_plain(wording.CHOOSE),
    }
    return to_input(CONVERSATION, wording.SHARE_WITH, element)
