"""Forms that are asked for by their name."""

from bot.domain.readings import Role
from bot.domain.requests import Form
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule

_WITH_REST = {Form.TIMELINE, Form.COMPARE}
_ALONE = {Form.TOPICS, Form.PARTNERS, Form.SOURCES, Form.ABOUT, Form.MAP}


def _apply(draft: Draft) -> None:
    if not draft.plain or draft.form is not Form.ANSWER or _is_something_else(draft):
        return
    first, rest = draft.plain[0], [place for place in range(1, len(draft.plain)) if draft.roles.get(place) != Role.PAGE]
    if first in _WITH_REST or (first in _ALONE and not rest):
        draft.form = Form(first)
        draft.take(0, 0, Role.FORM, "asks for this form")


def _is_something_else(draft: Draft) -> bool:
    """Return whether the first word begins a name, or is a topic's name; a topic's mere word does not count."""
    role = draft.roles.get(0)
    if role is Role.TOPIC:
        is_longer = draft.readings[0].text.lower() != draft.plain[0]
        return is_longer or any(match.topic.name.lower() == draft.plain[0] for match in draft.topics[0])
    return role in (Role.PARTNER, Role.COUNTRY, Role.SUBJECT)


RULE = Rule(
    name="forms",
    triggers="“timeline” or “compare” as the first word, or the name of another form as the only one",
    yields="the form",
    apply=_apply,
    examples=(
        Example("timeline of sylvania", "timeline: form | of: stop word | sylvania: partner"),
        Example("topics", "topics: form"),
    ),
)
