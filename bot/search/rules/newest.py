"""Requests for what is current or newest."""

from bot.domain.readings import Role
from bot.search.lexicon.times import NEWEST, NEWEST_TOO, NEWEST_WORDS
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule
from bot.search.stemming import stem


def asks_for_newest(folded: str, words: list[str]) -> list[tuple[int, int]]:
    """Return where a folded question asks for what is current or newest, given its words."""
    return [] if NEWEST_WORDS.isdisjoint(words) else [match.span() for match in NEWEST.finditer(folded)]


def _apply(draft: Draft) -> None:
    if not NEWEST_WORDS.isdisjoint(draft.plain) and any(
        not draft.index.topics.has(stem(match[0].partition(" ")[0]))
        for match in NEWEST_TOO.finditer(draft.tokens.folded)
    ):
        draft.newest_first = True
    for span in asks_for_newest(draft.tokens.folded, draft.plain):
        inside = [position for position in draft.inside(span) if position not in draft.roles]
        if inside:
            draft.newest_first = True
            draft.take(inside[0], inside[-1], Role.PERIOD, "asks for what is current or newest")


RULE = Rule(
    name="newest",
    triggers="“latest”, “now”, “these days” and their like; also “still”, “again” and “status of”",
    yields="the newest facts first",
    apply=_apply,
    before={"words": "most of these words are stop words, which would pass unread"},
    examples=(
        Example("latest on sylvania", "latest: period | on: stop word | sylvania: partner"),
        Example(
            "is sylvania still an ally",
            "is: stop word | sylvania: partner | still: stop word | an: stop word | ally: topic",
        ),
    ),
)
