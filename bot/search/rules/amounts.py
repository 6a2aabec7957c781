"""Questions for an amount, a time, a name or what is to come: how much, how many, when, how long, who, will they."""

from bot.domain.readings import Role
from bot.search.lexicon.amounts import ASKED, ASKING
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule


def _apply(draft: Draft) -> None:
    draft.amounts = tuple([amount for amount, asked in ASKED.items() if asked.search(draft.tokens.folded)])
    for match in ASKING.finditer(draft.tokens.folded) if draft.amounts else ():
        for position in draft.inside(match.span()):
            if position not in draft.roles:
                draft.take(position, position, Role.STOP_WORD, "asks for what a fact must give")


RULE = Rule(
    name="amounts",
    triggers="“how much”, “how many”, “what share”, “when”, “how long”, “who is the minister”, “will” and their like",
    yields="the kind of amount, the time, the name or the outlook that a fact must give to be an answer",
    apply=_apply,
    examples=(
        Example("how many treaties", "how: stop word | many: stop word | treaties: topic"),
        Example("friendship, date?", "friendship: text | date: stop word"),
        Example("which month of 1993", "which: stop word | month of 1993: period"),
    ),
)
