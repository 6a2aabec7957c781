"""Pages of a long answer."""

from collections.abc import Sequence

from bot.domain.readings import Role
from bot.domain.requests import MAX_PAGE
from bot.search.lexicon.forms import BESIDE_FORMS, PAGES
from bot.search.lexicon.times import NUMBER_WORDS
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule


def _apply(draft: Draft) -> None:
    if PAGES.isdisjoint(draft.plain):
        return
    for first in (len(draft.plain) - 2, _head_of(draft.plain)):
        number = _number_at(draft.plain, first + 1) if first >= 0 and draft.plain[first] in PAGES else None
        if number is not None and number <= MAX_PAGE:
            draft.page = max(1, number)
            draft.take(first, first + 1, Role.PAGE, f"page {draft.page} of the facts")
            return


def _head_of(words: Sequence[str]) -> int:
    """Return the position of the first word but for “show me” and its like."""
    return next((position for position, word in enumerate(words) if word not in BESIDE_FORMS), -1)


def _number_at(words: Sequence[str], position: int) -> int | None:
    word = words[position] if position < len(words) else ""
    return int(word[:4]) if word.isdecimal() else NUMBER_WORDS.get(word)


RULE = Rule(
    name="pages",
    triggers="“page” and a number, at the end or first",
    yields="the page",
    apply=_apply,
    before={"source ids": "the id of a source ends where the page begins"},
    examples=(
        Example("sylvania page 2", "sylvania: partner | page 2: page"),
        Example("page 2 of sylvania", "page 2: page | of: stop word | sylvania: partner"),
        Example("sylvania page 0012", "sylvania: partner | page 0012: page"),
        Example("source gazette-2018 page 2", "source gazette 2018: form | page 2: page"),
    ),
)
