"""Words for topics."""

from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule


def _apply(draft: Draft) -> None:
    topics = draft.index.topics
    for first, last in draft.windows(draft.reaches(topics.reach)):
        matches = topics.match_exactly(tuple(draft.stems[first : last + 1]), draft.tokens.typed(first, last))
        if matches:
            draft.take_topic(first, last, matches)


RULE = Rule(
    name="topics",
    triggers="a topic's name, or one of its words in any inflection",
    yields="topics",
    apply=_apply,
    before={
        "forms": "a topic may be called like a form",
        "chatter": "a topic's word may be one of chatter",
        "words": "a topic's word finds facts by their topic too",
    },
    examples=(
        Example("closed borders of Sylvania", "closed borders: topic | of: stop word | Sylvania: partner"),
        Example("timeline of prices", "timeline of prices: topic"),
        Example("treaty", "treaty: topic"),
    ),
)
