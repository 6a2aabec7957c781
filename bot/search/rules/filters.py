"""Filters, by ids: topics that all facts must be on, and partners that all must be about: topic:energy, with:turkey."""

import re

from bot.domain.readings import PartnerMatch, Role
from bot.domain.requests import Word
from bot.search.lexicon.negations import EXCEPTING, RATHER_THAN
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule

_FILTER = re.compile(r"\b(topic|with): ?([\w-]+)")
_LEAVING_OUT = (*EXCEPTING, *RATHER_THAN)


def _apply(draft: Draft) -> None:
    snapshot = draft.index.snapshot
    for match in _FILTER.finditer(draft.tokens.folded):
        positions = draft.inside(match.span())
        is_whole = positions and draft.said[positions[-1]].end >= match.end()  # what is too long is not read
        if not is_whole or not draft.roles.keys().isdisjoint(positions):
            continue
        first, last = positions[0], positions[-1]
        is_left_out = draft.is_signed_out(first) or draft.follows_any(first, _LEAVING_OUT)
        if match[1] == "topic" and (topic := snapshot.topics.get(match[2])):
            draft.take(first, last, Role.TOPIC, f"only facts on {topic.name}")
            if is_left_out:
                draft.words[first] = Word(topic.name, (topic.id,))
            else:
                draft.topic_filters.append(topic.id)
        elif match[1] == "with" and (partner := snapshot.partners.get(match[2])):
            if is_left_out:
                draft.take_name(first, last, (PartnerMatch(partner, partner.name, exact=True, reason="its id"),))
            else:
                draft.take(first, last, Role.PARTNER, f"only facts that are also about {partner.name}")
                draft.partner_filters.append(partner.id)


RULE = Rule(
    name="filters",
    triggers="“topic:” and the id of a topic, “with:” and that of a partner",
    yields="a topic that facts must be on, or a partner that they must be about, besides all else that is asked for",
    apply=_apply,
    before={
        "names": "a partner that is named may be one of several that are asked about",
        "topics": "beside a word for a topic, facts on other topics would do",
    },
    examples=(
        Example("sylvania topic:energy", "sylvania: partner | topic energy: topic"),
        Example("sylvania with:graustark", "sylvania: partner | with graustark: partner"),
    ),
)
