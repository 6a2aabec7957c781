"""Questions for an amount, a date or a name: how much money, how many, what share, when, who."""

from bot.domain.readings import Role
from bot.search.lexicon.amounts import ASKED, ASKING
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule


def _apply(draft: Draft) -> None:
    draft.amounts = tuple([amount for amount, asked in ASKED.items() if asked.search(draft.tokens.folded)])
    asking = ASKING.finditer(draft.tokens.folded) if draft.amounts else ()
    for position in [
        position for match in asking for position in draft.inside(match.span()) if position not in draft.roles
    ]:
        draft.take(position, position, Role.STOP_WORD, "asks for a date or a figure")


RULE = Rule(
    name="amounts",
    triggers="“how much … cost”, “price”, “how many”, “what share”, “when”, “who is the minister” and their like",
    yields="the kind of amount, the date or the name that a fact must give to be an answer",
    apply=_apply,
    examples=(
        Example("how many treaties", "how: stop word | many: stop word | treaties: topic"),
        Example("friendship, date?", "friendship: text | date: stop word"),
    ),
)
