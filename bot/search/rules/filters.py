"""Filters, by ids: topics that all facts must be on, and partners that all must be about: topic:energy, with:turkey."""

import re

from bot.domain.readings import Role
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule

_FILTER = re.compile(r"\b(topic|with): ?([\w-]+)")


def _apply(draft: Draft) -> None:
    snapshot = draft.index.snapshot
    for match in _FILTER.finditer(draft.tokens.folded):
        is_topic = match[1] == "topic"
        found = (snapshot.topics if is_topic else snapshot.partners).get(match[2])
        positions = draft.inside(match.span())
        if found and draft.roles.keys().isdisjoint(positions):
            role, what = (Role.TOPIC, "on") if is_topic else (Role.PARTNER, "that are also about")
            draft.take(positions[0], positions[-1], role, f"only facts {what} {found.name}")
            (draft.topic_filters if is_topic else draft.partner_filters).append(found.id)


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
