"""“And” and “or” in another language, between two names: Sylvanien und Graustark."""

from bot.domain.readings import Role
from bot.search.lexicon.conjunctions import CONJUNCTIONS_ABROAD
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule


def _apply(draft: Draft) -> None:
    if len(draft.named) < 2 or CONJUNCTIONS_ABROAD.isdisjoint(draft.plain):
        return
    for position in draft.left():
        is_joined = position - 1 in draft.starts and draft.name_at(position - 1) is not None
        if draft.plain[position] in CONJUNCTIONS_ABROAD and is_joined and draft.name_at(position + 1) is not None:
            draft.take(position, position, Role.STOP_WORD, "joins two names")


RULE = Rule(
    name="conjunctions",
    triggers="“and” or “or” in another language, between two names",
    yields="a stop word",
    apply=_apply,
    examples=(Example("sylvania und graustark", "sylvania: partner | und: stop word | graustark: partner"),),
)
