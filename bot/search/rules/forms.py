"""Forms that are asked for by their name."""

from bot.domain.readings import PartnerMatch, Role
from bot.domain.requests import Form
from bot.search.lexicon.forms import BESIDE_FORMS, COMPARING
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule

_ALONE = {Form.TOPICS, Form.PARTNERS, Form.SOURCES, Form.ABOUT, Form.MAP}


def _apply(draft: Draft) -> None:
    if draft.form is not Form.ANSWER:
        return
    for find in (_find_list, _find_timeline, _find_comparison):
        found = find(draft)
        if found:
            place, draft.form = found
            draft.take(place, place, Role.FORM, "asks for this form")
            return


def _find_list(draft: Draft) -> tuple[int, Form] | None:
    """Find the name of a list, of the map or of the base itself, where nothing else is asked for."""
    said = [place for place in _places(draft) if draft.plain[place] not in BESIDE_FORMS]
    if len(said) == 1 and draft.plain[said[0]] in _ALONE and not _is_named(draft, said[0]):
        return said[0], Form(draft.plain[said[0]])
    return None


def _find_timeline(draft: Draft) -> tuple[int, Form] | None:
    """Find “timeline” at the head or the end of a question, but for words such as “show me a”."""
    said = [place for place in _places(draft) if draft.plain[place] not in BESIDE_FORMS]
    ends = [place for place in said[:1] + said[-1:] if draft.plain[place] == Form.TIMELINE]
    return (ends[0], Form.TIMELINE) if ends and not _is_named(draft, ends[0]) else None


def _find_comparison(draft: Draft) -> tuple[int, Form] | None:
    """Find “compare” at the head, or a word that compares beside two names."""
    partners = [matches for matches in draft.named.values() if isinstance(matches[0], PartnerMatch)]
    for place in _places(draft):
        is_first = place == 0 and draft.plain[place] == Form.COMPARE
        is_between = draft.plain[place] in COMPARING and len(partners) > 1
        if (is_first or is_between) and not _is_named(draft, place):
            return place, Form.COMPARE
    return None


def _places(draft: Draft) -> list[int]:
    return [place for place in range(len(draft.plain)) if draft.roles.get(place) is not Role.PAGE]


def _is_named(draft: Draft, place: int) -> bool:
    """Return whether a word is part of a name, or of a topic's name; that a topic has it as a mere word counts not."""
    role, start = draft.roles.get(place), draft.starts.get(place, place)
    if role is Role.TOPIC:
        is_longer = draft.readings[start].text.lower() != draft.plain[place]
        return is_longer or any(match.topic.name.lower() == draft.plain[place] for match in draft.topics[start])
    return role in (Role.PARTNER, Role.COUNTRY, Role.SUBJECT)


RULE = Rule(
    name="forms",
    triggers="“timeline” first or last, “compare” first, a word that compares beside two names, or a list's name alone",
    yields="the form",
    apply=_apply,
    examples=(
        Example("timeline of sylvania", "timeline: form | of: stop word | sylvania: partner"),
        Example("topics", "topics: form"),
        Example("sylvania versus graustark", "sylvania: partner | versus: form | graustark: partner"),
    ),
)
