"""The form to search with, for a partner, a topic, a time and words, and the results that it turns into."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.kinds import Kind
from bot.domain.knowledge import Partner, Snapshot
from bot.domain.requests import Request
from bot.domain.text import capitalised
from bot.reply import wording
from bot.reply.controls import MAX_OPTIONS, Element, to_option, to_plain

# The callback ids of the form and of its results, and the ids of its fields, which are blocks and actions alike.
FORM, RESULT = "search", "result"
PARTNER, TOPIC, PERIOD, WORDS, CONVERSATION = "partner", "topic", "period", "words", "conversation"
_MAX_PERIOD, _MAX_WORDS = 100, 300


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as filled in: ids of a partner and a topic, a time and more in the person's own words; empty if not."""

    partner: str = ""
    topic: str = ""
    period: str = ""
    words: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not (self.partner or self.topic or self.period or self.words)

    def to_request(self) -> Request:
        """Return what was chosen; the time and the words are yet to be read."""
        return Request(partners=(self.partner,) if self.partner else (), topics=(self.topic,) if self.topic else ())


def to_search_form(snapshot: Snapshot) -> Element:
    """Return the form as a modal."""
    topics = [to_option(topic.name, id_) for id_, topic in snapshot.topics.items()]
    partner = {
        "type": "external_select",
        "action_id": PARTNER,
        "placeholder": to_plain(wording.TYPE_A_NAME),
        "min_query_length": 1,
    }
    topic = {
        "type": "static_select",
        "action_id": TOPIC,
        "placeholder": to_plain(wording.CHOOSE),
        "options": topics[:MAX_OPTIONS],
    }
    period = {
        "type": "plain_text_input",
        "action_id": PERIOD,
        "placeholder": to_plain(wording.PERIOD_EXAMPLES),
        "max_length": _MAX_PERIOD,
    }
    words = {
        "type": "plain_text_input",
        "action_id": WORDS,
        "placeholder": to_plain(wording.words_examples(snapshot.topics.values())),
        "max_length": _MAX_WORDS,
    }
    return {
        "type": "modal",
        "callback_id": FORM,
        "title": to_plain(wording.search_title(snapshot.about)),
        "submit": to_plain(wording.SEARCH_SUBMIT),
        "close": to_plain(wording.CLOSE),
        "blocks": [
            _input(PARTNER, capitalised(snapshot.about.partner.singular), partner),
            *([_input(TOPIC, wording.TOPIC, topic)] if topics else []),
            _input(PERIOD, wording.PERIOD, period),
            _input(WORDS, wording.WORDS, words),
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
    """Read what was filled in, from a submitted view's values."""
    return Filled(
        partner=_chosen(_value(values, PARTNER)),
        topic=_chosen(_value(values, TOPIC)),
        period=_typed(_value(values, PERIOD)),
        words=_typed(_value(values, WORDS)),
    )


def to_conversation_field() -> Element:
    """Return the field in which a conversation is chosen to share with; Slack gives an address to respond there."""
    element = {
        "type": "conversations_select",
        "action_id": CONVERSATION,
        "default_to_current_conversation": True,
        "response_url_enabled": True,
        "placeholder": to_plain(wording.CHOOSE),
    }
    return _input(CONVERSATION, wording.SHARE_WITH, element, optional=False)


def _chosen(value: Mapping[str, Any]) -> str:
    option = value.get("selected_option")
    chosen = option.get("value") if isinstance(option, dict) else None
    return chosen if isinstance(chosen, str) else ""


def _typed(value: Mapping[str, Any]) -> str:
    text = value.get("value")
    return text.strip() if isinstance(text, str) else ""


def _value(values: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    block = values.get(field)
    value = block.get(field) if isinstance(block, dict) else None
    return value if isinstance(value, dict) else {}


def _input(field: str, label: str, element: Element, *, optional: bool = True) -> Element:
    return {"type": "input", "block_id": field, "label": to_plain(label), "element": element, "optional": optional}
