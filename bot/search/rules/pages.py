"""Pages of a long answer."""

from bot.domain.readings import Role
from bot.domain.requests import MAX_PAGE
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule


def _apply(draft: Draft) -> None:
    if len(draft.plain) < 2 or draft.plain[-2] != "page" or not draft.plain[-1].isdecimal():
        return
    number = int(draft.plain[-1][:4])
    if number <= MAX_PAGE:
        draft.page = max(1, number)
        last = len(draft.plain) - 1
        draft.take(last - 1, last, Role.PAGE, f"page {draft.page} of the facts")


RULE = Rule(
    name="pages",
    triggers="“page” and a number, at the end",
    yields="the page",
    apply=_apply,
    before={"source ids": "the id of a source ends where the page begins"},
    examples=(
        Example("sylvania page 2", "sylvania: partner | page 2: page"),
        Example("sylvania page 0012", "sylvania: partner | page 0012: page"),
        Example("source gazette-2018 page 2", "source gazette 2018: form | page 2: page"),
    ),
)
