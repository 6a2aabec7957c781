"""Questions for an amount or a date: how much money, how many, what share, when."""

from bot.search.lexicon.amounts import ASKED
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule


def _apply(draft: Draft) -> None:
    draft.amounts = tuple([amount for amount, asked in ASKED.items() if asked.search(draft.tokens.folded)])


RULE = Rule(
    name="amounts",
    triggers="“how much … cost”, “price”, “how many”, “what share”, “when” and their like",
    yields="the kind of amount, or the date, that a fact must give to be an answer",
    apply=_apply,
    examples=(Example("how many treaties", "how: stop word | many: stop word | treaties: topic"),),
)
